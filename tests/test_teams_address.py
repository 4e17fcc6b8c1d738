"""Production settings refuse the stand-in: no installation for people may talk to one."""

import os
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.errors import BadSettingsError
from bot.settings import load
from bot.standin.serving import StandIn
from bot.teams_address import refuse_stand_in
from tests.conftest import Clock

REGISTERED = '[teams]\napp_id = "app"\nsecret = "s"\ntenant_id = "t"\n'


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("BOLDEN_")]:
        monkeypatch.delenv(name)


async def test_production_settings_refuse_the_stand_in(tmp_path: Path, clock: Clock) -> None:
    standin = StandIn(app_id="app", secret="s", tenant_id="t", now=clock)
    await standin.start()
    file = tmp_path / "bolden.toml"
    file.write_text(f'{REGISTERED}service_url = "{standin.service_url}"\n', "utf-8")
    await standin.stop()
    with pytest.raises(BadSettingsError, match="a stand-in for Teams is for the demo"):
        load(file, {})


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:4443/teams",
        "https://localhost/teams",
        "https://smba.example.org/teams",
        "https://smba.trafficmanager.net:8443/teams",
        "https://smba.trafficmanager.net.example.org/teams",
        "https://smba.trafficmanager.net@example.org/teams",
        "https://[",
    ],
)
def test_so_does_what_only_looks_like_teams(url: str) -> None:
    with pytest.raises(BadSettingsError, match="no address of Teams"):
        refuse_stand_in(url)


@pytest.mark.parametrize("region", ["teams", "emea", "de/"])
def test_the_connectors_own_addresses_are_believed(region: str) -> None:
    refuse_stand_in(f"https://smba.trafficmanager.net/{region}")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            f'{REGISTERED}service_url = "http://127.0.0.1:4010/teams"\n',
            "Setting 'teams.service_url' must begin with https://: "
            "a stand-in for Teams is for the demo and the tests alone.",
        ),
        (
            f'{REGISTERED}service_url = "https://127.0.0.1:4010/teams"\n',
            "Setting 'teams.service_url' is no address of Teams: "
            "a stand-in for it is for the demo and the tests alone.",
        ),
        (
            '[teams]\nanonymous = true\n[board]\nlink = "https://tavle.example.org"\n',
            "'teams.anonymous' believes whoever posts: it is for a stand-in on this machine, "
            "so 'board.link' must not lead others here.",
        ),
    ],
)
def test_bolden_check_says_so_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: str, sentence: str
) -> None:
    (tmp_path / "bolden.toml").write_text(settings, "utf-8")
    assert main(["check"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip() == f"bolden: {sentence}"


def test_anonymous_is_said_to_be_for_this_machine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = '[teams]\nanonymous = true\nservice_url = "http://127.0.0.1:56150/_connector"\n'
    (tmp_path / "bolden.toml").write_text(text, "utf-8")
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert (
        "Teams: anonymous: a stand-in or the playground on this machine, and nobody else." in said
    )
