"""A database from before a migration keeps what it knows."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select, text

import bot.storage
from bot.storage.engine import Store, newest_revision
from bot.storage.tables import conversation

_CHATS = """
    INSERT INTO conversation (id, service_url, tenant_id, entra_id, channel_id) VALUES
    ('a:1', 'https://teams.example.org', 't', 'entra-tilde', NULL),
    ('19:c', 'https://teams.example.org', 't', NULL, '19:c')
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
