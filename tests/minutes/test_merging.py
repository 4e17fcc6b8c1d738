"""One act said several times."""

from bot.domain.meetings import Due, FoundFollowUp, Kind, Party, PartyKind, Precision
from bot.minutes.merging import merged

ALL = (Party(PartyKind.EVERYONE),)
NOBODY = (Party(PartyKind.UNASSIGNED),)
YLVA = (Party(PartyKind.PERSON, "Ylva Haslund"),)
CEMAL = (Party(PartyKind.PERSON, "Cemal Yildirim"),)


def said(
    task: str,
    line: int,
    owners: tuple[Party, ...] = NOBODY,
    kind: Kind = Kind.TASK,
    sure: float = 0.8,
) -> FoundFollowUp:
    return FoundFollowUp(task, kind, owners, task, ((line, line),), confidence=sure)


def test_the_same_words_twice_are_one_with_two_places() -> None:
    first = said("Broen over havnen males rød til sommer", 3)
    again = said("Broen over havnen skal males rød til sommer", 40, sure=0.9)
    found = merged([first, again])
    assert [f.lines for f in found] == [((3, 3), (40, 40))]
    assert found[0].confidence == 0.9


def test_a_later_place_completes_owner_and_date() -> None:
    due = Due("1. maj", Precision.DAY)
    first = said("Der skrives en beskrivelse af havnens både", 3)
    task = "Ylva skriver en beskrivelse af havnens både"
    again = FoundFollowUp(task, Kind.TASK, YLVA, task, ((9, 9),), due, confidence=0.6)
    (found,) = merged([first, again])
    assert found.owners == YLVA
    assert found.due == due


def test_different_owners_are_different_follow_ups() -> None:
    one = said("Maler broen over havnen rød til sommer", 3, YLVA)
    other = said("Maler broen over havnen rød til sommer", 4, CEMAL)
    assert len(merged([one, other])) == 2


def test_a_call_for_volunteers_is_one_though_worded_otherwise() -> None:
    calls = [
        said("Kommuner melder deltagere ind", 72, ALL, Kind.VOLUNTEER),
        said("Kommuner skal melde deltagere ind", 299, ALL, Kind.VOLUNTEER),
        said("Forslag til deltagere meldes til Ylva", 300, NOBODY, Kind.VOLUNTEER),
    ]
    (found,) = merged(calls)
    assert found.lines == ((72, 72), (299, 299), (300, 300))
    assert found.owners == ALL


def test_unlike_acts_stay_apart() -> None:
    assert (
        len(merged([said("Der købes kaffe til festen", 1), said("Der bages kage til festen", 2)]))
        == 2
    )
