"""Minutes read from end to end: invented minutes, and what must hold for any text."""

from datetime import date
from time import process_time

import pytest

from bot.domain.meetings import FoundFollowUp, Kind, Minutes, PartyKind
from bot.minutes.blocks import Document
from bot.minutes.reading import MOST, TOO_MUCH, read, understand
from bot.minutes.text import blocks_of_text

NETWORK = """Referat af netværksmøde om havne

Dato: Fredag den 6. marts 2026 kl. 10.00-12.00
Sted: Teams. Møde-id: 111 222 333 44 Adgangskode: qT7xPz

Deltagere: Ylva Haslund, leder, Sorø Kommune (formand); Cemal Yildirim, leder, Faxe Kommune; \
Zenia Kvistgaard, konsulent, Køge Kommune; Halfdan Kløvborg, leder, Lejre Kommune.
Fraværende: Zenia Bjerrelund, leder, Stevns Kommune.
Referent: Dagrun Tinggaard, konsulent, Lejre Kommune

1. Bådpladser v/ Ylva Haslund

Sagsfremstilling:

Kommunerne har for få pladser. Der udarbejdes hvert år en oversigt.

Beslutning:

Kommunerne drøftede behovet for flere pladser.

Opfølgning

- Der skal etableres en arbejdsgruppe om vinterpladser.
- Køge vil gerne stå i spidsen for arbejdet.
- Kommunerne melder deltagere ind.
- Cemal og Halfdan bidrager med eksempler til beskrivelsen.
- Sagen løftes til chefgruppen.

2. Personalesag (lukket punkt)

Cemal sender en advarsel til havnefogeden.

3. Eventuelt

Beslutning:

- Havnesekretariatet sender:
  - kortet over havnene
  - listen over både
- Zenia undersøger prisen på bøjer senest 1. december.
- Punktet om takster tages op på næste møde.

Opsamling:

- kommuner skal melde deltagere ind
- forslag til deltagere meldes tilbage til Dagrun. Halfdan er måske med i gruppen.

Næste møde: 8. maj 2026
"""


@pytest.fixture(scope="module")
def minutes() -> Minutes:
    return read(NETWORK.encode(), "referat.txt")


def one(minutes: Minutes, words: str) -> FoundFollowUp:
    found = [f for f in minutes.follow_ups if words.lower() in f.quote.lower()]
    assert len(found) == 1, [f.quote for f in found]
    return found[0]


def names(found: FoundFollowUp) -> list[str | None]:
    return [party.name for party in found.owners]


def test_the_meeting(minutes: Minutes) -> None:
    assert minutes.meeting.date == date(2026, 3, 6)
    assert minutes.meeting.place == "Teams"
    assert minutes.meeting.next_meeting == date(2026, 5, 8)


def test_two_persons_promise_the_same(minutes: Minutes) -> None:
    assert names(one(minutes, "bidrager med")) == ["Cemal Yildirim", "Halfdan Kløvborg"]


def test_a_call_said_three_times_is_one_volunteer_follow_up(minutes: Minutes) -> None:
    calls = [f for f in minutes.follow_ups if f.kind is Kind.VOLUNTEER]
    assert len(calls) == 1
    assert [p.kind for p in calls[0].owners] == [PartyKind.EVERYONE]
    assert len(calls[0].lines) == 3


def test_the_group_with_lead_maybe_and_contact(minutes: Minutes) -> None:
    (group,) = minutes.working_groups
    assert [p.name for p in group.leads] == ["Køge Kommune"]
    assert group.open


def test_escalation_agenda_and_date(minutes: Minutes) -> None:
    assert one(minutes, "løftes til chefgruppen").kind is Kind.ESCALATE
    again = one(minutes, "tages op på næste møde")
    assert (again.kind, again.due and again.due.day) == (Kind.AGENDA, date(2026, 5, 8))
    price = one(minutes, "undersøger prisen")
    assert price.due is not None
    assert price.due.day == date(2026, 12, 1)


def test_the_one_present_is_meant(minutes: Minutes) -> None:
    assert names(one(minutes, "undersøger prisen")) == ["Zenia Kvistgaard"]


def test_a_list_under_an_organisation_is_one(minutes: Minutes) -> None:
    found = one(minutes, "Havnesekretariatet sender")
    assert names(found) == ["Havnesekretariatet"]
    assert "kortet over havnene" in found.quote


def test_background_is_not_taken(minutes: Minutes) -> None:
    sure = [f.quote for f in minutes.follow_ups if f.confidence >= 0.5]
    assert not [quote for quote in sure if "hvert år en oversigt" in quote]


def test_no_passcode_anywhere(minutes: Minutes) -> None:
    said = repr(minutes) + "\n".join(minutes.text)
    assert "qT7xPz" not in said
    assert "222 333" not in said
    assert any("Mødekoder" in remark for remark in minutes.remarks)


