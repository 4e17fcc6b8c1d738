"""Which changes of the database the table of rights does not explain."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.domain.followups import Status
from bot.domain.verbs import Verb
from bot.followups.rights import LEADING
from tests.rights.people import Who
from tests.rights.stage import Dump
from tests.rights.table import TABLE, Group, Review

Row = dict[str, Any]

#: nobody changes these by anything they send
_FIXED = ("network", "membership", "attendee")
#: what the history writes under a group's number
_OF_GROUPS = ("working_group", "volunteer", "group_note")
#: what somebody is told for themselves alone: answers, the welcome, the page they turned to
_OWN_NOTICES = ("answer", "welcome", "review_request")
_OF_ONESELF = frozenset({Verb.OPT_OUT, Verb.PAUSE, Verb.RESUME})


@dataclass(frozen=True)
class Change:
    """One row before and after."""

    table: str
    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """The row, as it is now where it is still there."""
        found = self.after or self.before
        assert found is not None
        return found


def changes(before: Dump, after: Dump) -> list[Change]:
    """Give every row that differs."""
    found: list[Change] = []
    for table, rows in after.items():
        old = {_key(row): row for row in before[table]}
        new = {_key(row): row for row in rows}
        differ = [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]
        found += [Change(table, old.get(key), new.get(key)) for key in differ]
    return found


def unexplained(before: Dump, after: Dump, person_id: int | None) -> list[str]:
    """Give what this person, or somebody unknown, may not have done."""
    return unexplained_among(changes(before, after), before, after, person_id)


def unexplained_among(
    found: list[Change], before: Dump, after: Dump, person_id: int | None
) -> list[str]:
    """Give which of these changes the person may not have made."""
    lines = [one.row for one in found if one.table == "history" and one.before is None]
    told = {_minutes_of_line(after, line) for line in lines}
    said = [
        f"person {person_id} may not: {line}"
        for line in lines
        if line["person_id"] not in (None, person_id) or not _may(before, after, line, person_id)
    ]
    said += [
        f"nobody says why: {one}"
        for one in found
        if not _is_followed(after, before, one, told, person_id)
    ]
    return said


def _is_followed(
    after: Dump, before: Dump, change: Change, told: set[int | None], person_id: int | None
) -> bool:
    """Say whether a row changed for something that the history tells."""
    if change.table in _FIXED or person_id is None:
        return False
    if change.table in ("person", "substitution"):
        own = "id" if change.table == "person" else "person_id"
        return bool(change.row[own] == person_id)
    if change.table == "outbox":
        is_own = change.row["person_id"] == person_id and change.row["kind"] in _OWN_NOTICES
        # a substitute is told who chose them, and what has changed of theirs
        away = _about(change.row).get("for", 0)
        is_of_away = away == person_id or any(_owns_any(after, away, told))
        return is_own or is_of_away or change.row["minutes_id"] in told
    if change.table == "history":
        # taken back, by who made it or by what else they did
        return change.before is None or change.row["person_id"] in (None, person_id)
    where = after if change.after else before
    return _minutes(where, change.table, change.row) in told


def _may(before: Dump, after: Dump, line: Row, person_id: int | None) -> bool:
    verb, subject = Verb(line["verb"]), line["subject"]
    if line["person_id"] is None:
        return True  # what follows by itself; the rows it is about are looked at one by one
    if verb in _OF_ONESELF or subject == "person":
        return bool(line["subject_id"] == person_id)
    if verb is Verb.UNDO:
        return any(
            one.before and one.before["person_id"] == person_id
            for one in changes(before, after)
            if one.table == "history"
        )
    who = _who(before, after, line, person_id)
    state = _state(before, after, line)
    return any(row.verb is verb and any(row.may(one, state) for one in who) for row in TABLE)


def _who(before: Dump, after: Dump, line: Row, person_id: int | None) -> set[Who]:
    """Give everything that the person is to the subject; the table names each by itself."""
    minutes_id = _minutes_of_line(after, line)
    minutes = _by_id(before, "minutes", minutes_id) or _by_id(after, "minutes", minutes_id)
    if minutes is None:
        return set()
    roles = [
        one["roles"]
        for one in before["membership"]
        if one["network_id"] == minutes["network_id"] and one["person_id"] == person_id
    ]
    found: set[Who] = set()
    if roles:
        found = {Who.MEMBER, Who.OTHER_OWNER}
    if roles and (minutes["reviewer_id"] == person_id or _leads(roles[0])):
        found |= {Who.REVIEWER, Who.CHAIR, Who.SECRETARIAT}
    own = _by_id(before, "ownership", line["subject_id"])
    if line["subject"] == "ownership" and own and own["person_id"] == person_id:
        found.add(Who.OWNER)
    if line["subject"] == "ownership" and own and roles and _stands_in(before, own, person_id):
        found.add(Who.SUBSTITUTE)
    group = _group(before, line)
    if group and person_id in (group["convener_id"], group["contact_id"]):
        found.add(Who.CONVENER)
    if line["verb"] == Verb.FINISH and own and _is_everybodys(before, own) and roles:
        found.add(Who.OWNER)  # of the same municipality
    return found


def _stands_in(dump: Dump, own: Row, person_id: int | None) -> bool:
    """Say whether the person is the owner's substitute; on the stage, who is one is so today."""
    return any(
        one["person_id"] == own["person_id"] and one["substitute_id"] == person_id
        for one in dump["substitution"]
    )


