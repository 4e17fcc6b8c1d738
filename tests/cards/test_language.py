"""Every card in both languages: ours is translated, people's own words are not."""

from datetime import date

import pytest

from bot.domain.language import LANGUAGES, speaking
from bot.domain.notices import Notice
from bot.domain.wording import joined, long_date
from cards.rendering import note, render, summary
from tests.cards.examples import ASSIGNMENT, EXAMPLES
from tests.cards.reading import words
from tests.reading_languages import danish_in, peoples_words, words_of

#: languages call themselves alike in all
_NAMES = {name.casefold() for name in LANGUAGES.values()}


def _said(notice: Notice) -> tuple[str, str]:
    card = render(notice)
    return words(card), f"{summary(notice)}\n{card['fallbackText']}"


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_english_card_has_no_danish_but_peoples(name: str) -> None:
    notice = EXAMPLES[name]
    with speaking("en"):
        card = render(notice)
        said = "\n".join(_said(notice))
    assert card["lang"] == "en"
    assert not danish_in(said, peoples_words(notice) | _NAMES), said


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_alike_in_both_languages_is_peoples(name: str) -> None:
    notice = EXAMPLES[name]
    danish = {line for text in _said(notice) for line in text.splitlines()}
    with speaking("en"):
        english = {line for text in _said(notice) for line in text.splitlines()}
    peoples = peoples_words(notice) | _NAMES
    for line in danish & english:
        assert not [word for word in words_of(line) if word not in peoples], line


def test_a_danish_word_is_seen() -> None:
    assert danish_in("Due: inden påske (Opgave)", {"inden", "påske"}) == ["opgave"]
    assert danish_in("It is »done«", ()) == ["»", "«"]


def test_a_card_says_which_language_it_is_in() -> None:
    assert render(ASSIGNMENT)["lang"] == "da"
    with speaking("en"):
        assert render(ASSIGNMENT)["lang"] == note("Thank you.")["lang"] == "en"


def test_dates_and_lists_as_the_english_write_them() -> None:
    with speaking("en"):
        assert long_date(date(2027, 6, 1)) == "1 June 2027"
        assert joined(["Anna", "Bo", "Carl"]) == "Anna, Bo and Carl"
