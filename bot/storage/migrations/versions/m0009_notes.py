"""A note to a group has its words where it lies to be sent, and no longer in the history."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_HISTORY = sa.table(
    "history",
    sa.column("id", sa.Integer),
    sa.column("subject", sa.String),
    sa.column("person_id", sa.Integer),
    sa.column("after", sa.JSON),
)
_OUTBOX = sa.table(
    "outbox",
    sa.column("id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("about", sa.JSON),
)


def upgrade() -> None:
    """Apply."""
    connection = op.get_bind()
    lines = connection.execute(sa.select(_HISTORY).where(_HISTORY.c.subject == "group_note"))
    written = {line.id: line for line in lines if "text" in line.after}
    told = dict.fromkeys(written, 0)
    for row in connection.execute(sa.select(_OUTBOX).where(_OUTBOX.c.kind == "group_note")).all():
        line = written[row.about["line"]]
        told[line.id] += 1
        about = {"by": line.person_id, "text": line.after["text"]}
        connection.execute(sa.update(_OUTBOX).where(_OUTBOX.c.id == row.id).values(about=about))
    for number, count in told.items():
        here = sa.update(_HISTORY).where(_HISTORY.c.id == number)
        connection.execute(here.values(after={"told": count}))