def _leads(roles: str) -> bool:
    return any(role in roles for role in LEADING)


def _is_everybodys(dump: Dump, own: Row) -> bool:
    item = _by_id(dump, "follow_up", own["follow_up_id"])
    return item is not None and item["audience"] == "everyone"


def _group(dump: Dump, line: Row) -> Row | None:
    if line["subject"] in _OF_GROUPS:
        return _by_id(dump, "working_group", line["subject_id"])
    own = _by_id(dump, "ownership", line["subject_id"])
    item = own and _by_id(dump, "follow_up", own["follow_up_id"])
    return _by_id(dump, "working_group", item["group_id"]) if item else None


def _state(before: Dump, after: Dump, line: Row) -> str:
    subject, subject_id = line["subject"], line["subject_id"]
    if subject == "minutes":
        row = _by_id(before, "minutes", subject_id)
        return Review.APPROVED if row and row["approved_at"] else Review.OPEN
    if subject in _OF_GROUPS:
        group = _by_id(before, "working_group", subject_id)
        return Group.OPEN if group and group["open"] else Group.CLOSED
    if line["verb"] == Verb.TAKE:
        own = _by_id(after, "ownership", subject_id)
        item = own and _by_id(before, "follow_up", own["follow_up_id"])
        return str(item["status"]) if item else ""
    if line["verb"] == Verb.ADD:
        return Review.OPEN  # a draft is added to minutes; whether they are, is seen to there
    row = _by_id(before, subject, subject_id)
    return str(row["status"]) if row else Status.DRAFT


def _minutes_of_line(dump: Dump, line: Row) -> int | None:
    """Give the minutes that a line of the history is about."""
    table = "working_group" if line["subject"] in _OF_GROUPS else line["subject"]
    row = _by_id(dump, table, line["subject_id"])
    return _minutes(dump, table, row) if row else None


def _minutes(dump: Dump, table: str, row: Row) -> int | None:
    """Give the minutes that a row belongs to."""
    if table == "minutes":
        return int(row["id"])
    parent = {"ownership": "follow_up", "volunteer": "working_group"}.get(table)
    link = {"ownership": "follow_up_id", "volunteer": "group_id"}.get(table)
    whole = _by_id(dump, parent, row[link]) if parent and link else row
    return int(whole["minutes_id"]) if whole and whole.get("minutes_id") else None


def _owns_any(dump: Dump, person_id: int, told: set[int | None]) -> Iterator[bool]:
    """Say of each part of the person's whether it is of minutes that the history tells of."""
    for one in dump["ownership"]:
        if one["person_id"] == person_id:
            yield _minutes(dump, "ownership", one) in told


def _about(row: Row) -> dict[str, Any]:
    """Give what a row of the outbox is about, as the database keeps it."""
    found: dict[str, Any] = json.loads(row["about"])
    return found


def _by_id(dump: Dump, table: str, row_id: int | None) -> Row | None:
    return next((row for row in dump[table] if row["id"] == row_id), None)


def person_with(dump: Dump, name: str, value: object) -> int | None:
    """Give who has this `entra_id` or `email`, in any case."""
    wanted = value.casefold() if isinstance(value, str) else ""
    return next((int(one["id"]) for one in dump["person"] if wanted and one[name] == wanted), None)


def _key(row: Row) -> Any:
    """Give what names a row in its table."""
    if "person_id" not in row:  # the pace has names
        return row.get("id") or row["name"]
    return row.get("id") or (row.get("network_id"), row["person_id"])
