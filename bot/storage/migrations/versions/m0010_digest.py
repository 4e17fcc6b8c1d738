"""Whether a person wants the weekly digest."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Apply."""
    op.add_column("person", sa.Column("digest", sa.String(10), nullable=True))
