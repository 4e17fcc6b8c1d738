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
