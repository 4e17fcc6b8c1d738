"""Corrected minutes: which they replace, and what each follow-up was read as."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_LINKS = (("minutes", "replaces_id", "minutes"), ("follow_up", "renews_id", "follow_up"))


def upgrade() -> None:
    """Apply; a link in one statement, as SQLite adds no constraint later."""
    for table, column, target in _LINKS:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER "
            f"CONSTRAINT fk_{table}_{column} REFERENCES {target} (id)"
        )
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.add_column("follow_up", sa.Column("read", sa.JSON(), nullable=True))
    op.add_column("follow_up", sa.Column("changed", sa.JSON(), nullable=True))
