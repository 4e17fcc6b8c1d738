"""The minute-taker's whole review in Teams: turn a page, correct in a dialog, approve in parts."""

from pathlib import Path

from bot.demo.building import stage
from bot.demo.clock import DemoClock
from bot.demo.stage import Stage
from bot.domain.people import SYSTEM, Role
from bot.followups import intake
from bot.followups.members import MemberLine
from bot.standin.buttons import buttons
from bot.standin.dialogs import card_of, open_dialog, send_dialog
from bot.standin.places import Conversation
from tests.cards.reading import inputs, parts, words
from tests.factories import by, found, minutes
from tests.journeys.staging import MORNING

_MEMBERS = [
    MemberLine(f"{first} {last}", f"{first}@example.org", None, place, f"e-{first}", roles)
    for first, last, place, roles in (
        ("Tilde", "Rosenhave", "Køge Kommune", (Role.MINUTE_TAKER,)),
        ("Birk", "Tjørnelund", "Faxe Kommune", ()),
    )
]


async def _begin(built: Stage) -> None:
    network = await built.cast("broer", "Brobygning", _MEMBERS)
    read = minutes(
        *(found(f"Opgave {n}", by("Birk Tjørnelund"), item="1. Skole") for n in range(1, 5)),
        *(
            found(f"Opgave {n}", by("Birk Tjørnelund"), item="2. Job", confidence=0.7)
            for n in range(5, 9)
        ),
    )
    async with built.parts.store.transaction() as connection:
        await intake.take_in(
            connection, network, read, b"x", "referat.pdf", actor=SYSTEM, now=built.clock()
        )
    await built.settle()


def _cards(place: Conversation) -> list[str]:
    said = [words(post.card) for post in place.posts if post.card]
    return [text for text in said if "Netværksmøde 3" in text]


async def test_page_by_page_and_part_by_part(tmp_path: Path) -> None:
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        await _begin(built)
        tilde, birk = built.users["e-Tilde"], built.users["e-Birk"]
        chat = built.standin.world.personal(tilde)
        review = next(p for p in chat.posts if p.card and "Netværksmøde 3" in words(p.card))

        async def press(title: str) -> None:
            assert review.card
            found_by = {one.title: one for one in buttons(review.card)}
            button = found_by[title]
            assert (await built.driver.click(tilde, review.activity_id, button)).status == 200

        await press("Næste side")
        assert review.card and "Side 2 af 2" in words(review.card)

        ret = next(part for part in parts(review.card) if part.get("title") == "Ret")
        form = card_of(await open_dialog(built.driver, tilde, chat, ret["data"]))
        assert form is not None
        filled = {one["id"]: one.get("value", "") for one in inputs(form)} | {"task": "Ringe rundt"}
        closed = await send_dialog(built.driver, tilde, chat, form["actions"][0]["data"] | filled)
        assert (closed.status, closed.body) == (200, {})
        await built.settle()
        # renewed where she was, not at the first page
        assert "Side 2 af 2" in words(review.card)
        assert "5. Ringe rundt" in words(review.card)

        await press("Godkend de sikre (5)")
        await built.settle()
        (told,) = _cards(built.standin.world.personal(birk))
        assert "Ringe rundt" in told and "Opgave 6" not in told
        assert "5 er godkendt og sendt." in words(review.card)
        await press("Godkend resten og send")
        await built.settle()
        assert words(review.card).startswith("Godkendt")
        first, more = _cards(built.standin.world.personal(birk))
        assert "Opgave 8" in first
        assert "Opgave 8" in more and "Opgave 1\n" not in more
