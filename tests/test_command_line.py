"""The command line as a person meets it: one sentence, and an exit status that says which."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import build_parser, main
from tests.certificates import certificate_pem, key_pem, rsa_key

ROOT = Path(__file__).parents[1]
MEMBERS = "name;municipality;email;roles\nAsta Holmgaard;Sorø Kommune;asta@example.org;contact\n"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every command works in an empty folder with its own database."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    said = capsys.readouterr()
    return status, said.out, said.err


def test_from_members_to_the_review_without_any_set_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "members.csv").write_text(MEMBERS, "utf-8")
    assert run(capsys, "network", "add", "born", "Børn og Unge", "--language", "da")[0] == 0
    said = run(capsys, "network", "language", "born", "en")[1]
    assert said == "The channel of 'born' is written to in English.\n"
    status, out, _ = run(capsys, "members", "import", "members.csv", "--network", "born")
    assert (status, out) == (0, "1 member imported into 'born'.\n")
    assert "born\tBørn og Unge\t1 member" in run(capsys, "network", "list")[1]
    status, out, _ = run(capsys, "members", "export", "--network", "born")
    assert status == 0
    assert out.startswith("name;title;municipality;email;aliases;entra_id;tenant_id;roles\n")
    assert out.count("\n") == 2
    sample = str(ROOT / "samples" / "netvaerksmoede.txt")
    status, out, _ = run(capsys, "intake", sample, "--network", "born")
    assert status == 0
    assert "follow-ups found" in out
    status, out, _ = run(capsys, "intake", sample, "--network", "born")
    assert "taken in before: nothing was added" in out
    day = ("--day", "2026-11-18")
    status, out, _ = run(capsys, "digest", "--network", "born", "--dry-run", *day)
    assert status == 0
    assert out.startswith("The digest of week 47, of Monday 2026-11-09 to Monday 2026-11-16, ")
    assert out.endswith("\nThere is nothing to say: nothing is sent.\n")
    assert run(capsys, "outbox")[0] == 0
    assert "Database: ok, 1 network." in run(capsys, "check")[1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("navn;mail\nAsta;asta@example.org\n", "no column name and email"),
        (MEMBERS + "Bo Lind;Sorø Kommune;asta@example.org;\n", "asta@example.org twice"),
        ("name;email;roles\nBo Lind;bo@example.org;konge\n", "role 'konge'"),
        ("name;email\n", "no members"),
    ],
)
def test_a_wrong_members_file_stores_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    (tmp_path / "members.csv").write_text(content, "utf-8")
    run(capsys, "network", "add", "born", "Børn og Unge")
    status, out, err = run(capsys, "members", "import", "members.csv", "--network", "born")
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert "0 members" in run(capsys, "network", "list")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("network", "add", "born", "Igen"),
        ("members", "import", "findes-ikke.csv", "--network", "born"),
        ("intake", "findes-ikke.pdf", "--network", "born"),
        ("intake", str(ROOT / "README.md"), "--network", "findes-ikke"),
        ("digest", "--network", "findes-ikke"),
        ("digest", "--network", "born", "--dry-run", "--day", "i morgen"),
        ("read", "findes-ikke.txt"),
        ("read", "https://example.org/referat.html"),
        ("--settings", "findes-ikke.toml", "check"),
        ("manifest",),
        ("outbox", "--state", "waiting"),
    ],
)
def test_bad_input_is_one_sentence_and_status_two(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    run(capsys, "network", "add", "born", "Børn og Unge")
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("bolden: ")
    assert err.count("\n") == 1


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    shown = build_parser().format_help()
    for name in ("demo", "read", "intake", "serve", "work", "digest", "outbox", "manifest"):
        assert name in shown
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        assert "usage: bolden" in capsys.readouterr().out


def test_reading_loads_neither_web_nor_database() -> None:
    code = (
        "import sys; from bot.__main__ import main; "
        f"main(['read', {str(ROOT / 'samples' / 'netvaerksmoede.txt')!r}]); "
        "print([m for m in ('aiohttp', 'sqlalchemy', 'msal', 'botbuilder') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.endswith("[]\n")


def test_what_is_heavy_is_not_loaded_before_it_is_needed(tmp_path: Path) -> None:
    heavy = ("alembic", "asyncpg", "msal", "jwt", "botbuilder", "lxml", "pypdfium2")
    code = (
        "import sys; from bot.__main__ import main; main(['network', 'list']); "
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    environment = os.environ | {
        "BOLDEN_DATABASE__URL": f"sqlite:///{tmp_path}/bolden.sqlite",
        "BOLDEN_MAIL__FOLDER": f"{tmp_path}/mail",
        "PYTHONPATH": str(ROOT),
    }
    for first in (True, False):  # the tables are made once
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
            env=environment,
        )
        assert done.stdout.endswith("['alembic']\n" if first else "[]\n")


def test_the_text_is_masked_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    sample = ROOT / "samples" / "netvaerksmoede.txt"
    assert "Adgangskode" in sample.read_text("utf-8")
    code = sample.read_text("utf-8").partition("Adgangskode: ")[2].split()[0]
    status, out, _ = run(capsys, "read", str(sample), "--text")
    assert status == 0
    assert code not in out
    assert out.count("\n") == sample.read_text("utf-8").count("\n") + 1


def test_a_reading_is_explained(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(
        "Referat af møde i netværket 3. april 2026\nDeltagere: Ylva Haslund, Cemal Yildirim\n"
        "1. Havnen\nBeslutning:\nYlva sender listen til alle senest 1. maj.\n",
        "utf-8",
    )
    status, out, _ = run(capsys, "read", "r.txt", "--explain")
    assert status == 0
    clause = out.partition("»Ylva sender listen")[2].partition("\n\n")[0]
    assert "frame: active · sender · Ylva Haslund" in clause
    assert "party_acts »sender«" in clause
    assert "weighed: " in clause
    assert "Ylva Haslund  2026-05-01" in out.partition("follow-ups:")[2]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://nobody@127.0.0.1:1/no",
        "sqlite:///no-database.sqlite",
    ],
)
def test_a_database_that_cannot_be_opened_is_one_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    url: str,
) -> None:
    (tmp_path / "no-database.sqlite").write_bytes(b"This is no database at all." * 40)
    monkeypatch.setenv("BOLDEN_DATABASE__URL", url)
    status, out, err = run(capsys, "check")
    assert (status, out) == (2, "")
    assert err == (
        "bolden: The database cannot be opened; check 'database.url' and that it can be reached.\n"
    )


def test_check_says_what_the_bot_signs_in_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, now = rsa_key(), datetime.now(UTC)
    (tmp_path / "bolden.pem").write_text(key_pem(key) + certificate_pem(key, now), "utf-8")
    settings = '[teams]\napp_id = "app"\ntenant_id = "tenant"\n'
    file = tmp_path / "bolden.toml"
    file.write_text(f'{settings}certificate_file = "bolden.pem"\n', "utf-8")
    said = run(capsys, "check")[1]
    assert "Teams: set up, signs in by certificate " in said
    assert f"good until {now + timedelta(days=365):%Y-%m-%d}." in said
    file.write_text(f'{settings}managed_identity = "system"\n', "utf-8")
    assert "signs in by managed identity of the machine." in run(capsys, "check")[1]
    file.write_text(f'{settings}certificate_file = "none.pem"\n', "utf-8")
    status, _, err = run(capsys, "check")
    assert status == 2
    assert "'teams.certificate_file' names cannot be read" in err


def test_what_failed_can_be_sent_again(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "outbox", "--resend")
    assert (status, out) == (0, "0 failed notices to be sent again.\nThe outbox is empty.\n")
