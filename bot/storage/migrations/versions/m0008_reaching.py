"""Whose mail comes back, and who is away by their automatic answer."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply."""
    op.add_column("person", sa.Column("bounce_code", sa.String(12), nullable=True))
    op.add_column("person", sa.Column("away_until", sa.Date(), nullable=True))
