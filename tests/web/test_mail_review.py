"""The review by a mail's link: one person, one review, one browser, until it is approved."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from aiohttp.test_utils import TestClient

from bot.delivery.quiet import wish
from bot.domain.followups import Status
from bot.domain.notices import NoticeKind
from bot.followups import review
from bot.standin.serving import StandIn
from bot.storage import followups, history, people
from bot.storage.tables import follow_up, membership, outbox
from bot.web.board import Board
from bot.web.mail_links import LASTS, REVIEW_LASTS, MailLinks, ReviewLink
from bot.web.seals import Seals
from bot.web.visiting import KEEPER
from tests.web.admitted import DOORS, LINKED, TABLE, Numbers, address, set_up
from tests.web.conftest import Town, board_for
from tests.web.linked import NAMELESS, SEALS, Letters, begin, look, page_of, press
from tests.web.meetings import NAMES, OVERVIEW, PRICE, a_meeting
from tests.web.signing import ORIGIN, Browser, account, sign_in_by
from tests.web.test_safety import everything

VOID = "Linket gælder ikke længere"
USED = "Linket er åbnet i en anden browser"


@pytest.fixture
async def letters(
    serve: Callable[[Board], Awaitable[TestClient]], town: Town, standin: StandIn
) -> Letters:
    """Give them, of a board that members sign in at."""
    links = MailLinks(SEALS, ORIGIN, town.clock)
    client = await serve(board_for(town, sign_in=sign_in_by(standin), mail_links=links))
    return Letters(town, links, lambda: Browser(client, standin), standin)


@pytest.fixture
async def reviewer(letters: Letters, meeting: int) -> Browser:
    """Give the minute-taker's browser, with the review open."""
    browser = letters.browsers()
    answer = await begin(browser, await letters.link(meeting))
    assert (answer.status, answer.headers["Location"]) == (303, f"/moede/{meeting}")
    return browser


async def test_looking_opens_nothing_and_shows_nothing(letters: Letters, meeting: int) -> None:
    """However often a scanner looks, and also with HEAD: the minute-taker comes first."""
    path = await letters.link(meeting)
    before = await everything(letters.town)
    scanner = letters.browsers()
    for _ in range(3):
        page = await look(scanner, path)
        assert (page.status, page.buttons()) == (200, ["Åbn gennemgangen"])
        assert "Anne-Sofie Bøgh Kjelstrup" in page.text
        assert OVERVIEW not in page.html
        assert "hjælpemidler" not in page.html
    assert (await scanner.get(f"/moede/{meeting}")).headers["Location"].startswith("/log-ind")
    assert await everything(letters.town) == before
    assert (await begin(letters.browsers(), path)).status == 303


async def test_a_press_shows_the_review_and_nothing_around_it(
    reviewer: Browser, meeting: int
) -> None:
    page = await reviewer.open(f"/moede/{meeting}")
    assert page.status == 200
    assert OVERVIEW in page.article(OVERVIEW)
    assert "Du retter og godkender som Anne-Sofie Bøgh Kjelstrup." in page.text
    assert "er bedt om det samme" not in page.text
    links = [link.attributes.get("href") or "" for link in page.tree.css("a")]
    assert [link for link in links if not link.startswith("#")] == []
    actions = {form.attributes["action"] or "" for form in page.tree.css("form")}
    assert {path.split("/")[1] for path in actions} == {"moede"}
    (cookie,) = reviewer.set_as
    assert cookie.startswith(f"__Host-bolden-gennemgang-{meeting}=")
    assert cookie.endswith("; Path=/; Max-Age=604800; Secure; HttpOnly; SameSite=Lax")


