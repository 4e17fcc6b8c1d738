"""Of which tenant a person's Entra id is, where it is not the bot's own."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply."""
    op.add_column("person", sa.Column("tenant_id", sa.String(60), nullable=True))
