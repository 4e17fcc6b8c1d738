"""`bolden manifest` makes the package before there is a secret, and says what it made."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from tests.manifest.test_package import APP_ID


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing is set up but the app's id."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOLDEN_TEAMS__APP_ID", APP_ID)
    return tmp_path


def _manifest(package: Path) -> dict[str, Any]:
    with zipfile.ZipFile(package) as archive:
        content: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return content


def test_the_app_id_alone_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("bolden-teams.zip written.\n")
    assert "'board.link'" in said
    manifest = _manifest(tmp_path / "bolden-teams.zip")
    assert manifest["id"] == manifest["bots"][0]["botId"] == APP_ID
    assert manifest["developer"]["websiteUrl"] == "https://bolden.example.org/"


def test_the_boards_public_domain_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOLDEN_BOARD__LINK", "https://Tavle.example.org/")
    assert main(["manifest", "--output", "app.zip"]) == 0
    assert capsys.readouterr().out == "app.zip written.\n"
    assert _manifest(tmp_path / "app.zip")["developer"]["privacyUrl"] == (
        "https://tavle.example.org/"
    )


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("BOLDEN_TEAMS__APP_ID", "bolden", "GUID"),
        ("BOLDEN_TEAMS__APP_ID", "", "teams.app_id"),
        ("BOLDEN_BOARD__LINK", "http://localhost:3978", "public domain"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    word: str,
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["manifest"]) == 2
    said = capsys.readouterr().err
    assert word in said
    assert said.count("\n") == 1


def test_a_place_that_cannot_be_written_to_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "--output", "findes-ikke/app.zip"]) == 2
    assert "findes-ikke/app.zip cannot be written" in capsys.readouterr().err


def test_to_speak_in_teams_the_secret_is_needed_still(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert "needs 'teams.tenant_id' and one of 'teams.secret'" in capsys.readouterr().err
