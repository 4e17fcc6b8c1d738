"""`bolden demo` as a newcomer runs it."""

import os
import subprocess
import sys
from pathlib import Path

from bot.demo import mailing

ROOT = Path(__file__).parents[2]


def play(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--exit", "--port", "0", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )


def test_the_sample_plays_every_part(tmp_path: Path) -> None:
    done = play(tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "nothing leaves it" in done.stdout
    for act in (
        "presses »Godkend og send«",
        "presses »Færdig«",
        "writes »udsæt ",
        "answers the mail: »",
        "ikke mig, spørg ",
        "presses »Jeg melder mig« in the channel",
        "answers the mail: »Jeg melder mig«",
        "presses »Jeg tager den« in the channel",
        "the digest goes out",
    ):
        assert act in done.stdout, act
    summary = done.stdout.partition("\nnotice ")[2]
    assert "uncertain" not in summary
    assert "failed" not in summary
    answered = [
        mailing.words(mail)
        for mail in mailing.sent(tmp_path / "var" / "demo" / "mail")
        if "svar" in str(mail["Subject"])
    ]
    assert len(answered) == 3
    for done_with in ("er meldt færdig", "er givet videre til", "Du er meldt til"):
        assert any(done_with in words for words in answered), done_with
    for kind in ("owners told", "calls for volunteers", "rosters", "answers to mails", "digests"):
        assert kind in summary, kind


def test_own_files_are_played_with_people_from_their_roster(tmp_path: Path) -> None:
    done = play(tmp_path, str(ROOT / "samples" / "netvaerksmoede.pdf"))
    assert done.returncode == 0, done.stderr
    assert "netvaerksmoede.pdf" in done.stdout
    assert "owners told" in done.stdout


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "tom.pdf").write_bytes(b"")
    done = play(tmp_path, "tom.pdf")
    assert done.returncode == 2
    assert done.stderr.startswith("bolden: ")
    assert done.stderr.count("\n") == 1
