"""How often somebody gets the digest, by their words: surely one of three, or nothing."""

from datetime import date

import pytest

from bot.domain.replies import Act, OpenItem
from bot.domain.rhythm import Rhythm
from bot.domain.verbs import Verb
from bot.storage import digests
from handlers.understanding import understand
from tests.handlers.test_languages import Birk, birk

__all__ = ["birk"]

_DIGEST = OpenItem(1, "Skrive en oversigt over digest til ugeoverblikket")


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("digest dagligt", Rhythm.DAILY),
        ("Dagligt overblik, tak!", Rhythm.DAILY),
        ("Jeg vil gerne have en daglig oversigt.", Rhythm.DAILY),
        ("Overblik hver dag", Rhythm.DAILY),
        ("daily digest please", Rhythm.DAILY),
        ("ugentlig oversigt", Rhythm.WEEKLY),
        ("Skift til ugentligt overblik", Rhythm.WEEKLY),
        ("weekly digest", Rhythm.WEEKLY),
        ("digest once a week", Rhythm.WEEKLY),
        ("ingen oversigt", Rhythm.NONE),
        ("Intet overblik", Rhythm.NONE),
        ("afmeld overblik", Rhythm.NONE),
        ("Afmeld mig ugeoverblikket, tak", Rhythm.NONE),
        ("no digest", Rhythm.NONE),
        ("Unsubscribe from the weekly digest", Rhythm.NONE),
    ],
)
def test_a_whole_message_that_says_so(text: str, rhythm: Rhythm) -> None:
    for items in ((), (_DIGEST,)):
        assert understand(text, items, date(2026, 5, 4)) == (Act(Verb.RHYTHM, to=rhythm),)


@pytest.mark.parametrize(
    "text",
    [
        "stop",
        "oversigt",
        "digest",
        "dagligt",
        "digest?",
        "Ingen oversigt over det endnu",
        "Vi sender en ugentlig oversigt til lederne",
        "Overblikket er færdigt",
        "1 færdig. Ugentlig oversigt",
        "Er der et dagligt overblik?",
        "Jeg har ikke overblik over det",
    ],
)
def test_words_about_something_else_are_no_choice(text: str) -> None:
    acts = understand(text, (_DIGEST,), date(2026, 5, 4))
    assert Verb.RHYTHM not in {act.verb for act in acts}


async def _chosen(birk: Birk) -> Rhythm | None:
    async with birk.store.transaction() as connection:
        return await digests.chosen(connection, birk.person_id)


async def test_it_is_noted_said_and_taken_back(birk: Birk) -> None:
    said = await birk.says("digest dagligt")
    assert said == "Du får overblikket hver arbejdsdag, når der er noget nyt."
    assert await _chosen(birk) is Rhythm.DAILY
    assert await birk.says("dagligt overblik") == "Det er allerede noteret."
    assert (await birk.says("intet overblik")).startswith("Du får ikke overblikket længere.")
    assert await birk.says("fortryd") == "Fortrudt: du får overblikket som før."
    assert await _chosen(birk) is Rhythm.DAILY
    await birk.says("fortryd")
    assert await _chosen(birk) is None


async def test_it_is_said_in_their_language(birk: Birk) -> None:
    await birk.says("sprog engelsk")
    said = await birk.says("weekly digest")
    assert said == "You get the overview every week when there is something new."
