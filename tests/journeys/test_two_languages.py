"""From the same minutes one owner gets, presses and reads English, another Danish."""

from dataclasses import replace
from pathlib import Path

from bot.demo import mailing
from bot.demo.building import stage
from bot.demo.clock import DemoClock
from bot.demo.stage import TENANT, Stage
from bot.domain.meetings import Party, PartyKind
from bot.domain.people import Role
from bot.followups.members import MemberLine, save_members
from bot.standin.buttons import buttons
from bot.standin.places import Conversation, Post, User
from bot.storage import people
from tests.cards.reading import words
from tests.factories import World, approved, by, found
from tests.journeys.staging import MORNING

_TILDE = MemberLine(
    "Tilde Rosenhave", "tilde@example.org", None, "Køge", "e-tilde", (Role.MINUTE_TAKER,)
)
_BIRK = MemberLine("Birk Tjørnelund", "birk@example.org", None, "Faxe", "e-birk", ())
_GRO = MemberLine("Gro Havgaard", "gro@example.org", None, "Greve", "e-gro", ())
_LIV = MemberLine("Liv Sandholt", "liv@example.org", None, "Sorø", "e-liv", ())
_NOBODY = Party(PartyKind.UNASSIGNED, None)


def _newest(place: Conversation) -> Post:
    return [post for post in place.posts if post.card][-1]


def _read(place: Conversation) -> str:
    card = _newest(place).card
    assert card
    return words(card)


async def _press(built: Stage, user: User, post: Post, title: str) -> str | None:
    assert post.card
    button = next(one for one in buttons(post.card) if one.title == title)
    return (await built.driver.click(user, post.activity_id, button)).sentence


async def _begin(built: Stage, *, channel_speaks: str = "da") -> None:
    network = await built.cast("broer", "Brobygning", [_TILDE, _BIRK, _GRO])
    async with built.parts.store.transaction() as connection:
        await people.set_channel_language(connection, "broer", channel_speaks)
    birk = built.users["e-birk"]
    await built.driver.say(birk, "language English")
    await approved(
        built.parts.store,
        World(network),
        built.clock(),
        found("Sende tal", by("Birk Tjørnelund")),
        found("Ringe rundt", by("Gro Havgaard")),
        found("Booke lokale", _NOBODY),
    )
    await built.settle()


async def test_each_in_their_own_language(tmp_path: Path) -> None:
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        await _begin(built)
        birk, gro = built.users["e-birk"], built.users["e-gro"]
        english, danish = built.standin.world.personal(birk), built.standin.world.personal(gro)
        assert any("From now on I write to you in English." in str(p.card) for p in english.posts)
        assert "Your task from the meeting" in _read(english)
        assert "because the minutes mention you" in _read(english)
        assert "Din opgave fra mødet" in _read(danish)

        await _press(built, birk, _newest(english), "Done")
        await _press(built, gro, _newest(danish), "Færdig")
        assert "Noted: the task is reported done." in _read(english)
        assert "Noteret: opgaven er meldt færdig." in _read(danish)

        await built.driver.say(birk, "undo")
        assert "Undone: “Sende tal” is as it was before." in _read(english)
        await built.driver.say(birk, "sprog dansk")
        assert "Fra nu af skriver jeg til dig på dansk." in _read(english)
        await built.settle()
        told = next(p for p in english.posts if p.card and "fra mødet" in words(p.card))
        assert "Skriv »stop«" in words(told.card or {})


async def test_the_channel_stays_danish_whoever_presses(tmp_path: Path) -> None:
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        await _begin(built)
        birk = built.users["e-birk"]
        assert built.channel is not None
        card = next(p for p in built.channel.posts if p.card and "Booke lokale" in words(p.card))
        await _press(built, birk, card, "Jeg tager den")
        await built.settle()
        assert "Birk Tjørnelund har den." in words(card.card or {})
        assert all("has it" not in str(view) for view in card.views.values())
        # but what only the presser is told
        again = await built.driver.press(
            birk, card.activity_id, "followup.take", {"follow_up_id": "3"}
        )
        assert again.sentence == "Birk Tjørnelund has it."


async def test_an_english_channel_stays_english_whoever_presses(tmp_path: Path) -> None:
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        await _begin(built, channel_speaks="en")
        gro = built.users["e-gro"]
        assert built.channel is not None
        card = next(p for p in built.channel.posts if p.card and "Booke lokale" in words(p.card))
        assert card.card and card.card["lang"] == "en"
        await _press(built, gro, card, "I will take it")
        await built.settle()
        assert "Gro Havgaard has it." in words(card.card)
        assert all("har den" not in str(view) for view in card.views.values())
        again = await built.driver.press(
            gro, card.activity_id, "followup.take", {"follow_up_id": "3"}
        )
        assert again.sentence == "Gro Havgaard har den."  # she alone is told


async def test_whose_teams_is_english_is_welcomed_in_it_and_may_change(tmp_path: Path) -> None:
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        network = await built.cast("broer", "Brobygning", [_TILDE])
        async with built.parts.store.transaction() as connection:
            await save_members(connection, network, [_LIV])
        world = built.standin.world
        liv = world.add_user("Liv Sandholt", entra_id="e-liv", tenant_id=TENANT, locale="en-GB")
        chat = await built.driver.install(liv)
        await built.settle()
        assert "Hello, I am Bolden" in _read(chat)
        assert _newest(chat).card and _newest(chat).card["lang"] == "en"
        await _press(built, liv, _newest(chat), "Dansk")
        assert "Hej, jeg er Bolden" in _read(chat)
        await built.driver.say(liv, "fortryd")
        assert "Undone: I write to you in English again." in _read(chat)


async def test_mails_too(tmp_path: Path) -> None:
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        network = await built.cast("broer", "Brobygning", [_TILDE, replace(_BIRK, entra_id=None)])
        async with built.parts.store.transaction() as connection:
            birk = await people.find_person(connection, email="birk@example.org")
            assert birk is not None
            await people.set_language(connection, birk.person_id, "en")
        task = found("Sende tal", by("Birk Tjørnelund"))
        await approved(built.parts.store, World(network), built.clock(), task)
        await built.settle()
        (mail,) = (one for one in mailing.sent(built.mail) if "birk@" in str(one["To"]))
        assert "1 follow-up from" in str(mail["Subject"])
        assert "Reply above this line" in mailing.words(mail)
