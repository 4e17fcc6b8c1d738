"""Who leads a working group does it by words, in chat as by mail; nobody else does."""

from dataclasses import replace
from datetime import date
from time import process_time

import pytest

from bot.domain import doubts
from bot.domain.notices import Answer, NoticeKind, Outcome
from bot.domain.sentences import outcome_sentence, undo_hint
from bot.domain.verbs import Verb
from bot.followups import volunteers
from bot.storage import groups
from bot.storage.groups import WorkingGroup
from handlers.replies.leading import Asked, leading
from tests.factories import SEEKING, actor, approved
from tests.handlers.test_standing_in import Chats, chats

__all__ = ["chats"]

TODAY = date(2026, 9, 8)
LAST = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("6 pladser", Asked(Verb.FRAME, seats="6")),
        ("plads til 12", Asked(Verb.FRAME, seats="12")),
        ("ubegrænset antal pladser", Asked(Verb.FRAME, seats="")),
        ("sidste dag 1/12", Asked(Verb.FRAME, closes_on=LAST)),
        ("ingen sidste dag", Asked(Verb.FRAME, no_last_day=True)),
        ("6 pladser og sidste dag er 1. december", Asked(Verb.FRAME, seats="6", closes_on=LAST)),
        (
            "Hej Bolden\nSæt 8 pladser. Tilmeldingsfrist: 1/12. Tak!",
            Asked(Verb.FRAME, seats="8", closes_on=LAST),
        ),
        ("luk gruppen", Asked(Verb.CLOSE_GROUP)),
        ("Luk for tilmelding.", Asked(Verb.CLOSE_GROUP)),
        ("send mig deltagerlisten", Asked(Verb.SEND_ROSTER)),
        ("Hvem er med?", Asked(Verb.SEND_ROSTER)),
        ("skriv til alle: Vi ses i Køge\nkl. 10", Asked(Verb.NOTE, note="Vi ses i Køge\nkl. 10")),
        ("Hej\nSkriv til alle i gruppen:\nKom nu.", Asked(Verb.NOTE, note="Kom nu.")),
        ("6 seats, last day 1/12", Asked(Verb.FRAME, seats="6", closes_on=LAST)),
    ],
)
def test_what_is_asked(text: str, meant: Asked) -> None:
    assert leading(text, TODAY) == (meant,)


@pytest.mark.parametrize(
    "text",
    [
        *("6 pladser?", "6 pladser til mødet", "6 pladser, 7 pladser", "sidste dag 1/6 2026"),
        *("luk", "luk opgaven", "luk 1", "frist 1/12", "send listen", "1 færdig", "færdig"),
        *("skriv til Mette: hej", "skriv til alle om mødet", "6 pladser, og 1 er færdig"),
    ],
)
def test_what_is_about_something_else(text: str) -> None:
    assert leading(text, TODAY) == ()


@pytest.fixture
async def seeking(chats: Chats) -> Chats:
    """Let a group of Gro's seek members; Elva and Frej have joined."""
    await approved(chats.store, chats.world, chats.clock(), groups=(SEEKING,))
    for who in ("Elva", "Frej"):
        person = chats.world[who]
        async with chats.store.transaction() as connection:
            await volunteers.answer(
                connection, actor(person), person, 1, Verb.VOLUNTEER, now=chats.clock()
            )
    return chats


async def group(chats: Chats, group_id: int = 1) -> WorkingGroup:
    async with chats.store.transaction() as connection:
        return await groups.group_of(connection, group_id)


async def answered(chats: Chats) -> Outcome:
    """Give what the last answer by mail says."""
    row = (await chats.told(NoticeKind.ANSWER))[-1]
    async with chats.store.transaction() as connection:
        answer = await chats.dispatcher.composer.compose(connection, row, chats.clock())
    assert isinstance(answer, Answer)
    return answer.outcomes[0]


async def test_a_convener_on_mail_does_it_all(seeking: Chats) -> None:
    (roster,) = await seeking.told(NoticeKind.ROSTER)
    await seeking.mails("Tilde", "6 pladser, sidste dag 1/12", roster)
    assert ((await group(seeking)).seats, (await group(seeking)).closes_on) == (6, LAST)
    assert outcome_sentence(await answered(seeking)) == (
        "Noteret for »Arbejdsgruppe om overgange«: 6 pladser, tilmelding senest 1. december 2026."
    )
    # without the thread, too; what is not named stays
    await seeking.mails("Gro", "8 pladser")
    assert ((await group(seeking)).seats, (await group(seeking)).closes_on) == (8, LAST)
    await seeking.mails("Gro", "fortryd")
    assert (await group(seeking)).seats == 6
    await seeking.mails("Gro", "Skriv til alle:\nVi ses i Køge.")
    assert len(await seeking.told(NoticeKind.GROUP_NOTE)) == 2
    await seeking.mails("Gro", "send deltagerlisten")
    assert len(await seeking.told(NoticeKind.ROSTER)) == 2
    await seeking.mails("Gro", "luk gruppen")
    assert not (await group(seeking)).open
    assert await answered(seeking) == Outcome(Verb.CLOSE_GROUP, about="Arbejdsgruppe om overgange")


