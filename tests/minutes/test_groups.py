"""Working groups with lead, members, maybe and contact."""

from bot.domain.meetings import FoundGroup
from bot.minutes.blocks import Document
from bot.minutes.reading import understand
from bot.minutes.text import blocks_of_text

HEAD = (
    "Referat af netværksmøde 3. april 2026\n"
    "Deltagere: Ylva Haslund, Sorø Kommune; Cemal Yildirim, Faxe Kommune; "
    "Zenia Kvistgaard, Køge Kommune; Halfdan Kløvborg, Lejre Kommune\n1. Både\nBeslutning:\n"
)


def groups(text: str) -> tuple[FoundGroup, ...]:
    lines = (HEAD + text).split("\n")
    return understand(Document(tuple(lines), blocks_of_text(lines))).working_groups


def test_set_up_with_lead_maybe_contact_and_open() -> None:
    (found,) = groups(
        "- Der etableres en arbejdsgruppe om vinterpladser.\n- Køge vil gerne stå i spidsen.\n"
        "- Kommunerne melder deltagere ind til Ylva.\n- Cemal er måske med."
    )
    assert found.name == "Arbejdsgruppe om vinterpladser"
    assert [p.name for p in found.leads] == ["Køge Kommune"]
    assert [p.name for p in found.maybe] == ["Cemal Yildirim"]
    assert found.contact is not None
    assert (found.contact.name, found.open) == ("Ylva Haslund", True)


def test_members_and_a_convener() -> None:
    (found,) = groups(
        "- Der nedsættes en arbejdsgruppe om bådskure.\n- Halfdan fungerer som tovholder.\n"
        "- Ylva og Cemal deltager i gruppen."
    )
    assert [p.name for p in found.leads] == ["Halfdan Kløvborg"]
    assert [p.name for p in found.members] == ["Ylva Haslund", "Cemal Yildirim"]
    assert not found.open


def test_a_restatement_is_the_same_group() -> None:
    (found,) = groups(
        "- Der nedsættes en arbejdsgruppe om bådskure.\n2. Opsamling\n"
        "- Der nedsættes en arbejdsgruppe om bådskure med Køge som tovholder."
    )
    assert [p.name for p in found.leads] == ["Køge Kommune"]
    assert len(found.lines) == 2


def test_a_body_that_decides_is_no_new_group() -> None:
    assert groups("Styregruppen besluttede at købe en båd. Udvalget takker.") == ()


def test_where_somebody_is_from_does_not_take_their_place() -> None:
    for said in ("Cemal fra Faxe er muligvis med.", "Cemal (Faxe) er måske med."):
        (found,) = groups(
            f"- Der etableres en arbejdsgruppe om slæbesteder.\n- Køge er tovholder.\n- {said}"
        )
        assert [p.name for p in found.maybe] == ["Cemal Yildirim"], said


def test_a_group_named_in_passing_with_its_people() -> None:
    for said in (
        "Ylva, Cemal og Halfdan er i festudvalget.",
        "Festudvalget er altså nu Ylva, Cemal og Halfdan.",
        "Der er oprettet et festudvalg med Ylva, Cemal og Halfdan.",
    ):
        (found,) = groups(said)
        names = ["Ylva Haslund", "Cemal Yildirim", "Halfdan Kløvborg"]
        assert [p.name for p in found.members] == names, said
        assert "estudvalg" in found.name


def test_new_members_listed_under_their_heading() -> None:
    (found,) = groups("Nye deltagere i arbejdsgruppen:\n- Ylva (Sorø)\n- Cemal Yildirim (Faxe)")
    assert [p.name for p in found.members] == ["Ylva Haslund", "Cemal Yildirim"]


def test_who_wants_to_join_knows_whom_to_write_to() -> None:
    (found,) = groups("For deltagelse i skurgruppen, skriv til Zenia Kvistgaard.")
    assert found.open
    assert found.contact is not None
    assert found.contact.name == "Zenia Kvistgaard"


def test_a_seat_taken_over() -> None:
    (found,) = groups("Ylva afløser Bo Krag i følgegruppen for de små både.")
    assert [p.name for p in found.members] == ["Ylva Haslund"]


def test_groups_that_are_only_spoken_of() -> None:
    assert groups("Etablering af styregruppe og projektgruppe udskydes.") == ()
    assert groups("Dér bliver der dannet grupper efter lyst.") == ()
    assert groups("Ylva deltog i mødet i festudvalget.") == ()


def test_two_kinds_of_group_on_one_item_are_two() -> None:
    found = groups(
        "- Der nedsættes en arbejdsgruppe med Ylva og Cemal.\n"
        "- Der nedsættes en undergruppe bestående af Zenia og Halfdan."
    )
    assert [len(group.members) for group in found] == [2, 2]
