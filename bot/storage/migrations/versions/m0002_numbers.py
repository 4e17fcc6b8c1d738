"""The number by which an owner knows their part."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply; what has been told already is numbered in the order in which it came."""
    op.add_column("ownership", sa.Column("number", sa.Integer(), nullable=True))
    op.execute(
        """
        UPDATE ownership SET number = (
            SELECT count(*) FROM ownership AS one
            WHERE one.person_id = ownership.person_id AND one.id <= ownership.id
            AND one.status <> 'draft'
        ) WHERE person_id IS NOT NULL AND status <> 'draft'
        """
    )