async def test_all_that_a_reviewer_does_can_be_done_in_their_own_name(
    letters: Letters, reviewer: Browser, meeting: int
) -> None:
    at = f"/moede/{meeting}"
    page = await reviewer.open(at)
    for button, about, typed in (
        ("Godkend de sikre", "", {}),
        ("Gem nummer", PRICE, {"owner": "Yasmin Elkhouri"}),
        ("Tag med", "temadag", {}),
        ("Fjern nummer", NAMES, {}),
        ("Tilføj", "", {"task": "Book et lokale", "owner": "Preben Skovdrup"}),
        ("Gem navn og dato", "", {"title": "Møde om hjælpemidler"}),
        ("Fjern", "Arbejdsgruppe om natberedskab", {}),
    ):
        answer = await press(reviewer, await reviewer.open(at), button, about, **typed)
        assert answer.status == 303, button
        assert answer.headers["Location"].startswith(f"{at}?sket="), button
    page = await reviewer.open(at)
    assert "er godkendt og sendt" in page.text
    assert (await press(reviewer, page, "Godkend og send")).status == 303
    anne = await letters.town.person("Anne-Sofie")
    async with letters.town.store.transaction() as connection:
        items = await followups.follow_ups(connection, follow_up.c.minutes_id == meeting)
        lines = await history.lines_of(connection, "minutes", [meeting])
        lines += await history.lines_of(connection, "follow_up", [i.follow_up_id for i in items])
    (price,) = [item for item in items if item.task == PRICE]
    assert [own.name for own in price.owners if own.status is Status.OPEN] == ["Yasmin Elkhouri"]
    done = [line for line in lines if line["road"] != "system"]
    assert {(line["road"], line["person_id"]) for line in done} == {("mail", anne.person_id)}
    assert {line["verb"] for line in done} >= {"review.approve", "review.approve_sure"}


async def test_approved_it_says_so_and_no_more(
    letters: Letters, reviewer: Browser, meeting: int
) -> None:
    path, at = await letters.link(meeting), f"/moede/{meeting}"
    before = await reviewer.open(at)
    answer = await press(reviewer, before, "Godkend og send")
    for _ in range(2):  # to the page of the meeting, and from there to that of the link
        answer = await reviewer.get(answer.headers["Location"])
        if answer.status == 200:
            break
    page = await page_of(path, answer)
    assert page.part("h1") == "Referatet er godkendt"
    assert page.buttons() == []
    for browser in (reviewer, letters.browsers()):
        page = await look(browser, path)
        assert (page.status, page.part("h1")) == (200, "Referatet er godkendt")
        assert OVERVIEW not in page.html
    kept = await everything(letters.town)
    for button, about in (("Godkend og send", ""), ("Fjern nummer", PRICE)):
        answer = await press(reviewer, before, button, about)
        assert answer.headers["Location"].startswith("/gennemgang/")
    assert await everything(letters.town) == kept


async def test_an_approval_is_confirmed(letters: Letters, reviewer: Browser, meeting: int) -> None:
    """In the figures of the button, to whom the link was sent, once."""
    page = await reviewer.open(f"/moede/{meeting}")
    assert page.part("button.main") == "Godkend og send til 4 personer"
    for _ in range(2):
        await press(reviewer, page, "Godkend og send")
    (row,) = await letters.rows(NoticeKind.APPROVED)
    assert row.person_id == (await letters.town.person("Anne-Sofie")).person_id
    assert row.about == {"follow_ups": 6, "people": 4, "channel": True, "left": 0}
    assert letters.town.wake.is_set()


async def test_an_approval_in_part_is_confirmed_too(
    letters: Letters, reviewer: Browser, meeting: int
) -> None:
    at = f"/moede/{meeting}"
    page = await reviewer.open(at)
    await press(reviewer, page, "Godkend de sikre")
    await press(reviewer, page, "Godkend de sikre")  # which changes nothing
    (row,) = await letters.rows(NoticeKind.APPROVED)
    page = await reviewer.open(at)
    left = len(page.tree.css("article.draft"))
    assert row.about["left"] == left > 0
    await press(reviewer, page, "Godkend")
    whole = (await letters.rows(NoticeKind.APPROVED))[-1]
    assert whole.about["left"] == 0
    async with letters.town.store.transaction() as connection:
        opened = await followups.follow_ups(
            connection, follow_up.c.minutes_id == meeting, follow_up.c.status == Status.OPEN
        )
    assert row.about["follow_ups"] + whole.about["follow_ups"] == len(opened)


async def test_who_signs_in_to_approve_gets_no_receipt(letters: Letters, meeting: int) -> None:
    """They see it on the board, as ever."""
    browser = letters.browsers()
    await browser.sign_in(account("e-anne"))
    page = await browser.open(f"/moede/{meeting}")
    assert page.tree.css("nav")
    await press(browser, page, "Godkend og send")
    assert await letters.rows(NoticeKind.APPROVED) == []


