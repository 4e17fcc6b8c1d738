"""The life of a follow-up as one table: from where, by what, to where."""

import pytest

from bot.domain.followups import Status, next_status
from bot.domain.verbs import Verb

_OWNERS_VERBS = (Verb.ACCEPT, Verb.FINISH, Verb.BLOCK, Verb.DECLINE)

#: a hyphen: cannot be done from here
_TABLE = """
              accept    finish         block    decline
draft         -         -              -        -
open          accepted  reported_done  blocked  declined
accepted      -         reported_done  blocked  declined
blocked       accepted  reported_done  -        declined
reported_done -         -              -        -
confirmed     -         -              -        -
declined      -         -              -        -
handed_over   -         -              -        -
dropped       -         -              -        -
"""
_ROWS = [line.split() for line in _TABLE.strip().splitlines()[1:]]


@pytest.mark.parametrize("row", _ROWS, ids=[row[0] for row in _ROWS])
def test_where_a_verb_leads(row: list[str]) -> None:
    status, *targets = row
    found = [next_status(Status(status), verb) for verb in _OWNERS_VERBS]
    assert [one or "-" for one in found] == targets


def test_the_table_is_whole() -> None:
    assert {row[0] for row in _ROWS} == set(Status)


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb not in _OWNERS_VERBS])
def test_other_verbs_lead_nowhere(verb: Verb) -> None:
    assert {next_status(status, verb) for status in Status} == {None}