async def test_in_chat_it_is_the_same(seeking: Chats) -> None:
    assert await seeking.says("Gro", "6 pladser") == (
        Outcome(Verb.FRAME, about="Arbejdsgruppe om overgange", seats=6),
    )
    (refused,) = await seeking.says("Gro", "0 pladser")
    assert refused.refusal == doubts.BAD_SEATS
    assert (await group(seeking)).seats == 6


async def test_what_is_sent_is_not_undone_nor_is_what_was_done_before(seeking: Chats) -> None:
    await seeking.says("Gro", "6 pladser")
    await seeking.says("Gro", "luk gruppen")
    told = await seeking.says("Gro", "skriv til alle: Vi ses i Køge.")
    assert undo_hint(told) is None
    for _ in range(2):
        (refused,) = await seeking.says("Gro", "fortryd")
        assert outcome_sentence(refused) == "Beskeden er sendt og kan ikke tages tilbage."
    assert ((await group(seeking)).open, (await group(seeking)).seats) == (False, 6)
    # what was done before is named
    (opened,) = await seeking.says("Gro", "fortryd lukningen")
    assert outcome_sentence(opened) == (
        "Fortrudt: »Arbejdsgruppe om overgange« er åben for tilmelding igen."
    )
    (back,) = await seeking.says("Gro", "fortryd pladserne i Arbejdsgruppe om overgange")
    assert outcome_sentence(back) == (
        "Fortrudt: for »Arbejdsgruppe om overgange« gælder igen plads til alle, ingen sidste dag."
    )
    await seeking.says("Gro", "send deltagerlisten")
    (refused,) = await seeking.says("Gro", "fortryd")
    assert refused.refusal == doubts.ROSTER_IS_SENT


@pytest.mark.parametrize("text", ["6 pladser", "luk gruppen", "skriv til alle: hej"])
async def test_nobody_else_does(
    seeking: Chats, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = await group(seeking)
    lau = seeking.world["Lau"].person_id
    called = await seeking.told(NoticeKind.VOLUNTEER_CALL)
    (call,) = [row for row in called if row.person_id == lau]
    await seeking.mails("Lau", text, call)
    assert (await answered(seeking)).refusal == doubts.NOT_CONVENER
    (line,) = [one.getMessage() for one in caplog.records if "refused" in one.getMessage()]
    assert f"{{'group_id': 1}} refused to person {lau}: NotAllowedError" in line
    await seeking.mails("Lau", text)
    await seeking.mails("Lau", f"{text} i Arbejdsgruppe om overgange")
    assert await group(seeking) == before
    assert not await seeking.told(NoticeKind.GROUP_NOTE)


async def test_of_several_groups_the_name_says_which(seeking: Chats) -> None:
    other = replace(SEEKING, name="Redaktion")
    await approved(seeking.store, seeking.world, seeking.clock(), groups=(other,), data=b"2")
    (asked,) = await seeking.says("Gro", "6 pladser")
    assert asked.refusal == doubts.which_group(["Arbejdsgruppe om overgange", "Redaktion"])
    await seeking.says("Gro", "6 pladser i Redaktion")
    assert ((await group(seeking)).seats, (await group(seeking, 2)).seats) == (None, 6)
    # who leads the network leads its groups, by name
    await seeking.says("Tilde", "Luk gruppen Redaktion")
    assert not (await group(seeking, 2)).open


async def test_who_leads_it_no_more_takes_nothing_back(seeking: Chats) -> None:
    await seeking.says("Gro", "6 pladser")
    async with seeking.store.transaction() as connection:
        await groups.change_group(connection, 1, convener_id=None, contact_id=None)
    (refused,) = await seeking.says("Gro", "fortryd")
    assert refused.refusal == doubts.NOT_CONVENER
    assert (await group(seeking)).seats == 6


@pytest.mark.parametrize("filling", ["\n", " ", ",", " ,", ",\n", "-"])
async def test_no_words_take_long(seeking: Chats, filling: str) -> None:
    """Of who leads a group and stands in for somebody: all that is looked for is looked for."""
    await seeking.says("Birk", "min afløser er Gro til 1/12")
    started = process_time()
    await seeking.says("Gro", f"hej{filling * 15_000}luk")
    assert process_time() - started < 2.0
