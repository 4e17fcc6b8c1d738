"""Files that cannot be read: one clear sentence, exit 2, never a traceback."""

import random
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.errors import UnreadableError
from bot.minutes import documents
from tests.minutes import making


def chance(seed: int) -> random.Random:
    """The same accidents every time."""
    return random.Random(seed)  # noqa: S311 - damage, not secrets


def noise(seed: int) -> bytes:
    """Bytes without meaning."""
    return chance(seed).randbytes(4000)


def flipped(data: bytes, seed: int, count: int, start: int) -> bytes:
    """The same file after some bytes went wrong behind its first ones."""
    dice = chance(seed)
    damaged = bytearray(data)
    for _ in range(count):
        damaged[dice.randrange(start, len(data))] = dice.randrange(256)
    return bytes(damaged)


GOOD = making.pdf(making.column("Referat af netværksmøde", "Vera Klitbjerg sender noten."))
BODY = making.paragraph("Referat")
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "]>"
)

BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\r\n", "empty"),
    "empty.pdf": (b"", "empty"),
    "program.txt": (b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff", "a program"),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
    "letter.rtf": (rb"{\rtf1 Referat}", "Rich Text"),
    "members.csv": (b"name,roles\nVera Klitbjerg,chair\n", "a table"),
    "noise.txt": (noise(1), "encoding"),
    "endless.txt": (b"Vera sender noten til alle.\n" * 120_000, "far more text"),
    "endless.html": (b"<html><body>" + b"<p>Vera sender noten til alle.</p>" * 120_000, "far more"),
    "half.txt": ("Referat".encode("utf-16") + b"\xd8\x00\xd8", "encoding"),
    "magic.pdf": (b"%PDF-1.7\n", "damaged"),
    "cut.pdf": (GOOD[:200], "damaged"),
    "junk.pdf": (b"%PDF-1.7\n" + noise(2), "damaged"),
    "locked.pdf": (making.locked(), "locked with a password"),
    "nothing.pdf": (making.pdf(), "no pages"),
    "white.pdf": (making.pdf([]), "no text"),
    "scan.pdf": (making.scan(), "scan"),
    "cut.docx": (making.word(BODY)[:150], "damaged"),
    "other.docx": (making.zipped({"ppt/presentation.xml": "<p/>"}), "no Word document"),
    "wrong.docx": (making.word("<w:p>"), "damaged"),
    "white.docx": (making.word("<w:p/>"), "no text"),
    "entities.docx": (
        making.zipped({"word/document.xml": f"{ENTITIES}<x>&h;</x>"}),
        "XML declarations",
    ),
    "entities2.docx": (making.word(BODY, styles=f"{ENTITIES}<x>&h;</x>"), "XML declarations"),
    "bomb.docx": (making.word(f"<w:p>{' ' * 60_000_000}</w:p>"), "unpacks to far more"),
    "dense.docx": (making.word(f"<w:p>{' ' * 5_000_000}</w:p>"), "unpacks to far more"),
    "old.doc": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "old Word file"),
    "locked.docx": (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "locked with a password",
    ),
    "wrong.odt": (making.odt("<text:p>"), "damaged"),
    "white.odt": (making.odt("<text:p/>"), "no text"),
    "locked.odt": (making.odt("<text:p/>", manifest="<x><encryption-data/></x>"), "a password"),
    "sheet.ods": (
        making.zipped({"mimetype": "application/vnd.oasis.opendocument.sheet", "content.xml": ""}),
        "OpenDocument sheet",
    ),
    "entities.odt": (making.odt("&h;", head=ENTITIES), "XML declarations"),
    "empty.eml": (b"MIME-Version: 1.0\nSubject: Referat\n\n", "neither text nor a document"),
    "nested.eml": (b"MIME-Version: 1.0\n\n" + b"Content-Type: multipart/mixed\n" * 300, "too many"),
    "chain.eml": (
        b"MIME-Version: 1.0\nContent-Disposition: attachment; filename=a.eml\n\n" * 2,
        "a mail inside a mail",
    ),
    "mail.msg": (
        bytes.fromhex("d0cf11e0a1b11ae1") + "__substg1.0_0037001F".encode("utf-16-le"),
        "Outlook",
    ),
    "deep.html": (b"<html><body>" + b"<div>" * 200_000 + b"Referat", "too deep"),
    "empty.html": (b"<!doctype html><body><nav>Menu</nav><script>1</script>", "no text"),
}


@pytest.mark.parametrize("name", BAD)
def test_says_in_one_sentence_what_is_wrong(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, words = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)

    assert main(["read", str(path)]) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert words in shown.err
    assert shown.err.startswith("bolden: ")
    assert shown.err.count("\n") == 1
    assert shown.err.endswith(".\n")


def test_a_file_of_100_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)

    with pytest.raises(UnreadableError, match="over 25 MB"):
        documents.load(path)


@pytest.mark.parametrize(
    ("name", "words"), [("none.pdf", "does not exist"), (".", "is a folder"), ("a\0b", "opened")]
)
def test_a_path_that_leads_nowhere(name: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=words):
        documents.load(tmp_path / name)


@pytest.mark.parametrize("seed", range(8))
def test_a_pdf_with_flipped_bytes_is_read_or_refused(seed: int) -> None:
    data = making.pdf(*[making.column("Referat", "Beslutning")] * 3)

    try:
        document = documents.open_document(flipped(data, seed, 30, 20), "flipped.pdf")
    except UnreadableError as error:
        assert str(error).endswith(".")
    else:
        assert document.blocks


@pytest.mark.parametrize("seed", range(8))
def test_a_word_file_with_flipped_bytes_is_read_or_refused(seed: int) -> None:
    data = making.word(BODY * 20, styles="<s/>", numbering="<n/>")

    try:
        document = documents.open_document(flipped(data, seed, 5, 4), "flipped.docx")
    except UnreadableError as error:
        assert str(error).endswith(".")
    else:
        assert document.blocks


def test_20_000_nested_elements_are_read() -> None:
    data = b"<html><body>" + b"<div>" * 20_000 + b"Referat" + b"</div>" * 20_000

    assert documents.open_document(data, "deep.html").text == ("Referat",)


def test_1_500_nested_tables_are_read() -> None:
    cell = "<w:tbl><w:tr><w:tc>"
    data = making.word(cell * 1500 + BODY + "</w:tc></w:tr></w:tbl>" * 1500)

    assert documents.open_document(data, "nested.docx").text == ("Referat",)
