"""The review from reading to approval, by the page's own forms."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.meetings import Due, Precision
from bot.domain.notices import NoticeKind
from bot.storage import outbox, people
from bot.storage.outbox import OutboxRow
from tests.web.conftest import Town
from tests.web.meetings import DAY, DRAFT, DUTY, GROUP, NAMES, OVERVIEW, PRICE, a_meeting
from tests.web.visitor import Page, Visitor, fields_of, words


async def told(town: Town) -> list[OutboxRow]:
    """Give what is to be said to anybody but the reviewer."""
    async with town.store.transaction() as connection:
        rows = await outbox.rows(connection)
    return [row for row in rows if row.kind is not NoticeKind.REVIEW_REQUEST]


def headings(page: Page) -> list[str]:
    """Give the drafts by their headings."""
    return page.parts("article.draft h3")


async def test_every_draft_is_shown_with_what_it_rests_on(visitor: Visitor, meeting: int) -> None:
    """Task, owner, date, quote, place, confidence in words with its reasons."""
    page = await visitor.open(f"/moede/{meeting}")
    assert page.status == 200
    assert page.part("h1") == "Netværksmøde om hjælpemidler"
    assert "Ingen har fået besked endnu" in page.text
    assert "CPR-numre er skjult i teksten." in page.text
    price = page.article("Frands henter")
    assert "Frands Kobberø" in price
    assert "Frist: snarest" in price
    assert "»Frands finder ud af prisen.«" in price
    assert "punkt »Hjælpemidler«, linje 14" in price
    assert "Sikker – se hvorfor en person er nævnt som den, der handler" in price
    assert "Skal afklares: »Frands Kobberø« står ikke på medlemslisten." in price
    assert "Søger deltagere" in page.article("Kommunerne melder")
    assert "Frist: 9. oktober 2026" in page.article("Kommunerne melder")


async def test_what_the_reader_doubts_stands_apart(visitor: Visitor, meeting: int) -> None:
    """The unsure one is offered under its own heading and not counted in."""
    page = await visitor.open(f"/moede/{meeting}")
    assert "Opfølgninger (6)" in page.parts("h2")
    assert "Måske også (1)" in page.parts("h2")
    assert DAY in page.part("section[aria-labelledby=maaske]")
    page = await visitor.press(page, "Tag med", DAY)
    assert page.said == "Opfølgningen er taget med."
    assert "Opfølgninger (7)" in page.parts("h2")
    assert "Måske også (1)" not in page.parts("h2")


async def test_text_owner_and_date_can_be_corrected(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """What one does not touch stays as it was."""
    page = await visitor.open(f"/moede/{meeting}")
    page = await visitor.press(
        page, "Gem nummer 3", DRAFT, task="Der skrives en tjekliste.", owner="Yasmin Elkhouri"
    )
    assert page.status == 200
    assert page.said == "Rettelsen er gemt."
    changed = page.article("Der skrives en tjekliste.")
    assert "Yasmin Elkhouri" in changed
    assert "Ingen frist" in changed
    assert "»Der udarbejdes et udkast til tjekliste.«" in changed
    page = await visitor.press(page, "Gem nummer 3", "Der skrives", due="2026-11-01")
    changed = page.article("Der skrives en tjekliste.")
    assert "Frist: 1. november 2026" in changed
    assert "Yasmin Elkhouri" in changed
    page = await visitor.press(page, "Gem nummer 3", "Der skrives", due="")
    assert "Ingen frist" in page.article("Der skrives en tjekliste.")
    assert town.wake.is_set()


@pytest.mark.parametrize("typed", ["1.11.2026", "1/11/2026", " 01-11-2026 ", "2026-11-01"])
async def test_a_date_may_be_typed(visitor: Visitor, meeting: int, typed: str) -> None:
    """Where a browser has no calendar to click in."""
    page = await visitor.open(f"/moede/{meeting}")
    page = await visitor.press(page, "Gem nummer 3", DRAFT, due=typed)
    assert "Frist: 1. november 2026" in page.article(DRAFT)


async def test_the_minutes_own_words_for_a_date_stay_until_taken_away(
    visitor: Visitor, meeting: int
) -> None:
    """An empty date field does not wipe out "snarest"."""
    page = await visitor.open(f"/moede/{meeting}")
    page = await visitor.press(page, "Gem nummer 4", PRICE, task="Frands finder prisen.")
    assert "Frist: snarest" in page.article("Frands finder prisen.")
    page = await visitor.press(page, "Gem nummer 4", "Frands finder prisen.", no_due="ja")
    assert "Ingen frist" in page.article("Frands finder prisen.")


async def test_a_doubt_is_settled_with_one_choice(visitor: Visitor, meeting: int) -> None:
    """The date is not part of that small form and stays."""
    page = await visitor.open(f"/moede/{meeting}")
    assert "1 ansvarlig skal afklares" in page.text
    page = await visitor.press(page, "Gem ansvarlig for nummer 4", PRICE, owner="Preben Skovdrup")
    settled = page.article(PRICE)
    assert "Preben Skovdrup" in settled
    assert "Frist: snarest" in settled
    assert "skal afklares" not in page.text.casefold()


async def test_drop_goes_on_at_the_next_one(visitor: Visitor, meeting: int) -> None:
    """The page lands where one was, and says what happened there."""
    page = await visitor.open(f"/moede/{meeting}")
    page = await visitor.press(page, "Fjern nummer 1", OVERVIEW)
    assert not any(OVERVIEW in heading for heading in headings(page))
    assert "Opfølgningen er fjernet." in page.article(NAMES)


async def test_two_can_be_made_one(visitor: Visitor, meeting: int) -> None:
    """The one merged into keeps its words, and both quotes."""
    page = await visitor.open(f"/moede/{meeting}")
    page = await visitor.press(page, "Saml nummer 1", OVERVIEW, into="3. Der udarbejdes")
    assert page.said == "De to opfølgninger er samlet."
    merged = page.article(DRAFT)
    assert "Preben Skovdrup" in merged
    assert f"»{DRAFT} … {OVERVIEW}«" in merged
    assert not any(OVERVIEW in heading for heading in headings(page))


async def test_a_missing_one_can_be_added(visitor: Visitor, meeting: int) -> None:
    """With an owner and a date, and said not to stand in the minutes."""
    page = await visitor.open(f"/moede/{meeting}")
    page = await visitor.press(
        page, "Tilføj", task="Lej et lokale.", owner="Køge Kommune", due="2026-10-01"
    )
    added = page.article("Lej et lokale.")
    assert "Køge Kommune" in added
    assert "Frist: 1. oktober 2026" in added
    assert "Tilføjet i gennemgangen" in added


async def test_nothing_is_sent_before_the_approval(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """Looking at the page, where the approval is tried out, sends nothing either."""
    page = await visitor.open(f"/moede/{meeting}")
    page = await visitor.press(page, "Gem nummer 3", DRAFT, owner="Yasmin Elkhouri")
    await visitor.open(f"/moede/{meeting}")
    assert await told(town) == []


async def test_the_button_says_how_many_will_be_told(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """The figure on the button is the number of people in the outbox afterwards."""
    page = await visitor.open(f"/moede/{meeting}")
    button = words(page.form("Godkend").css_first("button"))
    assert button == "Godkend og send til 4 personer"
    sending = page.part("section[aria-labelledby=godkend]")
    assert "heraf kontaktpersoner for 4 kommuner" in sending
    assert "kanal i Teams" in sending
    assert "1 usikkert forslag bliver ikke sendt." in sending
    assert page.parts(".names li") == [
        "Bodil Ravnhøjgaard",
        "Merete Lyngholm",
        "Preben Skovdrup",
        "Yasmin Elkhouri",
    ]
    town.wake.clear()
    page = await visitor.press(page, "Godkend og send")
    assert page.said == "Referatet er godkendt. Beskederne bliver sendt nu."
    rows = await told(town)
    assert len({row.person_id for row in rows if row.person_id}) == 4
    assert NoticeKind.VOLUNTEER_CALL in {row.kind for row in rows}
    assert town.wake.is_set()


async def test_who_wants_no_messages_is_not_counted(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """They are named apart, so that somebody can call them."""
    preben = await town.person("Preben")
    async with town.store.transaction() as connection:
        await people.set_wishes(connection, preben.person_id, people.Wishes(True, None))
    page = await visitor.open(f"/moede/{meeting}")
    assert "Godkend og send til 3 personer" in page.buttons()
    sending = page.part("section[aria-labelledby=godkend]")
    assert "heraf kontaktpersoner for 3 kommuner" in sending
    assert (
        "1 får ikke besked, fordi vedkommende har sagt stop: Preben Skovdrup (nr. 1 og 2). "
        "For Odsherred Kommune bliver ingen spurgt." in sending
    )
    page = await visitor.press(page, "Godkend og send")
    assert "Preben Skovdrup: åben (har sagt stop – får ikke besked)" in page.article(OVERVIEW)


async def test_who_is_on_pause_is_told_later_and_named(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """The outbox holds their message until they are back; a pause that is over is none."""
    for name, until in (("Preben", date(2026, 12, 1)), ("Merete", date(2026, 9, 1))):
        person = await town.person(name)
        async with town.store.transaction() as connection:
            await people.set_wishes(connection, person.person_id, people.Wishes(False, until))
    page = await visitor.open(f"/moede/{meeting}")
    assert "Godkend og send til 3 personer" in page.buttons()
    said = "Preben Skovdrup (nr. 1 og 2) holder pause og får først besked 1. december 2026."
    assert said in page.part("section[aria-labelledby=godkend]")
    page = await visitor.press(page, "Godkend og send")
    assert "(holder pause til 1. december 2026)" in page.article(OVERVIEW)


async def test_approving_twice_sends_once(visitor: Visitor, town: Town, meeting: int) -> None:
    """The second press meets a sentence."""
    page = await visitor.open(f"/moede/{meeting}")
    await visitor.press(page, "Godkend og send")
    before = len(await told(town))
    again = await visitor.press(page, "Godkend og send")
    assert again.status == 409
    assert again.alert == "Det gik ikke: Referatet er allerede godkendt."
    assert len(await told(town)) == before


async def test_nobody_approves_what_they_have_not_seen(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """Somebody else corrected the review while the page was open, as on the card in Teams."""
    old = await visitor.open(f"/moede/{meeting}")
    await visitor.press(old, "Gem nummer 3", DRAFT, owner="Yasmin Elkhouri")
    answer = await visitor.press(old, "Godkend og send")
    assert answer.status == 409
    assert "Gennemgangen er ændret, siden du åbnede siden." in answer.alert
    assert "Yasmin Elkhouri" in answer.article(DRAFT)
    assert await told(town) == []
    approved = await visitor.press(answer, "Godkend og send")
    assert approved.said.startswith("Referatet er godkendt.")


async def test_corrections_after_the_approval_are_refused(visitor: Visitor, meeting: int) -> None:
    """From a page that was left open."""
    old = await visitor.open(f"/moede/{meeting}")
    await visitor.press(old, "Godkend og send")
    for button in ("Gem nummer 1", "Fjern nummer 1", "Saml nummer 1"):
        answer = await visitor.press(old, button, OVERVIEW)
        assert answer.status == 409, button
        assert "allerede godkendt" in answer.alert
    assert OVERVIEW in (await visitor.open(f"/moede/{meeting}")).text


@pytest.mark.parametrize(
    ("button", "typed", "sentence"),
    [
        ("Gem nummer 1", {"due": "i morgen"}, "Skriv datoen som dag, måned og år"),
        ("Gem nummer 1", {"due": "2026-02-30"}, "Skriv datoen som dag, måned og år"),
        ("Gem nummer 1", {"task": "x" * 1001}, "Teksten er for lang."),
    ],
)
async def test_what_cannot_be_used_is_said_on_the_page(
    visitor: Visitor, meeting: int, button: str, typed: dict[str, str], sentence: str
) -> None:
    """One sentence above the review, and nothing changed."""
    page = await visitor.open(f"/moede/{meeting}")
    answer = await visitor.press(page, button, OVERVIEW, **typed)
    assert answer.status == 400
    assert sentence in answer.alert
    assert headings(answer) == headings(page)


async def test_adding_nothing_is_refused(visitor: Visitor, meeting: int) -> None:
    """Blanks are no task."""
    page = await visitor.open(f"/moede/{meeting}")
    answer = await visitor.press(page, "Tilføj", task="   ")
    assert answer.status == 400
    assert answer.alert == "Det gik ikke: Skriv, hvad der skal gøres."


async def test_an_empty_text_is_refused_like_a_new_one(visitor: Visitor, meeting: int) -> None:
    """It used to say that it was saved."""
    page = await visitor.open(f"/moede/{meeting}")
    answer = await visitor.press(page, "Gem nummer 1", OVERVIEW, task="  ")
    assert answer.status == 400
    assert answer.alert == "Det gik ikke: Skriv, hvad der skal gøres."
    assert headings(answer) == headings(page)


async def test_what_was_typed_beside_a_wrong_date_stays(visitor: Visitor, meeting: int) -> None:
    """The form stands open as it was filled in, for a new one and for a correction."""
    page = await visitor.open(f"/moede/{meeting}")
    typed = {"task": "Skriv tre eksempler.", "owner": "Køge Kommune", "due": "1-9-2026"}
    for button, about in (("Tilføj", ""), ("Gem nummer 3", DRAFT)):
        answer = await visitor.press(page, button, about, **typed)
        assert answer.alert == "Det gik ikke: Fristen ligger før mødet."
        form = answer.form(button, about)
        sent = fields_of(form)
        assert (sent["task"], sent["owner"], sent["due"]) == (
            "Skriv tre eksempler.",
            "body:Køge Kommune",
            "1-9-2026",
        )
        assert form.parent is not None
        assert "open" in form.parent.attributes
        other = fields_of(answer.form("Gem nummer 1", OVERVIEW))
        assert other["task"] == OVERVIEW


async def test_a_double_click_adds_once(visitor: Visitor, meeting: int) -> None:
    """The second press finds it there."""
    page = await visitor.open(f"/moede/{meeting}")
    for _ in range(2):
        answer = await visitor.press(page, "Tilføj", task="Lej et lokale.", owner="Køge Kommune")
    assert len([one for one in headings(answer) if "Lej et lokale." in one]) == 1


async def test_the_meeting_and_its_group_can_be_corrected(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """Name, day, convener, and whether anybody is called; before anybody reads it."""
    page = await visitor.open(f"/moede/{meeting}")
    page = await visitor.press(page, "Gem navn og dato", title="Møde 4", held_on="2026-09-04")
    assert page.said == "Mødets navn og dato er gemt."
    assert page.part("h1") == "Møde 4"
    assert "Møde 4. september 2026" in page.text
    page = await visitor.press(
        page, "Gem", GROUP, name="Natgruppen", convener="Yasmin Elkhouri", open="", seats="6"
    )
    group = page.article("Natgruppen")
    assert "Rettelsen er gemt." in group
    assert "Tovholder: Yasmin Elkhouri" in group
    assert "Der bliver ikke spurgt efter deltagere" in group
    assert "6 pladser, " in group
    page = await visitor.press(page, "Godkend og send")
    assert "Lukket for tilmelding" in page.article("Natgruppen")
    assert NoticeKind.VOLUNTEER_CALL not in {row.kind for row in await told(town)}


async def test_a_group_can_be_dropped(visitor: Visitor, town: Town, meeting: int) -> None:
    """Nobody is called to it; the follow-up about it stays to be judged by itself."""
    page = await visitor.open(f"/moede/{meeting}")
    page = await visitor.press(page, "Fjern", GROUP)
    assert page.said.startswith("Gruppen er fjernet.")
    assert NAMES in page.text
    page = await visitor.press(page, "Godkend og send")
    assert GROUP not in page.text
    assert NoticeKind.VOLUNTEER_CALL not in {row.kind for row in await told(town)}


async def test_what_becomes_of_those_without_owner_is_said(visitor: Visitor, meeting: int) -> None:
    """Beside the button, where it is decided."""
    page = await visitor.open(f"/moede/{meeting}")
    assert (
        "3 opfølgninger har ingen, der kan spørges: De kommer i kanalen som »Hvem tager den?«."
        in page.part("section[aria-labelledby=godkend]")
    )


@pytest.mark.parametrize("owner", ["person:999", "body:Atlantis Kommune", "x", ""])
async def test_an_owner_who_is_no_member_is_refused(
    visitor: Visitor, meeting: int, owner: str
) -> None:
    """The form's values are not believed."""
    fields = {"task": "Noget", "owner": owner, "due": ""}
    answer = await visitor.post(f"/moede/{meeting}/tilfoej", fields)
    assert answer.status == 400
    assert "ikke på netværkets medlemsliste" in answer.alert


