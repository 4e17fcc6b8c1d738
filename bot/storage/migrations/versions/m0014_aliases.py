"""Further mail addresses of a person; each is one person's alone."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0011"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "person_alias",
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_alias_person_id")
        ),
        sa.PrimaryKeyConstraint("email", name=op.f("pk_person_alias")),
    )
    op.create_index(op.f("ix_person_alias_person_id"), "person_alias", ["person_id"])