def test_a_closed_item_is_nowhere(minutes: Minutes) -> None:
    said = repr(minutes) + "\n".join(minutes.text)
    assert "advarsel" not in said
    assert any("lukket punkt" in remark for remark in minutes.remarks)
    assert len(minutes.text) == len(NETWORK.split("\n"))


def test_every_find_says_why_and_where(minutes: Minutes) -> None:
    lines = NETWORK.split("\n")
    for found in minutes.follow_ups:
        assert found.reasons
        assert 0 < found.confidence <= 1
        assert all(1 <= first <= last <= len(lines) for first, last in found.lines)


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "Indkøbsliste\nmælk\nbrød",
        "NOTAT: Årsrapport 2025\n\nNetværket har i 2025 haft et godt år.",
        "|" * 50,
        "1.\n2.\n3.\n- \n- [ ]\n:",
        "(" * 300,
        "Deltagere:\n\nAfbud:\n\nReferent:",
        "ÆØÅ " * 400,
    ],
)
def test_odd_texts_are_read_without_a_meeting(text: str) -> None:
    found = read(text.encode(), "x.txt")
    assert found.meeting.date is None
    assert [f for f in found.follow_ups if f.confidence >= 0.5] == []


@pytest.mark.parametrize(
    "text",
    ["A" * 50_000, "1/1 " * 8_000, "1. " * 8_000, "Ylva Haslund " * 4_000, "|a|b|\n" * 2_000],
)
def test_endless_texts_are_read_in_a_blink(text: str) -> None:
    started = process_time()
    read(text.encode(), "x.txt")
    assert process_time() - started < 30  # without care some took minutes


SHORT = """Referat af bestyrelsesmøde i bådklubben d. 3. april 2026
Til stede: Ylva Haslund (YH), Cemal Yildirim, Zenia og Thilde
Afbud: Halfdan
Referent: Zenia

1. Forrige referat
Godkendt.

2. Havnefest
YH: Skriver til kommunen om telt.
Cemal køber kaffe og Thilde bager kage.
Der var en god stemning.

3. Broen
Vi så på broen. Der indhentes tilbud på maling. /Zenia
"""


def test_a_short_board_meeting() -> None:
    found = read(SHORT.encode(), "bestyrelse.txt")
    sure = {f.task.rstrip("."): names(f) for f in found.follow_ups if f.confidence >= 0.5}
    assert sure["YH: Skriver til kommunen om telt"] == ["Ylva Haslund"]
    assert sure["Cemal køber kaffe"] == ["Cemal Yildirim"]
    assert sure["Thilde bager kage"] == ["Thilde"]
    assert "Der var en god stemning" not in sure
    assert "Godkendt" not in sure


@pytest.mark.parametrize(
    ("old", "new"),
    [("Cemal Yildirim", "Nuunoq Petrussen"), ("Cemal Yildirim", "Abdirahman Warfaa-Lind")],
)
def test_names_of_any_origin_give_the_same(old: str, new: str) -> None:
    first, last = old.split()[0], new.split()[0]
    text = SHORT.replace(old, new).replace(f"{first} køber", f"{last} køber")
    before, after = (read(t.encode(), "x.txt") for t in (SHORT, text))
    assert [f.lines for f in before.follow_ups] == [f.lines for f in after.follow_ups]
    assert new in {p.name for f in after.follow_ups for p in f.owners}


def test_far_too_much_text_is_read_in_part_and_said_so() -> None:
    lines = ["Referat 3. maj 2026", "Deltagere: Ylva Haslund", *["Ylva sender noten."] * (MOST + 9)]
    found = understand(Document(tuple(lines), blocks_of_text(lines)))
    assert found.remarks == (TOO_MUCH,)
    assert [p.name for p in found.follow_ups[0].owners] == ["Ylva Haslund"]


@pytest.mark.parametrize(
    "question",
    [
        "Skal der laves en plan for broen?",
        "Hvordan planlægges sejladsen fremover?",
        "Hvem skal sende et brev til havnen?",
        "Kan vi invitere kommunen til næste møde?",
    ],
)
def test_a_question_is_at_most_offered(question: str) -> None:
    text = f"Referat af havnemøde den 6. marts 2026\n\n1. Broen\n{question}\n"
    assert all(f.confidence < 0.5 for f in read(text.encode(), "minutes.txt").follow_ups)


@pytest.mark.parametrize(
    "told",
    [
        "Havnechef Vibe Tofte deltager under dette punkt.",
        "Vibe Tofte og Ebbe Skak deltog ikke på mødet.",
        "Ebbe Skak deltog som suppleant.",
        "Vibe Tofte deltager ikke i behandlingen.",
    ],
)
def test_who_was_there_for_an_item_is_nothing_to_do(told: str) -> None:
    text = f"Referat af havnemøde den 6. marts 2026\n\n1. Broen\nBeslutning:\n{told}\n"
    assert all(f.confidence < 0.5 for f in read(text.encode(), "minutes.txt").follow_ups)
