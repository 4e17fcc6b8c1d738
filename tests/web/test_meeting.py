"""After the approval: who has what, who answered by which road, and what the keeper may do."""

import asyncio
import csv
import io
from datetime import date, timedelta

import pytest

from bot.domain.followups import Status
from bot.domain.notices import NoticeKind
from bot.domain.people import Actor, Road
from bot.domain.verbs import Verb
from bot.followups import ownership, review, volunteers
from bot.storage import followups, groups, outbox, tables
from bot.storage.outbox import OutboxRow
from bot.web.visiting import KEEPER
from tests.web.conftest import Town
from tests.web.meetings import DRAFT, FORUM, GROUP, NAMES, OVERVIEW, PRICE
from tests.web.visitor import Visitor


@pytest.fixture
async def approved(town: Town, meeting: int) -> int:
    """Give the number of minutes that were approved."""
    async with town.store.transaction() as connection:
        await review.approve(connection, meeting, actor=KEEPER, now=town.clock())
    return meeting


async def act(
    town: Town, name: str, task: str, verb: Verb, road: Road, due: date | None = None
) -> None:
    """Have an owner answer about a task."""
    person = await town.person(name)
    async with town.store.transaction() as connection:
        (item,) = await followups.follow_ups(connection, tables.follow_up.c.task == task)
        own = next(o for o in item.owners if o.person_id == person.person_id)
        actor = Actor(road, person.person_id)
        part, now = own.ownership_id, town.clock()
        await ownership.act(connection, actor, person, part, verb, now=now, due=due)


async def sent_to(town: Town, name: str, kind: NoticeKind) -> list[OutboxRow]:
    """Give what is to be said to somebody."""
    person = await town.person(name)
    async with town.store.transaction() as connection:
        rows = await outbox.rows(connection, tables.outbox.c.person_id == person.person_id)
    return [row for row in rows if row.kind is kind]


async def test_every_follow_up_says_who_has_it(visitor: Visitor, approved: int) -> None:
    """With the date, the source and each owner's state."""
    page = await visitor.open(f"/moede/{approved}")
    assert "godkendt 8. sep. kl. 10.00" in page.text
    assert "Preben Skovdrup: åben" in page.article(OVERVIEW)
    assert "Ordret fra referatet: punkt »Hjælpemidler«, linje 10" in page.article(OVERVIEW)
    everyones = page.article(NAMES)
    assert "0 af 4 er færdige" in everyones
    assert "Slagelse Kommune ved Merete Lyngholm: åben" in everyones
    assert "Frist: 9. oktober 2026" in everyones
    assert "Skal videre (1)" in page.parts("h2")
    assert "Faste pligter (1)" in page.parts("h2")


async def test_the_heading_has_the_owners_date_and_the_minutes_beside(
    visitor: Visitor, town: Town, approved: int
) -> None:
    """Where the owners have several, each line says its own."""
    await act(town, "Preben", OVERVIEW, Verb.POSTPONE, Road.MAIL, date(2026, 12, 28))
    async with town.store.transaction() as connection:
        (item,) = await followups.follow_ups(connection, tables.follow_up.c.task == OVERVIEW)
        due = date(2026, 11, 1)
        await followups.change_follow_up(connection, item.follow_up_id, due=due)
    page = await visitor.open(f"/moede/{approved}")
    said = "Frist: 28. december 2026 (referatet: 1. november 2026)"
    assert said in page.article(OVERVIEW)
    await act(town, "Merete", NAMES, Verb.POSTPONE, Road.MAIL, date(2026, 10, 19))
    names = (await visitor.open(f"/moede/{approved}")).article(NAMES)
    assert "Frist: forskellig for de ansvarlige (referatet: 9. oktober 2026)" in names
    assert names.count(", frist 9. oktober 2026") == 3
    assert names.count(", frist 19. oktober 2026") == 1