async def test_a_draft_of_another_meeting_is_not_found(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """The address must fit together."""
    other = await town.hold(a_meeting(), b"other", day=date(2026, 6, 3))
    answer = await visitor.post(f"/moede/{other}/opfoelgning/1/fjern", {})
    assert answer.status == 404
    assert OVERVIEW in (await visitor.open(f"/moede/{meeting}")).text


async def test_minutes_with_nothing_in_them_can_be_approved(visitor: Visitor, town: Town) -> None:
    """It says so, and nobody is told."""
    empty = replace(a_meeting(), follow_ups=(), working_groups=(), remarks=())
    number = await town.hold(empty, b"empty")
    page = await visitor.open(f"/moede/{number}")
    assert "Jeg fandt ingen sikre opfølgninger i referatet." in page.text
    assert "Ingen får besked." in page.text
    page = await visitor.press(page, "Godkend")
    assert page.status == 200
    assert await told(town) == []


async def test_what_is_sure_can_be_approved_first(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """The rest stays in the review; the button is gone when there is nothing more of that sort."""
    page = await visitor.open(f"/moede/{meeting}")
    assert "Godkend de sikre (4)" in page.buttons()
    page = await visitor.press(page, "Godkend de sikre")
    assert page.said.startswith("De sikre er godkendt")
    assert "4 opfølgninger er godkendt og sendt." in page.text
    assert headings(page) == [f"2. {NAMES}", f"4. {PRICE}", f"5. {DAY}"]
    assert not [one for one in page.buttons() if one.startswith("Godkend de sikre")]
    assert {row.kind for row in await told(town)} == {
        NoticeKind.ASSIGNMENT,
        NoticeKind.CHANNEL_TASKS,
    }


async def test_what_is_sure_is_not_approved_unseen(visitor: Visitor, meeting: int) -> None:
    """Somebody corrected the review meanwhile: the page says so and nothing is sent."""
    page = await visitor.open(f"/moede/{meeting}")
    await visitor.press(page, "Fjern nummer 1", OVERVIEW)
    page = await visitor.press(page, "Godkend de sikre")
    assert "Gennemgangen er ændret" in page.alert
    assert "Ingen har fået besked endnu" in page.text


async def test_a_corrected_file_is_marked_and_what_is_gone_stands_apart(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """Before the approval: what was changed, what is new, and what is not there any more."""
    first, *rest = a_meeting().follow_ups
    by = Due("senest 1. november", Precision.DAY, date(2026, 11, 1), date(2026, 11, 1))
    new = replace(first, task="Anne-Sofie skriver til regionen.", quote="Der skrives.")
    corrected = replace(a_meeting(), follow_ups=(replace(first, due=by), *rest[:-1], new))
    assert await town.hold(corrected, b"corrected") == meeting
    page = await visitor.open(f"/moede/{meeting}")
    assert "Rettet udgave: Der er kommet en rettet udgave af referatet." in page.text
    assert "Ændret: frist ingen frist → 1. november 2026" in page.article(OVERVIEW)
    assert "Ny i den rettede udgave" in page.article("Anne-Sofie skriver")
    assert "Udgået: står ikke længere i referatet" in page.article(DUTY)
    assert DUTY in page.part("section[aria-labelledby=udgaaet]")


async def test_after_the_approval_a_corrected_file_changes_and_closes(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """Nothing is closed but by the reviewer; the history tells why."""
    page = await visitor.open(f"/moede/{meeting}")
    await visitor.press(page, "Godkend og send")
    first, *rest = a_meeting().follow_ups
    by = Due("senest 1. november", Precision.DAY, date(2026, 11, 1), date(2026, 11, 1))
    corrected = replace(a_meeting(), follow_ups=(replace(first, due=by), *rest[:-1]))
    await town.hold(corrected, b"corrected")
    page = await visitor.open(f"/moede/{meeting}")
    assert "6 går videre" in page.text
    gone = page.article(DUTY)
    assert "Opgaven er åben – luk den?" in gone
    assert "Behold opgaven" in gone
    page = await visitor.press(page, "Luk opgaven", DUTY)
    assert "bliver lukket, når du godkender" in page.article(DUTY)
    assert "2 opfølgninger bliver åbnet, ændret eller lukket" in page.text
    page = await visitor.press(page, "Godkend")
    assert "rettede den efter en ny udgave af referatet" in page.article(OVERVIEW)
    assert "fandt den uændret i en ny udgave af referatet" in page.article(DRAFT)
    assert DUTY not in page.text
    rows = [row for row in await told(town) if row.kind is NoticeKind.CORRECTION]
    assert [row.person_id for row in rows] == [(await town.person("Preben")).person_id]
