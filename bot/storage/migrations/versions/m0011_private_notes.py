"""What was noted outside the network's channel is no business of the whole network's."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_MINUTES = sa.table("minutes", sa.column("file_name", sa.String), sa.column("is_private"))


def upgrade() -> None:
    """Apply; of what was noted before nobody knows where, so it is kept private."""
    false = sa.false()
    op.add_column(
        "minutes", sa.Column("is_private", sa.Boolean(), nullable=False, server_default=false)
    )
    noted = _MINUTES.c.file_name == ""
    op.execute(sa.update(_MINUTES).where(noted).values(is_private=sa.true()))
