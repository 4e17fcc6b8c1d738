"""What must hold for every card: the schema, and the rules that Teams adds to it."""

import importlib.resources
import json
from typing import Any, get_args

import jsonschema
import pytest

from bot.domain.language import ENGLISH, LANGUAGES, speaking
from bot.domain.notices import Notice
from bot.domain.verbs import Verb
from cards.budget import LIMIT, weight
from cards.rendering import note, render, summary
from tests.cards.examples import EXAMPLES
from tests.cards.reading import inputs, parts, presses

_IDS = {"ownership_id", "follow_up_id", "group_id", "minutes_id", "draft", "page", "own"}
_IDS |= {"file_id"}
_SCHEMA = importlib.resources.files("adaptive_cards") / "schemas" / "schema-1.5.json"
_VALIDATOR = jsonschema.Draft6Validator(json.loads(_SCHEMA.read_text()))

CARDS = {name: render(notice) for name, notice in EXAMPLES.items()} | {"note": note("Tak!")}
with speaking(ENGLISH):
    CARDS |= {f"{name}, in English": render(notice) for name, notice in EXAMPLES.items()}


@pytest.fixture(params=CARDS, name="card")
def every_card(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each card in turn."""
    return CARDS[request.param]


def test_every_kind_of_notice_has_an_example_here() -> None:
    assert {type(notice) for notice in EXAMPLES.values()} == set(get_args(Notice))


def test_the_official_schema_accepts_it(card: dict[str, Any]) -> None:
    _VALIDATOR.validate({name: value for name, value in card.items() if name != "msteams"})


def test_the_schema_would_refuse_a_misspelt_property() -> None:
    with pytest.raises(jsonschema.ValidationError):
        _VALIDATOR.validate(render(EXAMPLES["digest"]) | {"msteams": {}, "bdoy": []})


def test_it_is_of_version_1_5_with_words_for_old_clients(card: dict[str, Any]) -> None:
    assert card["version"] == "1.5"
    assert card["lang"] in LANGUAGES
    assert card["fallbackText"]
    assert card["speak"]


def test_it_is_small_enough(card: dict[str, Any]) -> None:
    assert weight(card) <= LIMIT


def test_every_button_works_on_phones_where_execute_is_dead(card: dict[str, Any]) -> None:
    for button in presses(card):
        fallback = button["fallback"]
        assert fallback["type"] == "Action.Submit"
        assert fallback["title"] == button["title"]
        assert fallback["data"] == button["data"]
        assert fallback["associatedInputs"] == button["associatedInputs"]
        assert button["data"]["verb"] == button["verb"] == Verb(button["verb"]).value


def test_buttons_carry_ids_and_nothing_of_the_state(card: dict[str, Any]) -> None:
    for button in presses(card):
        for name, value in button["data"].items():
            is_id = name in _IDS and value.isdecimal()
            assert is_id or name == "verb" or (name == "language" and value in LANGUAGES), button


def test_fields_are_labelled_and_named_once(card: dict[str, Any]) -> None:
    assert all(field["label"] for field in inputs(card))
    ids = [part["id"] for part in parts(card) if "id" in part]
    assert len(ids) == len(set(ids))


def test_every_toggle_shows_something_that_is_there(card: dict[str, Any]) -> None:
    hidden = {part["id"] for part in parts(card) if part.get("isVisible") is False}
    targets = {t for part in parts(card) for t in part.get("targetElements", [])}
    assert targets == hidden


def test_nothing_that_breaks_on_phones(card: dict[str, Any]) -> None:
    for part in parts(card):
        assert part.get("type") != "Action.ShowCard"
        assert part.get("items") != []
        assert part.get("inlines") != []
        assert part.get("actions") != []
        if part.get("type") == "Action.OpenUrl":
            assert part["url"].startswith("https://")
        if part.get("type") == "ActionSet":
            assert len(part["actions"]) <= 6


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_notification_is_one_short_line(name: str) -> None:
    line = summary(EXAMPLES[name])
    assert line
    assert "\n" not in line
    assert len(line) <= 200


def test_a_card_of_ones_own_is_asked_for_by_sixty_at_most_and_only_to_look(
    card: dict[str, Any],
) -> None:
    refresh = card.get("refresh")
    if refresh is None:
        return
    assert 0 < len(refresh["userIds"]) <= 60
    assert len(set(refresh["userIds"])) == len(refresh["userIds"])
    assert refresh["action"]["verb"] == refresh["action"]["data"]["verb"] == Verb.VIEW
