"""A database from before a migration keeps what it knows."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select, text

import bot.storage
from bot.storage.engine import Store, newest_revision
from bot.storage.tables import conversation, history, minutes, outbox

_CHATS = """
    INSERT INTO conversation (id, service_url, tenant_id, entra_id, channel_id) VALUES
    ('a:1', 'https://teams.example.org', 't', 'entra-tilde', NULL),
    ('19:c', 'https://teams.example.org', 't', NULL, '19:c')
"""
_NOTE = """
    INSERT INTO network (id, key, name) VALUES (1, 'n', 'Netværket');
    INSERT INTO person (id, name, email, opted_out) VALUES (1, 'Tilde Rosenhave', '', 0);
    INSERT INTO person (id, name, email, opted_out) VALUES (2, 'Lau Tangmose', 'l', 0);
    INSERT INTO history (id, at, subject, subject_id, verb, road, person_id, before, after) VALUES
    (1, '2026-04-01 10:00:00', 'group_note', 1, 'note', 'board', 1, '{}', '{"text": "Vi ses"}'),
    (2, '2026-04-01 11:00:00', 'group_note', 1, 'send_roster', 'board', 1, '{}', '{}');
    INSERT INTO outbox
    (id, key, kind, network_id, person_id, about, state, due_at, tries, created_at) VALUES
    (1, 'note/1/2', 'group_note', 1, 2, '{"line": 1}', 'ready',
    '2026-04-01 10:00:00', 0, '2026-04-01 10:00:00')
"""
_NOTED = """
    INSERT INTO network (id, key, name) VALUES (1, 'n', 'Netværket');
    INSERT INTO minutes (id, network_id, sha256, file_name, title, remarks, received_at) VALUES
    (1, 1, 'a', '', 'Samtale i Teams', '[]', '2026-04-01 10:00:00'),
    (2, 1, 'b', 'referat.pdf', 'Netværksmøde', '[]', '2026-04-01 10:00:00')
"""


def _config() -> Config:
    config = Config()
    folder = Path(bot.storage.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    return config


def _upgrade_to(connection: Connection, revision: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def test_the_newest_migration_is_told_by_its_file() -> None:
    assert newest_revision() == ScriptDirectory.from_config(_config()).get_current_head()


async def test_who_was_spoken_with_is_not_welcomed_again(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'bolden.sqlite'}")
    async with store.transaction() as connection:
        await connection.run_sync(_upgrade_to, "0002")
        await connection.execute(text(_CHATS))
    await store.upgrade()
    async with store.transaction() as connection:
        rows = (await connection.execute(select(conversation).order_by(conversation.c.id))).all()
    await store.close()
    assert [(row.id, row.greeted_at is None) for row in rows] == [("19:c", True), ("a:1", False)]
    assert [row.gone_at for row in rows] == [None, None]


async def test_the_words_of_a_note_leave_the_history(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'bolden.sqlite'}")
    async with store.transaction() as connection:
        await connection.run_sync(_upgrade_to, "0007")
        for statement in _NOTE.split(";"):
            await connection.execute(text(statement))
    await store.upgrade()
    async with store.transaction() as connection:
        lines = (await connection.scalars(select(history.c.after).order_by(history.c.id))).all()
        about = (await connection.scalars(select(outbox.c.about))).all()
    await store.close()
    assert lines == [{"told": 1}, {}]
    assert about == [{"by": 1, "text": "Vi ses"}]


async def test_what_was_noted_in_teams_before_is_kept_private(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'bolden.sqlite'}")
    async with store.transaction() as connection:
        await connection.run_sync(_upgrade_to, "0010")
        for statement in _NOTED.split(";"):
            await connection.execute(text(statement))
    await store.upgrade()
    async with store.transaction() as connection:
        rows = (await connection.execute(select(minutes).order_by(minutes.c.id))).all()
    await store.close()
    assert [row.is_private for row in rows] == [True, False]
