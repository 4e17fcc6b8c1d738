"""Whatever is asked for, a person meets a Danish sentence and never a trace."""

from io import BytesIO

import pytest

from bot.storage import tables
from tests.web.conftest import Town
from tests.web.visitor import Visitor

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    "path",
    [
        "/nix",
        "/moede/99",
        "/moede/0",
        "/moede/x",
        "/moede/99999999999999999999",
        "/netvaerk/",
        "/netvaerk/nix",
        "/static/../routes.py",
        "/static/%2e%2e/routes.py",
        "/udbakke/1",
    ],
)
async def test_what_is_not_there_is_said_to_be_so(visitor: Visitor, path: str) -> None:
    """With a way back to the front page."""
    page = await visitor.open(path)
    assert page.status == 404
    assert page.part("h1") in ("Siden findes ikke.", "Den findes ikke længere.")
    assert page.tree.css_first('main a[href="/"]') is not None


async def test_a_missing_file_is_missing(visitor: Visitor) -> None:
    """Nothing but the board's own files is given out."""
    for name in ("nix.css", "", "board.css/x"):
        assert (await visitor.client.get(f"/static/{name}")).status in (403, 404), name


async def test_a_form_is_not_for_looking_at(visitor: Visitor, meeting: int) -> None:
    """Who opens a form's address is led to the meeting, and nothing is changed."""
    page = await visitor.open(f"/moede/{meeting}/godkend")
    assert (page.status, page.url) == (200, f"/moede/{meeting}")
    assert "Ingen har fået besked endnu" in page.text


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"\xff\xfe=%ff%00", FORM, 400),
        (b"due=\xff", FORM, 400),
        (b"due=2026-13-99", FORM, 400),
        (b"x=1", {"Content-Type": "application/x-www-form-urlencoded; charset=nix"}, 400),
        (b"--x\r\nno", {"Content-Type": "multipart/form-data; boundary=x"}, 400),
        (b"no", {"Content-Type": "multipart/form-data"}, 400),
        (b"task=" + b"x" * 2_000_000, FORM, 413),
    ],
    ids=("bytes", "latin", "date", "charset", "broken", "boundary", "huge"),
)
async def test_broken_forms_meet_a_sentence(
    visitor: Visitor, meeting: int, body: bytes, headers: dict[str, str], status: int
) -> None:
    """What no browser sends is refused, not a fault of ours."""
    path = f"/moede/{meeting}/opfoelgning/1/ret"
    page = await visitor.post(path, BytesIO(body), headers=headers)  # type: ignore[arg-type]
    assert page.status == status
    assert "Traceback" not in page.html
    assert page.tree.css_first("h1") is not None


@pytest.mark.parametrize("path", ["ret", "fjern", "tag-med", "saml", "ansvarlig"])
async def test_a_follow_up_that_is_gone_is_not_found(
    visitor: Visitor, meeting: int, path: str
) -> None:
    """Each of its forms says so."""
    page = await visitor.post(f"/moede/{meeting}/opfoelgning/999/{path}", {"into": "1"})
    assert page.status == 404
    assert page.part("h1") == "Den findes ikke længere."


@pytest.mark.parametrize("into", ["1", "999", "x", "", "-1", "9" * 30])
async def test_what_cannot_be_merged_is_refused(visitor: Visitor, meeting: int, into: str) -> None:
    """With itself, with nothing, with what is not there."""
    page = await visitor.post(f"/moede/{meeting}/opfoelgning/1/saml", {"into": into})
    assert page.status in (400, 404)
    if page.status == 400:
        assert "Vælg to forskellige opfølgninger" in page.alert


async def test_a_fault_of_ours_shows_no_trace(
    visitor: Visitor, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    """A database without its tables: one sentence; the log has the place."""
    async with town.store.transaction() as connection:
        await connection.run_sync(tables.outbox.drop)
    page = await visitor.open("/udbakke")
    assert page.status == 500
    assert page.part("h1").startswith("Noget gik galt hos Bolden.")
    assert "outbox" not in page.html.casefold()
    assert "a page of the board failed: OperationalError at " in caplog.text
    assert "report.py:" in caplog.text
