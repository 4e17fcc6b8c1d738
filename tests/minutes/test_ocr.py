"""Scans: read where tesseract can read them, refused with a sentence where it cannot."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.errors import UnreadableError
from bot.minutes import ocr, ocr_child
from bot.minutes.blocks import BlockKind, Document
from bot.minutes.documents import open_document
from bot.minutes.reading import understand
from tests.minutes import making
from tests.minutes.scanning import Word, grey, hocr, program, scan, scan_of, together

ONE = scan(grey())
TWO = scan(grey(), grey())
REMARK = "Teksten er læst fra et billede. Tjek navne og datoer."
MINUTES = making.pdf(
    [
        *making.column("Referat af møde i havnegruppen 3. april 2026"),
        *making.column("Deltagere: Vera Klitbjerg, Cemal Yildirim", top=750),
        *making.column("1. Havnen", "Beslutning:", top=720),
        *making.column("Vera sender listen over både til kommunen senest 1. maj.", top=680),
    ]
)


def has_danish() -> bool:
    place = shutil.which("tesseract")
    if place is None:
        return False
    said = subprocess.run([place, "--list-langs"], capture_output=True, text=True, check=False)
    return "dan" in said.stdout.split()


needs_tesseract = pytest.mark.skipif(
    not has_danish(), reason="tesseract with Danish is not installed"
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are looked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def read(data: bytes) -> Document:
    return open_document(data, "scan.pdf", ocr=True)


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as refused:
        read(data)
    return str(refused.value)


def says(answer: str) -> str:
    """The body of a program that gives this answer, and counts how often it gave it before."""
    return (
        "calls = open(__file__ + '.calls', 'a')\n"
        "count = calls.tell()\n"
        "calls.write('x')\n"
        "calls.close()\n"
        f"print({answer!r}, flush=True)"
    )


@needs_tesseract
@pytest.mark.parametrize("turn", [0, 180, 90])
def test_minutes_are_read_from_a_picture_however_it_lies(turn: int) -> None:
    minutes = understand(read(scan_of(MINUTES, turn=turn)))

    [found] = [one for one in minutes.follow_ups if one.confidence >= 0.5]
    assert [owner.name for owner in found.owners] == ["Vera Klitbjerg"]
    assert found.due and str(found.due.last) == "2026-05-01"
    assert found.quote == "Vera sender listen over både til kommunen senest 1. maj."
    assert minutes.remarks == (REMARK,)


@needs_tesseract
def test_a_picture_without_letters_is_too_poor() -> None:
    assert "too poor to be read" in refusal(ONE)


def test_without_tesseract_a_scan_is_refused_and_what_to_do_is_said(path: Path) -> None:
    assert refusal(ONE) == (
        "scan.pdf: the PDF holds only pictures of text (a scan); save the minutes as PDF"
        " where they were written, or make the text searchable first."
    )


def test_a_tesseract_without_danish_is_named_as_the_reason(path: Path) -> None:
    program(path, says(hocr([(30, 60, "Referat")])), languages="eng osd")

    assert "tesseract has no Danish here; install its language 'dan'" in refusal(ONE)


def test_without_being_asked_nobody_reads_a_scan(path: Path) -> None:
    program(path, says(hocr([(30, 60, "Referat")])))

    with pytest.raises(UnreadableError, match="a scan"):
        open_document(ONE, "scan.pdf")
    assert read(ONE).text == ("Referat",)


def bullet(y: int, sign: str) -> list[Word]:
    return [(30, y, sign), (110, y, "Vera"), (200, y, "ringer.")]


def test_bullets_taken_for_letters_are_bullets_again_and_words_stay_words(path: Path) -> None:
    lines = [
        [(30, 60, "Aftalt:")],
        bullet(110, "e"),
        bullet(160, "«+"),
        [(30, 210, "|"), (40, 210, "&"), (66, 210, "så"), (116, 210, "videre.")],
    ]
    program(path, says(hocr(*lines)))

    blocks = read(ONE).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.PARAGRAPH, "Aftalt:"),
        (BlockKind.BULLET, "Vera ringer."),
        (BlockKind.BULLET, "Vera ringer."),
        (BlockKind.PARAGRAPH, "& så videre."),
    ]


def test_the_columns_of_a_page_that_lay_askew_are_rows_again(path: Path) -> None:
    slope = 0.03
    rows = [("Handling", "Ansvarlig"), ("Sende noten", "Vera"), ("Booke lokale", "Sorø")]
    lines = [
        [(x, int(100 + 60 * row + slope * x), text)]
        for x, column in ((30, 0), (1100, 1))
        for row, text in enumerate(cells[column] for cells in rows)
    ]
    program(path, says(hocr(*lines, slope=slope)))

    found = [(block.cell, block.text) for block in read(ONE).blocks]
    assert found == [
        ((row, at), text) for row, cells in enumerate(rows) for at, text in enumerate(cells)
    ]


def test_only_the_page_without_text_is_read_and_named(path: Path) -> None:
    program(path, says(hocr([(30, 60, "Underskrift")])))

    document = read(together(making.pdf(making.column("Referat", top=600)), ONE))
    assert document.text == ("Referat", "", "Underskrift")
    assert document.remarks == ("Side 2 er læst fra et billede. Tjek navne og datoer.",)


def test_a_page_on_which_tesseract_crashes_is_named_and_the_other_read(path: Path) -> None:
    crash = "os.kill(os.getpid(), 9)"
    good = f"{says(hocr([(30, 60, 'Referat')]))}"
    program(path, f"{good}\nif count: {crash}")

    document = read(TWO)
    assert "Referat" in document.text
    assert document.remarks == (REMARK, "Side 2 kunne ikke læses.")


@pytest.mark.parametrize("fault", ["sys.exit(1)", "os.kill(os.getpid(), 9)", "os.remove(__file__)"])
def test_a_tesseract_that_fails_is_said(path: Path, fault: str) -> None:
    program(path, f"{fault}\nsys.exit(1)")

    assert "tesseract failed or took too long" in refusal(TWO)


def test_a_tesseract_that_hangs_is_ended(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PATIENCE", 0.5)
    program(path, "open(__file__ + '.pid', 'w').write(str(os.getpid()))\ntime.sleep(600)")

    assert "tesseract failed or took too long" in refusal(TWO)
    with pytest.raises(ProcessLookupError):
        os.kill(int((path / "tesseract.pid").read_text()), 0)


@pytest.mark.parametrize(
    "answer",
    ["", "<html>", "<span class='ocrx_word' bbox", hocr([(30, 60, "xqz")], sure=20), "\udcff\0"],
)
def test_nonsense_is_no_minutes(path: Path, answer: str) -> None:
    body = f"sys.stdout.buffer.write({answer!r}.encode('utf-8', 'surrogateescape'))"
    program(path, body)

    assert "too poor to be read" in refusal(ONE)


def test_a_tesseract_that_cannot_name_its_languages_has_none(path: Path) -> None:
    program(path, "").write_text("#!/no/such/program\n", "utf-8")

    assert "has no Danish" in refusal(ONE)


def test_a_page_as_large_as_a_house_becomes_a_picture_of_bounded_size(path: Path) -> None:
    body = "open(__file__ + '.size', 'w').write(str(len(picture)))"
    program(path, f"{body}\n{says(hocr([(30, 60, 'Referat')]))}")

    assert read(scan(grey(14400, 14400), points=1)).text == ("Referat",)
    assert int((path / "tesseract.size").read_text()) < ocr_child.MAX_DOTS + 100


def test_pages_beyond_the_limit_are_named(path: Path) -> None:
    program(path, says(hocr([(30, 60, "Referat")])))

    document = read(scan(*[grey()] * (ocr_child.MAX_PAGES + 2)))
    assert document.remarks == (REMARK, "Side 41–42 kunne ikke læses.")


def test_tesseract_learns_nothing_of_the_environment(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOLDEN_TEAMS__SECRET", "hemmelig")
    monkeypatch.setenv("TESSDATA_PREFIX", str(path))
    look = "open(__file__ + '.env', 'w').write(repr(os.environ))"
    program(path, f"{look}\n{says(hocr([(30, 60, 'Referat')]))}")

    read(ONE)
    known = (path / "tesseract.env").read_text()
    assert "TESSDATA_PREFIX" in known
    assert "hemmelig" not in known


def test_whoever_runs_bolden_is_told_whether_scans_are_read(path: Path) -> None:
    assert ocr.state() == "not read (tesseract is not installed)"
    place = program(path, "", languages="eng")
    assert ocr.state() == "not read (tesseract lacks its language 'dan')"
    program(path, "")
    assert ocr.state() == f"read by {place}"
