"""What is kept in Danish, said again in English."""

import ast
from pathlib import Path

import pytest

from bot.domain import doubts
from bot.domain.language import speaking
from bot.domain.retelling import restated

_MINUTES = Path(__file__).parents[2] / "bot" / "minutes"


@pytest.mark.parametrize(
    ("kept", "english"),
    [
        (
            doubts.several("Jens", ["Jens Holm (Greve)", "Jens Toft (Faxe)"]),
            "Several could be “Jens”: Jens Holm (Greve) and Jens Toft (Faxe).",
        ),
        (doubts.unlisted("Ove Ru"), "“Ove Ru” is not on the list of members."),
        (doubts.not_listed("Ove Ru"), "Ove Ru (not on the list of members)"),
        (doubts.no_contact("Køge"), "Who answers for Køge?"),
        (
            doubts.no_contacts(["Køge", "Faxe"]),
            "No contact for Køge and Faxe. Put one on the list of members.",
        ),
        ("Ida kan være Ida Blom eller Ida Holm.", "Ida could be Ida Blom or Ida Holm."),
        (
            "Side 1–3 og 7 er læst fra et billede. Tjek navne og datoer.",
            "Page 1–3 and 7 was read from a picture. Check names and dates.",
        ),
        ("2 lukkede punkter er udeladt.", "2 closed items are left out."),
        ("bilag.xlsx kunne ikke læses.", "bilag.xlsx could not be read."),
    ],
)
def test_it_is_said_again(kept: str, english: str) -> None:
    assert restated(kept) == kept
    with speaking("en"):
        assert restated(kept) == english


def test_what_nobody_here_wrote_stays() -> None:
    with speaking("en"):
        assert restated("Hvem er »vi«?") == "Hvem er »vi«?"


def test_what_is_kept_is_danish_whoever_hands_it_in() -> None:
    with speaking("en"):
        assert doubts.no_contacts(["Køge", "Faxe"]).startswith("Ingen kontaktperson for Køge og")


def test_whatever_the_reader_remarks_can_be_said_again() -> None:
    found = [text for path in sorted(_MINUTES.glob("*.py")) for text in _remarks(path)]
    assert len(found) > 8
    with speaking("en"):
        assert [text for text in found if restated(text) == text] == []


def _remarks(path: Path) -> list[str]:
    """Give the Danish sentences of a file of the reader, filled in with something."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    pieces = {piece for node in nodes if isinstance(node, ast.JoinedStr) for piece in node.values}
    said = {node.value for node in nodes if isinstance(node, ast.Expr)} | pieces
    return [
        _filled(node)
        for node in nodes
        if isinstance(node, (ast.JoinedStr, ast.Constant)) and node not in said
        if _is_sentence(_filled(node))
    ]


def _filled(node: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "".join(str(v.value) if isinstance(v, ast.Constant) else "Side 7" for v in node.values)


def _is_sentence(text: str) -> bool:
    """Tell a remark from patterns and from the reader's English."""
    danish = (" er ", " kunne ", " kan ", "læst")
    return text.endswith(".") and any(word in text for word in danish) and "\\" not in text
