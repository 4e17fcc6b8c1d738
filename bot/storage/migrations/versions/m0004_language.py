"""The language that a person chose."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply."""
    op.add_column("person", sa.Column("language", sa.String(5), nullable=True))