async def test_a_link_opens_in_one_browser(
    letters: Letters, reviewer: Browser, meeting: int
) -> None:
    """Whoever it is forwarded to sees nothing; where it was opened it goes on opening."""
    path = await letters.link(meeting)
    other = letters.browsers()
    page = await look(other, path)
    assert (page.status, page.part("h1")) == (409, USED)
    assert page.buttons() == ["Send mig et nyt link"]
    for once in ("", "x" * 16):
        answer = await other.post(path, {"once": once}, **NAMELESS)
        assert answer.status == 409
        assert "Set-Cookie" not in answer.headers
    assert (await reviewer.get(path)).headers["Location"] == f"/moede/{meeting}"
    assert (await reviewer.open(f"/moede/{meeting}")).status == 200


async def test_pressed_twice_it_opens_all_the_same(letters: Letters, meeting: int) -> None:
    """A browser that is pressed twice at once brings no cookie of the first answer."""
    path = await letters.link(meeting)
    browser = letters.browsers()
    form = (await look(browser, path)).tree.css_first("input[name=once]")
    assert form is not None
    once = {"once": form.attributes["value"] or ""}
    assert (await browser.post(path, once, **NAMELESS)).status == 303
    browser.cookies.clear()
    assert (await browser.post(path, once, **NAMELESS)).status == 303
    assert (await browser.open(f"/moede/{meeting}")).status == 200


async def test_a_new_link_ends_the_old_one(
    letters: Letters, reviewer: Browser, meeting: int
) -> None:
    old = await letters.link(meeting)
    await _sent(letters)
    letters.town.clock.forward(minutes=5)
    letters.town.wake.clear()
    phone = letters.browsers()
    page = await look(phone, old)
    answer = await phone.post(f"{old}/nyt", {}, **NAMELESS)
    assert "er et nyt link på vej" in (await page_of(old, answer)).text
    assert letters.town.wake.is_set()
    first, again = await letters.rows()
    assert (again.person_id, again.road) == (first.person_id, "mail")
    new = await letters.link(meeting)
    # as long as nobody has opened it, the old one goes on
    assert (await reviewer.open(f"/moede/{meeting}")).status == 200
    assert (await begin(phone, new)).status == 303
    led = await reviewer.get(f"/moede/{meeting}")
    assert led.status == 303
    page = await page_of("", await reviewer.get(led.headers["Location"]))
    assert (page.status, page.part("h1")) == (409, "Der er et nyere link")
    assert (await phone.open(f"/moede/{meeting}")).status == 200


async def test_a_few_new_links_an_hour(letters: Letters, meeting: int) -> None:
    """And whoever asks is told the same, whether one is sent or not."""
    path = await letters.link(meeting)
    forged = "/gennemgang/" + SEALS.seal("mail-review", {}, letters.town.clock()) + "x"
    said = set()
    for _ in range(8):
        letters.town.clock.forward(minutes=2)
        for one in (path, forged):
            answer = await letters.browsers().post(f"{one}/nyt", {}, **NAMELESS)
            said.add((answer.status, await answer.text()))
        await _sent(letters)
    assert len(said) == 1
    assert len(await letters.rows()) == 3
    letters.town.clock.forward(hours=1)
    await letters.browsers().post(f"{path}/nyt", {}, **NAMELESS)
    assert len(await letters.rows()) == 4


@pytest.mark.parametrize("stopped", [True, False])
async def test_who_asks_gets_it_also_in_a_pause(
    letters: Letters, meeting: int, stopped: bool
) -> None:
    path, town = await letters.link(meeting), letters.town
    await _sent(letters)
    anne = await town.person("Anne-Sofie")
    async with town.store.transaction() as connection:
        until = None if stopped else town.clock().date() + REVIEW_LASTS
        await people.set_wishes(connection, anne.person_id, people.Wishes(stopped, until))
    await letters.browsers().post(f"{path}/nyt", {}, **NAMELESS)
    first, again = await letters.rows()
    async with town.store.transaction() as connection:
        assert await wish(connection, first, town.clock()) is not None
        assert await wish(connection, again, town.clock()) is None


