"""The form that makes a message a follow-up, as one meets it."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.notices import Choice
from cards import noting
from cards.budget import LIMIT, weight
from cards.noting import Form
from tests.cards.reading import inputs, words
from tests.cards.test_rules import _VALIDATOR

FORM = Form(
    task="Jeg sender listen\ni morgen",
    owner="1:2",
    due="",
    quote="Jeg sender listen\ni morgen",
    choices=[Choice("1:2", "Gro Havgaard (Køge Kommune)"), Choice("1:3", "Lau Tangmose")],
    today=date(2026, 9, 8),
    is_private=False,
)


def _fields(form: Form) -> dict[str, dict[str, Any]]:
    return {field["id"]: field for field in inputs(noting.build(form))}


def test_teams_takes_it() -> None:
    many = [Choice(f"1:{n}", f"Gro Havgaard {n} (Køge Kommune)") for n in range(500)]
    full = replace(FORM, choices=many, quote="Ord. " * 1000, refusal="Vælg en person.")
    for form in (FORM, full):
        card = noting.build(form)
        _VALIDATOR.validate({name: value for name, value in card.items() if name != "msteams"})
        assert weight(card) <= LIMIT


def test_it_is_filled_with_the_message_and_its_writer() -> None:
    fields = _fields(FORM)
    assert fields["task"]["value"] == "Jeg sender listen i morgen"
    assert fields["owner"]["value"] == "1:2"
    assert fields["due"]["min"] == "2026-09-08"
    assert "value" not in fields["due"]
    assert all(field["label"] for field in fields.values())


def test_what_was_typed_stays_beside_the_refusal() -> None:
    card = str(noting.build(replace(FORM, due="2026-09-01", refusal="Datoen er allerede gået.")))
    assert "Datoen er allerede gået." in card
    assert "'value': '2026-09-01'" in card


def test_a_list_that_is_cut_says_so() -> None:
    many = [Choice(f"1:{n}", f"Navn {n}") for n in range(251)]
    assert "Listen viser 250 af 251 navne." in words(noting.build(replace(FORM, choices=many)))
    assert "Listen viser" not in words(noting.build(replace(FORM, choices=many[:250])))
