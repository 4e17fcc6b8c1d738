"""The language that is spoken in a network's channel."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Apply."""
    op.add_column("network", sa.Column("language", sa.String(5), nullable=True))