async def test_a_second_approval_is_the_one_that_is_shown(
    visitor: Visitor, town: Town, approved: int
) -> None:
    """As after a corrected file."""
    town.clock.forward(days=7)
    async with town.store.transaction() as connection:
        draft = await followups.follow_ups(connection, tables.follow_up.c.task == OVERVIEW)
        await followups.change_follow_up(
            connection, draft[0].follow_up_id, status=Status.DRAFT, confidence=1.0
        )
        await review.approve(connection, approved, actor=KEEPER, now=town.clock())
    page = await visitor.open(f"/moede/{approved}")
    assert "godkendt 15. sep. kl. 10.00" in page.text


async def test_answers_are_shown_with_person_road_and_time(
    visitor: Visitor, town: Town, approved: int
) -> None:
    """The history says who, what, how and when."""
    town.clock.forward(days=1)
    await act(town, "Preben", OVERVIEW, Verb.ACCEPT, Road.MAIL)
    town.clock.forward(hours=2, minutes=5)
    await act(town, "Preben", OVERVIEW, Verb.FINISH, Road.TEAMS)
    page = await visitor.open(f"/moede/{approved}")
    item = page.article(OVERVIEW)
    assert "Preben Skovdrup: meldt færdig i Teams 9. sep. kl. 12.05" in item
    assert "9. sep. kl. 10.00 Preben Skovdrup tog den med mail" in item
    assert "9. sep. kl. 12.05 Preben Skovdrup meldte den færdig i Teams" in item
    assert "Færdige (1)" in page.parts("h2")


async def test_what_is_nobodys_can_be_given_away(
    visitor: Visitor, town: Town, approved: int
) -> None:
    """The member is told, and the history keeps who it was."""
    page = await visitor.open(f"/moede/{approved}")
    assert "Søger en ansvarlig (2)" in page.parts("h2")
    town.wake.clear()
    page = await visitor.press(page, "Giv og send", DRAFT, person="Yasmin Elkhouri")
    assert page.status == 200
    item = page.article(DRAFT)
    assert "Den nye ansvarlige får besked nu." in item
    assert "Yasmin Elkhouri: åben" in item
    assert len(await sent_to(town, "Yasmin", NoticeKind.ASSIGNMENT)) == 2
    assert town.wake.is_set()


async def test_two_cannot_be_given_the_same(visitor: Visitor, town: Town, approved: int) -> None:
    """From a page that was left open: the first one has it."""
    page = await visitor.open(f"/moede/{approved}")
    await visitor.press(page, "Giv og send", DRAFT, person="Yasmin Elkhouri")
    answer = await visitor.press(page, "Giv og send", DRAFT, person="Preben Skovdrup")
    assert answer.status == 409
    assert answer.alert == "Det gik ikke: Yasmin Elkhouri har den."
    assert len(await sent_to(town, "Preben", NoticeKind.ASSIGNMENT)) == 1


async def test_what_was_declined_can_be_given_to_another(
    visitor: Visitor, town: Town, approved: int
) -> None:
    """The one who declined stays in the history."""
    await act(town, "Merete", FORUM, Verb.DECLINE, Road.TEAMS)
    page = await visitor.open(f"/moede/{approved}")
    assert "Merete Lyngholm: søger en ansvarlig" in page.article(FORUM)
    page = await visitor.press(page, "Giv og send", FORUM, person="Bodil Ravnhøjgaard")
    item = page.article(FORUM)
    assert "Merete Lyngholm: givet videre" in item
    assert "Bodil Ravnhøjgaard: åben" in item
    assert "Merete Lyngholm sagde »ikke mig« i Teams" in item
    assert "Tavlens bruger gav den til en anden på tavlen for Merete Lyngholm" in item
    assert len(await sent_to(town, "Bodil", NoticeKind.ASSIGNMENT)) == 2


async def test_what_is_everybodys_goes_on_without_the_one_that_declined(
    visitor: Visitor, town: Town, approved: int
) -> None:
    """The part seeks an owner, the whole does not."""
    await act(town, "Merete", NAMES, Verb.DECLINE, Road.TEAMS)
    page = await visitor.open(f"/moede/{approved}")
    assert "Slagelse Kommune ved Merete Lyngholm: søger en ansvarlig" in page.article(NAMES)
    assert "Heraf søger en ansvarlig 2" in page.part(".figures")