async def _sent(letters: Letters) -> None:
    """Let all that waits leave by mail."""
    async with letters.town.store.transaction() as connection:
        await connection.execute(outbox.update().values(state="sent", road="mail"))


async def test_after_a_week_it_offers_a_new_one(
    letters: Letters, reviewer: Browser, meeting: int
) -> None:
    """Also in the browser in which it was opened."""
    path = await letters.link(meeting)
    letters.town.clock.forward(days=REVIEW_LASTS.days)
    led = await reviewer.get(f"/moede/{meeting}")
    for browser, at in ((letters.browsers(), path), (reviewer, led.headers["Location"])):
        page = await look(browser, at)
        assert (page.status, page.part("h1")) == (404, VOID)
        assert page.buttons() == ["Send mig et nyt link"]
    assert (await reviewer.post(path, {"once": "a"}, **NAMELESS)).status == 404
    await _sent(letters)
    await reviewer.post(f"{path}/nyt", {}, **NAMELESS)
    assert (await begin(reviewer, await letters.link(meeting))).status == 303
    assert (await reviewer.open(f"/moede/{meeting}")).status == 200


async def test_what_is_not_theirs_to_use_all_looks_the_same(letters: Letters, meeting: int) -> None:
    """Forged, for another purpose, another's, another review's, too old: it does not show which."""
    town = letters.town
    path = await letters.link(meeting)
    other = await town.hold(a_meeting(), b"other", day=a_meeting().meeting.next_meeting)
    anne, bodil = await town.person("Anne-Sofie"), await town.person("Bodil")
    row = (await letters.rows())[0].outbox_id
    token = path.rpartition("/")[2]
    forger = MailLinks(Seals(b"x" * 32), ORIGIN, town.clock)
    make = letters.links.review
    late = town.clock() + LASTS
    kept = {"outbox_id": row, "person_id": 1, "minutes_id": meeting, "version": meeting}
    false = [
        "abc",
        "æøå",
        "a.b",
        token[:-1],
        "A" + token,
        token + "=",
        SEALS.seal("session", kept, late),
        # what the browser keeps is no link
        letters.links.visit(_opened(letters, path)),
        forger.review(row, anne.person_id, meeting, meeting),
        make(row, bodil.person_id, meeting, meeting),
        make(row, anne.person_id, other, other),
        make(row, 999, meeting, meeting),
        make(999, anne.person_id, meeting, meeting),
        make(row, anne.person_id, 999, 999),
    ]
    before = await everything(town)
    pages = []
    for one in false:
        at = "/gennemgang/" + one.rpartition("/")[2]
        pages.append((await look(letters.browsers(), at)).html.replace(at, ""))
        browser = letters.browsers()
        answer = await browser.post(at, {"once": "a"}, **NAMELESS)
        assert (answer.status, browser.cookies) == (404, {})
        assert (await browser.post(f"{at}/nyt", {}, **NAMELESS)).status == 200
    town.clock.forward(days=REVIEW_LASTS.days)
    pages.append((await look(letters.browsers(), path)).html.replace(path, ""))
    assert set(pages) == {pages[0]}
    assert VOID in pages[0]
    assert await everything(town) == before


def _opened(letters: Letters, path: str) -> ReviewLink:
    link = letters.links.opened_review(path.rpartition("/")[2])
    assert link is not None
    return link


async def test_a_forged_cookie_opens_nothing(letters: Letters, meeting: int) -> None:
    """Neither the link itself, nor that of another review under this one's name."""
    path = await letters.link(meeting)
    other = await letters.town.hold(a_meeting(), b"later", day=a_meeting().meeting.next_meeting)
    theirs = letters.browsers()
    await begin(theirs, await letters.link(other))
    (kept,) = theirs.cookies.values()
    forged = MailLinks(Seals(b"x" * 32), ORIGIN, letters.town.clock)
    for value in (path.rpartition("/")[2], kept, forged.visit(_opened(letters, path)), "", "a.b"):
        browser = letters.browsers()
        browser.cookies[f"__Host-bolden-gennemgang-{meeting}"] = value
        led = await browser.get(f"/moede/{meeting}")
        assert led.headers["Location"].startswith("/log-ind")
    # two reviews may be open beside each other
    assert (await begin(theirs, path)).status == 303
    assert (await theirs.open(f"/moede/{other}")).status == 200
    assert (await theirs.open(f"/moede/{meeting}")).status == 200


