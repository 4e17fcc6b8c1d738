"""What a document says in the agreed form, as follow-ups and groups that are sure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.language import later
from bot.domain.meetings import Due, FoundFollowUp, FoundGroup, Kind, Meeting, Party
from bot.minutes.clauses import Unit
from bot.minutes.convention import groups, when, who
from bot.minutes.convention.written import Row, Said, Written
from bot.minutes.frames import Frame, Voice
from bot.minutes.kinds import kind_of
from bot.minutes.merging import same_act
from bot.minutes.parties import Register
from bot.minutes.sections import Passage

LINE = later("skrevet i fast form: »Opfølgning: …«")
GROUP = later("skrevet i fast form: »Arbejdsgruppe: …«")
TABLE = later("står i tabellen Hvem – Hvad – Hvornår")
OUTSIDE = later("står uden for den faste form, som referatet ellers bruger")
SURE = 1.0
#: two people may be meant, or nobody could be told apart from the task
DOUBTFUL = 0.85
#: where the form is used, what stands beside it is only offered
BESIDE = 0.45


@dataclass(frozen=True)
class Agreed:
    """Follow-ups and groups in the agreed form; empty where a document has none."""

    follow_ups: tuple[FoundFollowUp, ...] = ()
    groups: tuple[FoundGroup, ...] = ()
    is_used: bool = False

    def with_others(self, others: Sequence[FoundFollowUp]) -> list[FoundFollowUp]:
        """These first in rank: what repeats them is left out, what stands beside is offered."""
        if not self.is_used:
            return list(others)
        beside = [
            replace(
                one,
                confidence=min(one.confidence, BESIDE),
                reasons=(*one.reasons, OUTSIDE),
            )
            for one in others
            if not any(same_act(one, mine) for mine in self.follow_ups)
        ]
        return sorted([*self.follow_ups, *beside], key=lambda one: one.lines[0])

    def with_other_groups(self, others: Sequence[FoundGroup]) -> tuple[FoundGroup, ...]:
        """The groups of the form; without any, those that were read."""
        return self.groups or tuple(others)


def agreed(written: Written, register: Register, meeting: Meeting) -> Agreed:
    """Owners and dates of everything written in the form."""
    found = [_of_line(said, register, meeting) for said in written.said]
    for row in written.rows:
        _add_row(found, _of_row(row, register, meeting))
    groups_ = [groups.group_of(passage, register) for passage in written.groups]
    for passage, group in zip(written.groups, groups_, strict=True):
        call = groups.call_of(passage, group, meeting, GROUP)
        found += [call] if call else []
    found.sort(key=lambda one: one.lines[0])
    return Agreed(tuple(found), tuple(groups_), bool(written))


def _add_row(found: list[FoundFollowUp], row: FoundFollowUp) -> None:
    """A table that gathers the lines above it says nothing new; both places are kept."""
    for at, line in enumerate(found):
        if LINE in line.reasons and line.owners == row.owners and _says_again(row, line):
            due = line.due or row.due
            found[at] = replace(line, lines=(*line.lines, *row.lines), due=due)
            return
    found.append(row)


def _says_again(row: FoundFollowUp, line: FoundFollowUp) -> bool:
    """Are most words of the row in the line, and no other day?"""
    said, known = _stems(row.task), _stems(line.task)
    days = {one.due.day for one in (row, line) if one.due}
    return len(days) < 2 and bool(said) and len(said & known) >= 0.6 * len(said)


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w{3,}", text.lower())}


def _of_line(said: Said, register: Register, meeting: Meeting) -> FoundFollowUp:
    owners = who.owners(said.who, register)
    act, due = when.apart(said.act, meeting)
    sentence = said.is_sentence and not who.is_nobody(said.who)
    task = f"{said.who} {act}" if sentence else act
    found = _found(task, owners, due, said.passage, LINE)
    return found if said.who else replace(found, confidence=DOUBTFUL)


def _of_row(row: Row, register: Register, meeting: Meeting) -> FoundFollowUp:
    owners = who.owners(row.who, register)
    task, said = (
        (row.what, when.due(row.when, meeting)) if row.when else when.apart(row.what, meeting)
    )
    found = _found(task, owners, said, row.passage, TABLE)
    return replace(found, lines=(row.lines,), quote=row.passage.text)


def _found(
    task: str, owners: tuple[Party, ...], due: Due | None, passage: Passage, reason: str
) -> FoundFollowUp:
    doubtful = any(party.doubt for party in owners)
    plain = task.strip(" .;,–—-")
    return FoundFollowUp(
        task=plain[:1].upper() + plain[1:],
        kind=kind_said(task, owners, due, passage),
        owners=owners,
        quote=passage.block.text,
        lines=(passage.block.lines,),
        due=due,
        item=passage.item,
        confidence=DOUBTFUL if doubtful else SURE,
        reasons=(reason,),
    )


def kind_said(task: str, owners: tuple[Party, ...], due: Due | None, passage: Passage) -> Kind:
    """What sort of follow-up these words make, where the owners are known already."""
    unit = Unit(task, (passage.block.lines,), passage, task, 0.0)
    return kind_of(Frame(unit, Voice.ACTIVE), owners, due)
