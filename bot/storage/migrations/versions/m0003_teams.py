"""Groups with seats and a last day, refused roads, and how it stands with a conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply; whoever has been told of a chat has been welcomed there."""
    op.add_column("working_group", sa.Column("seats", sa.Integer(), nullable=True))
    op.add_column("working_group", sa.Column("closes_on", sa.Date(), nullable=True))
    op.add_column("outbox", sa.Column("detour", sa.JSON(), nullable=True))
    moment = sa.DateTime(timezone=True)
    op.add_column("conversation", sa.Column("greeted_at", moment, nullable=True))
    op.add_column("conversation", sa.Column("reached_at", moment, nullable=True))
    op.add_column("conversation", sa.Column("gone_at", moment, nullable=True))
    op.add_column("conversation", sa.Column("reason", sa.String(60), nullable=True))
    op.execute("UPDATE conversation SET greeted_at = CURRENT_TIMESTAMP WHERE channel_id IS NULL")