async def test_an_unlisted_owner_can_be_replaced(visitor: Visitor, approved: int) -> None:
    """The minutes name somebody whom nobody can write to."""
    page = await visitor.open(f"/moede/{approved}")
    assert "»Frands Kobberø« står ikke på medlemslisten." in page.article(PRICE)
    page = await visitor.press(page, "Giv og send", PRICE, person="Preben Skovdrup")
    assert "Preben Skovdrup: åben" in page.article(PRICE)


@pytest.mark.parametrize("person", ["everyone", "body:Køge Kommune", "person:0", "person:x"])
async def test_only_a_member_can_be_given_something(
    visitor: Visitor, approved: int, person: str
) -> None:
    """The form's values are not believed."""
    answer = await visitor.post(f"/moede/{approved}/opfoelgning/3/ansvarlig", {"person": person})
    assert answer.status == 400
    assert "ikke på netværkets medlemsliste" in answer.alert


async def test_somebody_must_be_chosen(visitor: Visitor, approved: int) -> None:
    """The form sent as it stood."""
    page = await visitor.open(f"/moede/{approved}")
    answer = await visitor.press(page, "Giv og send", DRAFT)
    assert answer.status == 400
    assert answer.alert == "Det gik ikke: Vælg en person."


@pytest.mark.parametrize("form", ["luk", "ansvarlig"])
async def test_a_double_click_does_it_once_and_says_so(
    visitor: Visitor, town: Town, approved: int, form: str
) -> None:
    """The page comes again with a sentence, and its address leads to the meeting."""
    about, fields = {
        "luk": ("gruppe/1", {}),
        "ansvarlig": ("opfoelgning/3", {"person": "person:5"}),
    }[form]
    address = f"/moede/{approved}/{about}/{form}"
    pages = await asyncio.gather(*(visitor.post(address, fields) for _ in range(2)))
    first, second = sorted(pages, key=lambda page: page.status)
    assert (first.status, second.status) == (200, 409)
    told = {"luk": "Der er lukket for tilmelding.", "ansvarlig": "Yasmin Elkhouri har den."}
    assert second.alert == f"Det gik ikke: {told[form]}"
    again = await visitor.open(address)
    assert (again.status, again.url) == (200, f"/moede/{approved}")


async def test_a_draft_cannot_be_given_away(visitor: Visitor, meeting: int) -> None:
    """Nobody is told before the approval by this road either."""
    answer = await visitor.post(f"/moede/{meeting}/opfoelgning/3/ansvarlig", {"person": "person:1"})
    assert answer.status == 409
    assert "ikke godkendt endnu" in answer.alert


async def test_an_owner_at_work_is_not_taken_off(visitor: Visitor, approved: int) -> None:
    """Only what is declined, or has nobody to ask, changes hands here."""
    path = f"/moede/{approved}/opfoelgning/1/ansvarlig"
    answer = await visitor.post(path, {"person": "person:1", "part": "1"})
    assert answer.status == 409
    answer = await visitor.post(path, {"person": "person:1", "part": "999"})
    assert answer.status == 404


async def join(town: Town, name: str, verb: Verb) -> None:
    """Have a member answer the call."""
    person = await town.person(name)
    async with town.store.transaction() as connection:
        (group,) = await groups.groups(connection)
        actor = Actor(Road.TEAMS, person.person_id)
        await volunteers.answer(connection, actor, person, group.group_id, verb, now=town.clock())


async def test_a_group_shows_its_roster(visitor: Visitor, town: Town, approved: int) -> None:
    """Name, municipality, answer; and the municipality has done its part."""
    await join(town, "Bodil", Verb.VOLUNTEER)
    page = await visitor.open(f"/moede/{approved}")
    group = page.article(GROUP)
    assert "Tovholder: Slagelse Kommune" in group
    assert "Åben for tilmelding" in group
    assert "Yasmin Elkhouri Køge Kommune måske" in group
    assert "Bodil Ravnhøjgaard Næstved Kommune deltager" in group
    assert "Bodil Ravnhøjgaard meldte sig i Teams" in group
    everyones = page.article(NAMES)
    assert "1 af 4 er færdige" in everyones
    assert "En tilmelding meldte den færdig i Teams for Næstved Kommune" in everyones
    town.clock.forward(days=40)
    everyones = (await visitor.open(f"/moede/{approved}")).article(NAMES)
    assert "Køge Kommune ved Yasmin Elkhouri: åben, over fristen" in everyones


