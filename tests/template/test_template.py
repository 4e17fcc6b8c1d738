"""The Word template: sound XML, and what is filled in is read back without a fault."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.__main__ import main
from bot.domain.meetings import Minutes, PartyKind
from bot.minutes.reading import read
from bot.template.document import build
from bot.template.guide import guide

HEAD = {
    "[netværkets eller gruppens navn]": "Netværket for havne",
    "[ugedag den D. måned ÅÅÅÅ kl. T.MM–T.MM]": "tirsdag den 9. marts 2027 kl. 9.00–11.00",
    "[sted eller Teams]": "Teams",
    "[D. måned ÅÅÅÅ]": "11. maj 2027",
    "[Fornavn Efternavn (Kommune), Fornavn Efternavn (Kommune)]": (
        "Solveig Ankerstjerne (Køge Kommune), Mehmet Yalçınkaya (Faxe Kommune), "
        "Frode Lysemose (Stevns Kommune)"
    ),
    "[Fornavn Efternavn (Kommune)]": "Birte Havnsø (Greve Kommune)",
}
#: each placeholder in the order of the document
BODY = (
    ("[navn]", "Solveig Ankerstjerne"),  # chair
    ("[navn]", "Frode Lysemose"),  # minute-taker
    ("[Punktets titel]", "Bøjer"),
    ("[Hvad I drøftede og besluttede]", "Bøjerne flyder væk. Mehmet har set det før."),
    ("[navn] [gør noget] – senest [dato]", "Mehmet køber kæder – senest 1. april"),
    ("[navn] [gør noget] – senest [dato]", "Alle tæller deres bøjer – senest uge 15"),
    ("[Punktets titel]", "Kajer"),
    ("[Hvad I drøftede og besluttede]", "Der nedsættes en gruppe."),
    (
        "[gruppens navn] – tovholder [navn] – deltagere [navn, navn] – måske [navn] – åben – "
        "kontakt [navn] – frist [dato]",
        "Kajer – tovholder Solveig – deltagere Mehmet, Greve – åben – kontakt Frode – frist 20/3",
    ),
    ("[navn] [gør noget] – senest [dato]", "Ingen endnu – måle kajen – senest næste møde"),
)
ROWS = (
    ("Mehmet", "Køber kæder", "1. april"),  # gathers a line from above
    ("Birte Havnsø og Solveig", "Maler pullerter", "medio maj"),
)


def body() -> str:
    with zipfile.ZipFile(io.BytesIO(build())) as archive:
        return archive.read("word/document.xml").decode()


def filled() -> bytes:
    """The template as somebody fills it in; two rows of the table are left as they are."""
    text = body()
    for old, new in HEAD.items():
        text = text.replace(old, new)
    for old, new in (*BODY, *(pair for row in ROWS for pair in _cells(row))):
        assert old in text
        text = text.replace(old, new, 1)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(build())) as old_zip, zipfile.ZipFile(out, "w") as new_zip:
        for name in old_zip.namelist():
            new_zip.writestr(name, text if name == "word/document.xml" else old_zip.read(name))
    return out.getvalue()


def _cells(row: tuple[str, str, str]) -> list[tuple[str, str]]:
    return list(zip(("[navn]", "[opgave]", "[dato]"), row, strict=True))


@pytest.fixture(scope="module")
def minutes() -> Minutes:
    return read(filled(), "referat.docx")


def test_what_is_filled_in_is_read_back(minutes: Minutes) -> None:
    told = [
        (one.task, [o.name or o.kind for o in one.owners], one.due.day if one.due else None)
        for one in minutes.follow_ups
        if one.confidence >= 0.5
    ]
    assert told == [
        ("Mehmet køber kæder", ["Mehmet Yalçınkaya"], date(2027, 4, 1)),
        ("Alle tæller deres bøjer", [PartyKind.EVERYONE], date(2027, 4, 16)),
        ("Melde deltagere til Frode Lysemose – gruppen Kajer", [PartyKind.EVERYONE],
         date(2027, 3, 20)),
        ("Måle kajen", [PartyKind.UNASSIGNED], date(2027, 5, 11)),
        ("Maler pullerter", ["Birte Havnsø", "Solveig Ankerstjerne"], None),
    ]  # fmt: skip
    sure = next(one for one in minutes.follow_ups if one.confidence >= 0.5)
    assert len(sure.lines) == 2


def test_meeting_people_and_group_are_read_back(minutes: Minutes) -> None:
    assert minutes.meeting.title and "havne" in minutes.meeting.title
    assert minutes.meeting.date == date(2027, 3, 9)
    assert minutes.meeting.next_meeting == date(2027, 5, 11)
    assert {person.name: person.attendance.value for person in minutes.people} == {
        "Solveig Ankerstjerne": "present",
        "Mehmet Yalçınkaya": "present",
        "Frode Lysemose": "present",
        "Birte Havnsø": "absent",
    }
    roles = {role.value: person.name for person in minutes.people for role in person.roles}
    assert roles == {"chair": "Solveig Ankerstjerne", "minute_taker": "Frode Lysemose"}
    (group,) = minutes.working_groups
    assert [lead.name for lead in group.leads] == ["Solveig Ankerstjerne"]
    assert [member.name for member in group.members] == ["Mehmet Yalçınkaya", "Greve Kommune"]
    assert group.open


def test_the_empty_template_says_nothing() -> None:
    empty = read(build(), "referat.docx")
    assert not empty.follow_ups
    assert not empty.working_groups
    assert not empty.people
    assert empty.meeting.date is None


def test_the_parts_are_sound_and_every_style_is_known() -> None:
    with zipfile.ZipFile(io.BytesIO(build())) as archive:
        names = archive.namelist()
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in names}  # noqa: S314
        types = archive.read("[Content_Types].xml").decode()
        styles = archive.read("word/styles.xml").decode()
    assert set(parts) >= {"word/document.xml", "word/styles.xml", "word/numbering.xml"}
    for named in re.findall(r'PartName="/([^"]+)"', types):
        assert named in parts
    used = set(re.findall(r'w:pStyle w:val="(\w+)"', body()))
    assert used <= set(re.findall(r'w:styleId="(\w+)"', styles))
    assert build() == build()


def test_the_command_writes_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template", "--output", "vores.docx"]) == 0
    assert (tmp_path / "vores.docx").read_bytes() == build()
    assert main(["template", "--output", "vores.docx"]) == 2
    assert "exists" in capsys.readouterr().err
    assert main(["template", "--output", "findes/ikke.docx"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_the_guide_shows_the_form_and_every_example_in_it_is_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["template", "--guide"]) == 0
    assert capsys.readouterr().out.strip() == guide().strip()
    shown = re.findall(r"^\| ((?:Opfølgning|Arbejdsgruppe): [^|]+?) \|", guide(), re.MULTILINE)
    assert len(shown) >= 7
    head = "Referat\nDato: 3. marts 2026\nTil stede: Asta Holtegaard, Bo Lindtorp\n\n"
    found = read((head + "\n".join(shown)).encode(), "a.txt").follow_ups
    assert len(found) == len(shown)
    assert {one.confidence for one in found} == {1.0}
