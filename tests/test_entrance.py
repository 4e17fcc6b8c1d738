"""The board with sign-in, put together from the settings as it is served."""

from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.__main__ import main
from bot.app import running
from bot.settings import Board, Database, Mail, Settings, Teams
from tests.conftest import TUESDAY
from tests.teams_world import APP_ID, TENANT

TEAMS = Teams(app_id=APP_ID, secret="hemmelig", tenant_id=TENANT)


def _settings(folder: Path, *, link: str = "", key: str = "", teams: Teams = TEAMS) -> Settings:
    return Settings(
        database=Database(url=f"sqlite+aiosqlite:///{folder / 'bolden.sqlite'}"),
        board=Board(link=link, key=key),
        teams=teams,
        mail=Mail(folder=str(folder / "mail")),
    )


@pytest.mark.parametrize(
    ("link", "teams", "status"),
    [
        ("", TEAMS, 200),
        ("http://tavle.example.org", TEAMS, 200),
        ("https://tavle.example.org", Teams(), 200),
        ("https://Tavle.example.org/", TEAMS, 303),
    ],
)
async def test_who_is_asked_for_is_up_to_the_settings(
    tmp_path: Path, link: str, teams: Teams, status: int
) -> None:
    settings = _settings(tmp_path, link=link, teams=teams)
    async with (
        running(settings, clock=lambda: TUESDAY) as parts,
        TestClient(TestServer(parts.app)) as client,
    ):
        answer = await client.get("/", allow_redirects=False)
        assert answer.status == status
        assert bool(parts.composer.board) == (status == 303)
        posted = await client.post(
            "/teams/ind",
            data={"token": "x"},
            headers={"Origin": "https://tavle.example.org"},
        )
        assert posted.status == 403


@pytest.mark.parametrize(("key", "kept"), [("", True), ("k" * 32, False)])
async def test_a_key_is_kept_where_none_is_set(tmp_path: Path, key: str, kept: bool) -> None:
    settings = _settings(tmp_path, link="https://tavle.example.org", key=key)
    for _ in range(2):
        async with running(settings, clock=lambda: TUESDAY):
            pass
    file = tmp_path / "mail" / "board-key"
    assert file.exists() == kept
    if kept:
        assert len(file.read_bytes()) == 32
        assert file.stat().st_mode & 0o077 == 0


async def test_an_empty_key_is_none(tmp_path: Path) -> None:
    """A full disk leaves one, by which anybody could make sessions."""
    file = tmp_path / "mail" / "board-key"
    file.parent.mkdir()
    file.touch()
    async with running(
        _settings(tmp_path, link="https://tavle.example.org"), clock=lambda: TUESDAY
    ):
        assert len(file.read_bytes()) == 32


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (
            "https://tavle.example.org",
            "Board: https://tavle.example.org, members sign in by Entra.",
        ),
        ("", "Board: http://127.0.0.1:3978, this machine only, no links to it."),
    ],
)
def test_the_check_says_which_it_is(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    link: str,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {
        "TEAMS__APP_ID": APP_ID,
        "TEAMS__SECRET": "hemmelig",
        "TEAMS__TENANT_ID": TENANT,
        "BOARD__LINK": link,
    }
    for name, value in environment.items():
        monkeypatch.setenv(f"BOLDEN_{name}", value)
    assert main(["check"]) == 0
    assert said in capsys.readouterr().out.splitlines()