async def test_a_link_opens_its_review_and_nothing_else(letters: Letters, town: Town) -> None:
    """The table of who is let in where, for who comes by a link."""
    ids = await set_up(town)
    browser = letters.browsers()
    await begin(browser, await letters.link(int(ids["minutes"])))
    for method, pattern, numbers, _ in TABLE:
        is_theirs = (method, pattern) in LINKED
        await _tried(browser, method, address(pattern, {}, ids), is_theirs, ids)
        if "{minutes}" not in pattern:
            continue
        others = {"minutes": "approved", **numbers}
        await _tried(browser, method, address(pattern, others, ids), False, ids)
        elsewhere: Numbers = {
            "minutes": "their_minutes",
            "follow_up": "their_item",
            "group": "their_group",
        }
        await _tried(browser, method, address(pattern, elsewhere, ids), False, ids)
    # another meeting's follow-up under the review's own number
    path = address("/moede/{minutes}/opfoelgning/{follow_up}/fjern", {"follow_up": "nobodys"}, ids)
    assert (await browser.post(path, {})).status == 404
    assert {pattern for method, pattern in DOORS if "gennemgang" in pattern}


async def _tried(browser: Browser, method: str, path: str, is_theirs: bool, ids: Numbers) -> None:
    if path.startswith(("/log-ind", "/teams/ind")) and path != "/teams/indstil":
        return  # open to all
    fields = {"act": "faerdig", "into": ids["follow_up"]}
    answer = await (browser.get(path) if method == "GET" else browser.post(path, fields))
    led_to = answer.headers.get("Location", "").partition("?")[0]
    where = f"{method} {path}: {answer.status} {led_to}"
    if is_theirs:
        assert answer.status not in (401, 403, 404, 405, 500), where
        assert led_to != "/log-ind", where
    elif method == "GET":
        assert led_to == "/log-ind", where
    else:
        assert answer.status == 403, where
        assert "Du er ikke logget ind" in await answer.text()


async def test_another_site_cannot_press(letters: Letters, reviewer: Browser, meeting: int) -> None:
    path, at = await letters.link(meeting), f"/moede/{meeting}"
    page = await reviewer.open(at)
    before = await everything(letters.town)
    for site in ("cross-site", "same-site"):
        elsewhere = {"Origin": "https://elsewhere.example.org", "Sec-Fetch-Site": site}
        for form in page.tree.css("form"):
            answer = await reviewer.post(form.attributes["action"] or "", {}, **elsewhere)
            assert answer.status == 403
        for one in (path, f"{path}/nyt"):
            assert (await letters.browsers().post(one, {"once": "a"}, **elsewhere)).status == 403
    assert await everything(letters.town) == before


async def test_who_is_no_reviewer_any_more_is_let_in_no_more(
    letters: Letters, reviewer: Browser, meeting: int
) -> None:
    """Not a member, or one of those who lead no more and are not these minutes' own."""
    path = await letters.link(meeting)
    anne = await letters.town.person("Anne-Sofie")
    mine = membership.c.person_id == anne.person_id
    async with letters.town.store.transaction() as connection:
        await connection.execute(membership.delete().where(mine))
    led = await reviewer.get(f"/moede/{meeting}")
    for browser, at in ((letters.browsers(), path), (reviewer, led.headers["Location"])):
        page = await look(browser, at)
        assert (page.status, page.part("h1")) == (404, VOID)
    await reviewer.post(f"{path}/nyt", {}, **NAMELESS)
    assert len(await letters.rows()) == 1