async def test_a_group_is_closed_with_one_press(
    visitor: Visitor, town: Town, approved: int
) -> None:
    """The convener gets the roster; a second press meets a sentence."""
    page = await visitor.open(f"/moede/{approved}")
    closed = await visitor.press(page, "Luk for tilmelding", GROUP)
    assert "Der er lukket for tilmelding" in closed.article(GROUP)
    assert not [name for name in closed.buttons() if name.startswith("Luk")]
    assert len(await sent_to(town, "Merete", NoticeKind.ROSTER)) == 1
    again = await visitor.press(page, "Luk for tilmelding", GROUP)
    assert again.status == 409
    assert again.alert == "Det gik ikke: Der er lukket for tilmelding."


async def test_the_roster_opens_in_a_spreadsheet(
    visitor: Visitor, town: Town, approved: int
) -> None:
    """UTF-8 with a mark and semicolons; no cell is a formula."""
    await join(town, "Bodil", Verb.VOLUNTEER)
    async with town.store.transaction() as connection:
        await groups.set_volunteer(
            connection,
            1,
            person_id=None,
            name="=HYPERLINK(0)",
            municipality="@x; y",
            answer=Verb.MAYBE,
            now=town.clock(),
        )
    answer = await visitor.client.get(f"/moede/{approved}/gruppe/1/deltagere.csv")
    data = await answer.read()
    assert data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="deltagere-1.csv"'
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Navn", "Kommune", "Svar", "E-mail"]
    bodil = next(row for row in rows if row[0] == "Bodil Ravnhøjgaard")
    assert bodil[1:3] == ["Næstved Kommune", "deltager"]
    assert bodil[3].endswith("example.org")
    assert ["'=HYPERLINK(0)", "'@x; y", "måske", ""] in rows


async def test_seats_and_last_day_are_changed_while_the_group_is_open(
    visitor: Visitor, town: Town, approved: int
) -> None:
    """The page shows them, a day that is over is refused with what was typed."""
    page = await visitor.open(f"/moede/{approved}")
    today = town.clock().date()
    fields = {"seats": "4", "closes_on": (today + timedelta(days=7)).isoformat()}
    page = await visitor.press(page, "Gem pladser og frist", GROUP, **fields)
    assert "Rettelsen er gemt." in page.article(GROUP)
    assert "4 pladser, " in page.article(GROUP)
    assert "tilmelding senest" in page.article(GROUP)
    fields["closes_on"] = (today - timedelta(days=1)).isoformat()
    refused = await visitor.press(page, "Gem pladser og frist", GROUP, **fields)
    assert refused.alert == "Det gik ikke: Datoen er allerede gået."


async def test_another_meetings_group_is_not_found(visitor: Visitor, approved: int) -> None:
    """The address must fit together."""
    for path in ("/moede/7/gruppe/1/deltagere.csv", f"/moede/{approved}/gruppe/9/deltagere.csv"):
        assert (await visitor.open(path)).status == 404


async def test_the_delivery_is_summed_up(visitor: Visitor, town: Town, approved: int) -> None:
    """With a link to the meeting's own part of the outbox."""
    async with town.store.transaction() as connection:
        rows = await outbox.rows(connection)
        failed = tables.outbox.update().where(tables.outbox.c.id.in_([1, 2]))
        await connection.execute(failed.values(state="failed"))
    page = await visitor.open(f"/moede/{approved}")
    assert f"Beskeder: 2 mislykkede, {len(rows) - 2} venter." in page.text
    assert f'href="/udbakke?moede={approved}"' in page.html
