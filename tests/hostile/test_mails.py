"""Whatever comes by mail: nothing breaks, nobody does what they may not, nothing gets out.

300 in the suite; BOLDEN_EXAMPLES=10000 for more (`make fuzz`).
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.hostile.audit import Change, changes, person_with, unexplained_among
from tests.hostile.desk import Desk
from tests.hostile.mails import CANARY, VOUCHED, mails
from tests.rights.stage import Dump, Stage

EXAMPLES = int(os.environ.get("BOLDEN_EXAMPLES", "300"))
#: what only members of the one network may read of, by the network's number
_PRIVATE = {1: "eksempler", 2: "regneark"}
#: at an empty line, or at one that is no header
_HEAD_ENDS = re.compile(rb"\r?\n(?=\r?\n|[^\s:]*(?:[^!-~:]|$))(?![ \t])", re.MULTILINE)
_FROM = re.compile(rb"(?im)^from:(.*(?:\r?\n[ \t].*)*)")


@pytest.fixture(scope="module")
def desk(built: tuple[Path, Stage], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Open the desk once."""
    opened = Desk(tmp_path_factory.mktemp("mails"), built[0])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def invented(desk: Desk) -> st.SearchStrategy[tuple[bytes, bool]]:
    """Give what may come."""
    return mails(desk.marks)


def _author(dump: Dump, raw: bytes, is_vouched: bool) -> int | None:
    """Give whom our server vouches for; nobody where that could be one or another."""
    head = _HEAD_ENDS.split(raw, maxsplit=1)[0]
    written = _FROM.findall(head)
    if not is_vouched or len(written) != 1:
        return None
    plain = re.sub(rb'"[^"]*"', b"", written[0].lower())  # a name may be anything
    named = {
        person_with(dump, "email", one.decode())
        for one in re.findall(rb"[a-z]+@example\.org(?![\w.@-])", plain)
    }
    return named.pop() if len(named) == 1 else None


def _of_new_minutes(desk: Desk, after: Dump, author: int | None) -> set[int]:
    """Give the minutes that the author has handed in where that is theirs to do."""
    known = {one["id"] for one in desk.before["minutes"]}
    hands_in = {
        one["network_id"]
        for one in desk.before["membership"]
        if one["person_id"] == author and re.search("minute_taker|chair|secretariat", one["roles"])
    }
    return {
        one["id"]
        for one in after["minutes"]
        if one["id"] not in known and one["network_id"] in hands_in
    }


def _is_about_ours(desk: Desk, change: Change, raw: bytes, found: Sequence[Change]) -> bool:
    """Say whether it follows from a mark of a mail of ours, which only who got it can know.

    A report that it came back is believed; whom it was to is told of an answer nobody vouches for.
    """
    text = raw.decode("latin-1").lower()
    rows = {
        mark.outbox_id
        for mark in desk.marks
        if mark.message_id.strip("<").partition("@")[0] in text or mark.tag in text
    }
    whose = {one["person_id"] for one in desk.before["outbox"] if one["id"] in rows}
    match change.table:
        case "outbox" if change.before is None:
            about, kind = change.row["about"], change.row["kind"]
            of_one = any(f'"person_id": {one}' in about for one in whose)
            is_own = change.row["person_id"] in whose
            return (kind == "unreachable" and of_one) or (kind == "unsure_sender" and is_own)
        case "outbox":
            return change.row["id"] in rows and change.row["reason"] == "bounced"
        case "person":
            before, now = change.before or {}, change.after or {}
            differ = {name for name in now if before.get(name) != now[name]}
            is_of_report = any(one.table == "outbox" for one in found)
            return change.row["id"] in whose and differ == {"bounce_code"} and is_of_report
    return False


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_nothing_breaks_is_done_or_gets_out(
    desk: Desk, invented: st.SearchStrategy[tuple[bytes, bool]], data: st.DataObject
) -> None:
    raw, is_vouched = data.draw(invented)
    box = desk.receive(raw)
    lines = list(desk.logged.lines)
    after = desk.after()
    found = changes(desk.before, after)
    said = desk.said(found)
    if found:
        desk.restore()
    assert box.settled == ["1"], lines  # else it broke, and would come again and again
    assert not [line for line in lines if line.startswith(("ERROR", "CRITICAL"))]
    assert not [line for line in lines if CANARY.lower() in line.lower() or "Traceback" in line]
    author = _author(desk.before, raw, is_vouched)
    handed_in = _of_new_minutes(desk, after, author)
    left = [
        one
        for one in found
        if not _is_about_ours(desk, one, raw, found) and not _is_of(one, after, handed_in)
    ]
    assert not unexplained_among(left, desk.before, after, author)
    for person_id, words in said:
        of = {one["network_id"] for one in after["membership"] if one["person_id"] == person_id}
        assert not [word for number, word in _PRIVATE.items() if number not in of and word in words]
        assert "Traceback" not in words


def _is_of(change: Change, dump: Dump, minutes_ids: set[int]) -> bool:
    """Say whether a row came with these minutes."""
    row = change.row
    if change.before is not None:
        return False
    items = {one["id"] for one in dump["follow_up"] if one["minutes_id"] in minutes_ids}
    return (
        (change.table == "minutes" and row["id"] in minutes_ids)
        or row.get("minutes_id") in minutes_ids
        or row.get("follow_up_id") in items
        or (change.table == "history" and bool(minutes_ids))
    )


def test_the_desk_hears_good_mails_and_they_are_explained(desk: Desk) -> None:
    """Else nothing that comes above would mean anything."""
    birk = person_with(desk.before, "email", "birk@example.org")
    mark = next(
        mark
        for mark in desk.marks
        for row in desk.before["outbox"]
        if row["id"] == mark.outbox_id and (row["person_id"], row["kind"]) == (birk, "assignment")
    )
    good = (
        f"From: birk@example.org\r\nMessage-ID: <good@example.org>\r\n"
        f"In-Reply-To: {mark.message_id}\r\n\r\n1 færdig\r\n"
    ).encode()
    try:
        assert desk.receive(VOUCHED + good).settled == ["1"]
        after = desk.after()
        found = changes(desk.before, after)
        assert {one.table for one in found} >= {"ownership", "history", "outbox"}
        assert _author(desk.before, VOUCHED + good, True) == birk
        assert unexplained_among(found, desk.before, after, birk) == []
        # the same change, had nobody vouched, or for somebody else
        assert unexplained_among(found, desk.before, after, None)
        mille = person_with(desk.before, "email", "mille@example.org")
        assert unexplained_among(found, desk.before, after, mille)
    finally:
        desk.restore()
