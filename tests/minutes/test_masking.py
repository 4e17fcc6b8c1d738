"""What must never be stored: passcodes, meeting ids, CPR numbers."""

import pytest

from bot.minutes.blocks import Document
from bot.minutes.masking import mask_line, masked
from bot.minutes.text import blocks_of_text


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("Sted: Teams. Møde-id: 111 222 333 44 Adgangskode: qT7xPz", "qT7xPz"),
        ("Sted: Teams. Møde-id: 111 222 333 44 Adgangskode: qT7xPz", "222 333"),
        ("Kodeord: sommer", "sommer"),
        ("Passcode = 998877", "998877"),
        ("Pinkode 4711#", "4711"),
        ("https://example.org/j/1?pwd=AbC123&x=1", "AbC123"),
        ("https://teams.microsoft.com/l/meetup-join/19%3ameeting_NjQ", "NjQ"),
        ("Sagen om 010190-1234 blev drøftet", "010190-1234"),
        ("cpr 3112991234.", "3112991234"),
        ("**Adgangskode:** qT7xPz", "qT7xPz"),
        ("| Adgangskode | qT7xPz |", "qT7xPz"),
        ("Adgangskode: 123 456", "456"),
        ("Adgangskoden til mødet er qT7xPz9", "qT7xPz9"),
        ("Koden er 4711.", "4711"),
        ("Dørkode 4711# til klubhuset", "4711"),
        ("Wi-Fi-kode: Sommer26", "Sommer26"),
        ("Pass code: 998877", "998877"),
        ("pwd: hemmelig", "hemmelig"),
        ("Mødets id: 111 222 333", "222 333"),
        ("Ring +45 11 22 33 44,,987654321#", "987654321"),
        ("https://bo:hemmelig@example.org/", "hemmelig"),
        ("https://example.org/j/1#token=AbC123", "AbC123"),
        ("https://meet.google.com/abc-defg-hij", "abc-defg-hij"),
        ("Borger 010190 – 1234 klager", "1234"),
        ("Borger 010190\u20111234 klager", "1234"),
        ("Borger 01 01 90 1234 klager", "1234"),
        ("Borger 01.01.90-1234 klager", "1234"),
        ("Borger 610190-1234 klager", "1234"),
    ],
)
def test_hidden(line: str, secret: str) -> None:
    assert secret not in mask_line(line)[0]


@pytest.mark.parametrize(
    "line",
    [
        "Sag 991399-1234 er ingen dato",
        "EAN 5798001234567",
        "Ring på 12345678",
        "Glemt adgangskode til hjemmesiden blev drøftet.",
        "Vi har brug for et nyt password til kontoret.",
        "J.nr. 2008-20316/204883",
        "Mødet d. 03-04-2026 og d. 12.05.2026",
        "Kl. 10.00-12.30 den 03.04.26",
        "Vi fik en ny kode til hylderne.",
        "Kodeks for god ledelse 2026 blev drøftet",
        "Pinsen 2026",
    ],
)
def test_left_alone(line: str) -> None:
    assert mask_line(line)[0] == line


def test_lines_do_not_move_and_the_person_is_told() -> None:
    lines = ("Adgangskode:", "", "qT7xPz", "Ylva (010190-1234) maler.")
    found = masked(Document(lines, blocks_of_text(lines)))
    assert len(found.text) == 4
    said = "\n".join((*found.text, *(b.text for b in found.blocks)))
    assert "qT7xPz" not in said
    assert "010190" not in said
    assert len(found.remarks) == 2


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Adgangskode\n\nqT7xPz", "qT7xPz"),
        ("**Adgangskode:**\n123 456", "456"),
        ("| Møde-id | Adgangskode |\n|---|---|\n| 111 222 333 | qT7xPz |", "qT7xPz"),
        ("| Møde-id | Adgangskode |\n|---|---|\n| 111 222 333 | qT7xPz |", "222"),
        ("Borgeren 010190-\n1234 klager over broen", "1234"),
    ],
)
def test_hidden_over_lines(text: str, secret: str) -> None:
    lines = tuple(text.split("\n"))
    found = masked(Document(lines, blocks_of_text(lines)))
    assert len(found.text) == len(lines)
    assert secret not in "\n".join((*found.text, *(b.text for b in found.blocks)))


def test_a_label_in_a_sentence_hides_nothing_below() -> None:
    lines = ("Vi mangler en adgangskode", "Ylva", "Den nye kode", "Broen")
    assert masked(Document(lines, blocks_of_text(lines))).text == lines