async def test_a_corrected_file_comes_with_its_own_link(
    letters: Letters, reviewer: Browser, meeting: int
) -> None:
    old, at = await letters.link(meeting), f"/moede/{meeting}"
    page = await reviewer.open(at)
    first, *rest = a_meeting().follow_ups
    corrected = replace(a_meeting(), follow_ups=(replace(first, task="Preben maler."), *rest))
    await letters.town.hold(corrected, b"corrected")
    answer = await press(reviewer, page, "Godkend og send")
    assert answer.headers["Location"] == old or answer.headers["Location"].startswith("/gennemg")
    page = await look(letters.browsers(), old)
    assert (page.status, page.part("h1")) == (409, "Der er et nyere link")
    assert len(await letters.rows()) == 2
    assert (await begin(reviewer, await letters.link(meeting))).status == 303
    page = await reviewer.open(at)
    assert "Preben maler." in page.text
    assert "Rettet udgave" in page.text


async def test_reviews_by_link_and_by_sign_in_are_one(
    letters: Letters, reviewer: Browser, meeting: int
) -> None:
    """What the chair changes is seen; what was approved unseen is not."""
    at = f"/moede/{meeting}"
    page = await reviewer.open(at)
    chair = letters.browsers()
    await chair.sign_in(account("e-bodil"))
    await press(chair, await chair.open(at), "Fjern nummer", PRICE)
    answer = await press(reviewer, page, "Godkend og send")
    assert answer.status == 409
    assert "Gennemgangen er ændret, siden du åbnede siden." in await answer.text()
    assert PRICE not in (await reviewer.open(at)).parts("h3")
    await press(chair, await chair.open(at), "Godkend og send")
    led = await reviewer.get(at)
    page = await page_of("", await reviewer.get(led.headers["Location"]))
    assert page.part("h1") == "Referatet er godkendt"


async def test_what_was_approved_and_opened_again_needs_a_new_link(
    letters: Letters, reviewer: Browser, meeting: int
) -> None:
    path = await letters.link(meeting)
    async with letters.town.store.transaction() as connection:
        await review.approve(connection, meeting, actor=KEEPER, now=letters.town.clock())
        draft = {"status": Status.DRAFT}
        await connection.execute(
            follow_up.update().where(follow_up.c.task == PRICE).values(**draft)
        )
    assert (await look(letters.browsers(), path)).part("h1") == "Der er et nyere link"
    assert (await reviewer.get(f"/moede/{meeting}")).headers["Location"].startswith("/gennemg")


async def test_who_was_signed_in_here_before_is_signed_out(letters: Letters, meeting: int) -> None:
    """Whoever presses is at the browser now: nothing is done in the other's name."""
    browser = letters.browsers()
    await browser.sign_in(account("e-bodil"))
    path = await letters.link(meeting)
    form = (await look(browser, path)).tree.css_first("input[name=once]")
    assert form is not None
    await browser.post(path, {"once": form.attributes["value"] or ""}, **NAMELESS)
    assert list(browser.cookies) == [f"__Host-bolden-gennemgang-{meeting}"]
    assert "Anne-Sofie" in (await browser.open(f"/moede/{meeting}")).text
    assert (await browser.get("/")).headers["Location"].startswith("/log-ind")


async def test_the_pages_speak_the_persons_language(letters: Letters, meeting: int) -> None:
    anne = await letters.town.person("Anne-Sofie")
    async with letters.town.store.transaction() as connection:
        await people.set_language(connection, anne.person_id, "en")
    path = await letters.link(meeting)
    browser = letters.browsers()
    page = await look(browser, path)
    assert '<html lang="en">' in page.html
    assert page.buttons() == ["Open the review"]
    form = page.form("Open the review").css_first("input")
    assert form is not None
    await browser.post(path, {"once": form.attributes["value"] or ""}, **NAMELESS)
    assert '<html lang="en">' in (await browser.open(f"/moede/{meeting}")).html
    assert (await look(letters.browsers(), path)).buttons() == ["Send me a new link"]


async def test_without_sign_in_no_link_is_made_nor_opened(
    serve: Callable[[Board], Awaitable[TestClient]], letters: Letters, meeting: int
) -> None:
    """On this machine everybody is the keeper, who needs none."""
    here = MailLinks(SEALS, "http://127.0.0.1:3978", letters.town.clock)
    assert here.review(1, 1, meeting, meeting) == ""
    path = await letters.link(meeting)
    client = await serve(board_for(letters.town, mail_links=letters.links))
    assert (await client.get(path)).status == 404
    assert (await client.post(path, data={"once": "a"})).status == 404
