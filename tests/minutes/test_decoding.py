"""Text files in the encodings that Danish offices have used."""

import pytest

from bot.errors import UnreadableError
from bot.minutes.decoding import decode
from bot.minutes.documents import open_document

TEXT = "Ærø og Åsa på møde\nBeslutning: Søren sender 5 % af æskerne.\n"
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
OLDER = ["cp1252", "iso-8859-1", "mac_roman", "cp865", "cp850"]


@pytest.mark.parametrize("encoding", UNICODE + OLDER)
def test_reads(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_typographic_signs_of_windows() -> None:
    assert decode("”Møde” – åbent …".encode("cp1252")) == "”Møde” – åbent …"


def test_letters_are_composed_and_line_ends_alike() -> None:
    assert decode("A\u030asa\r\nmøde\rslut".encode()) == "Åsa\nmøde\nslut"


def test_bytes_without_meaning_are_refused() -> None:
    with pytest.raises(UnreadableError, match="encoding"):
        decode(bytes(range(256)) * 4)


def test_lines_of_a_text_file_are_its_own() -> None:
    document = open_document(b"Referat\r\n\r\n  Vera sender noten.\r\n", "minutes.txt")

    assert document.text == ("Referat", "", "  Vera sender noten.", "")
    assert document.blocks[-1].lines == (3, 3)


def test_other_languages_are_read_too() -> None:
    assert decode("Протокол засідання".encode()) == "Протокол засідання"
