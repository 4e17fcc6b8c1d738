"""Agenda items, labels inside them, rosters and closed items."""

import pytest

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.closed_items import without_closed
from bot.minutes.sections import Role, role_of, sections
from bot.minutes.text import blocks_of_text


def roles(text: str) -> dict[str, Role]:
    return {p.text: p.role for p in sections(blocks_of_text(text.split("\n")))}


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Beslutning:", Role.DECISION),
        ("Sagsfremstilling", Role.BACKGROUND),
        ("Beslutninger / opfølgning", Role.DECISION),
        ("Indstilling", Role.PROPOSAL),
        ("Næste skridt", Role.FOLLOW_UP),
        ("Til stede", Role.PRESENT),
        ("Medlemmer, der ikke var mødt", Role.ABSENT),
        ("Bilag", Role.ATTACHMENT),
        ("Kajak og robåd", None),
    ],
)
def test_labels(label: str, role: Role | None) -> None:
    found = role_of(label.strip(":"))
    assert found == role or {found, role} == {Role.DECISION, Role.FOLLOW_UP}


def test_two_levels_and_a_new_item_ends_the_label() -> None:
    found = roles(
        "1. Broen\nBaggrund:\nBroen er gammel.\nBeslutning:\nBroen males.\n2. Havnen\nHavnen er ny."
    )
    assert found["Broen er gammel."] is Role.BACKGROUND
    assert found["Broen males."] is Role.DECISION
    assert found["Havnen er ny."] is Role.NONE


def test_item_and_heading_are_known() -> None:
    text = "3. Broen\nBeslutning: Den males.\nNye opgaver til foråret:\n- Ylva køber maling"
    last = sections(blocks_of_text(text.split("\n")))[-1]
    assert (last.item, last.heading, last.intro) == (
        "Broen",
        "Nye opgaver til foråret",
        "Nye opgaver til foråret:",
    )


def test_the_agenda_list_is_told_from_the_items() -> None:
    text = "Dagsorden\n1. Broen\n2. Havnen\n3. Eventuelt\n1. Broen\nYlva maler broen i maj."
    found = sections(blocks_of_text(text.split("\n")))
    assert [p.role for p in found[1:4]] == [Role.AGENDA] * 3
    assert found[-1].role is Role.NONE
    assert found[-1].item == "Broen"


def test_names_under_a_roster_label_are_no_headings() -> None:
    found = roles("Til stede:\nYlva Haslund\nCemal Yildirim (referent)\n1. Broen\nDen er rød.")
    assert found["Cemal Yildirim (referent)"] is Role.PRESENT
    assert found["Den er rød."] is Role.NONE


def test_a_closed_item_is_left_out_and_the_next_is_kept() -> None:
    text = "1. Broen\nDen males.\n2. Personale (lukket punkt)\nHalfdan er syg.\n3. Havnen\nNy."
    kept, closed = without_closed(sections(blocks_of_text(text.split("\n"))))
    assert closed == 1
    assert [p.text for p in kept] == ["Broen", "Den males.", "Havnen", "Ny."]


def test_a_bold_line_that_ends_in_a_colon_opens_its_list() -> None:
    blocks = [
        Block(BlockKind.PARAGRAPH, "1. Broen", (1, 1), bold=True),
        Block(BlockKind.PARAGRAPH, "Havnefogeden sender:", (2, 2), bold=True),
        Block(BlockKind.BULLET, "tegningen", (3, 3)),
    ]
    last = sections(blocks)[-1]
    assert (last.item, last.intro) == ("Broen", "Havnefogeden sender:")


def test_full_sentences_under_an_agenda_label_are_no_agenda() -> None:
    said = (
        "Broen er malet fra ende til anden, og det blev pænt. Ylva sender billederne rundt til "
        "alle, som var med den dag."
    )
    found = roles(f"Dagsorden\n\nNyt fra havnen\n\n{said}\n\nNyt fra havnen\n\nIntet.")
    assert found[said] is not Role.AGENDA


def test_bullets_of_full_sentences_end_a_roster() -> None:
    said = (
        "Til bådlauget overvejes det at finde en person mere. Cemal vender det med de andre i "
        "lauget, når de ses."
    )
    found = roles(f"Til stede:\nYlva Haslund\nCemal Yildirim\n* {said}")
    assert found[said] is Role.NONE


def test_apologies_as_one_item_of_a_list_do_not_swallow_the_others() -> None:
    found = roles("- Afbud fra to\n- Regnskabet ser godt ud\n- Ylva sætter seddel op")
    assert found["Ylva sætter seddel op"] is Role.NONE


def test_a_sentence_after_the_word_program_is_no_agenda() -> None:
    found = roles("Program: Bogen trykkes i juni.\nØkonomi: Cemal flytter pengene.")
    assert set(found.values()) == {Role.NONE}


def test_a_table_of_items_under_the_list_of_people_is_no_list_of_people() -> None:
    for head in ("Punkt | Referat | Opfølgning", "Nr. | Emne | Aktion", "Sag | Beslutning | Hvem"):
        found = roles(
            f"Afbud: Halfdan Kløvborg\n| {head} |\n|---|---|---|\n"
            "| Broen | Den er rusten. | Ylva køber maling |"
        )
        assert found["Ylva køber maling"] is Role.NONE, head


def test_people_in_a_table_stay_people() -> None:
    found = roles("Til stede:\n| Ylva Haslund | kasserer |\n| Cemal Yildirim | formand |")
    assert found["Cemal Yildirim"] is Role.PRESENT


def test_bullets_after_a_label_with_its_names_are_no_people() -> None:
    found = roles("Afbud: Halfdan (syg)\nWifi\n- Routeren i opgang 4 falder ud hver aften")
    assert found["Routeren i opgang 4 falder ud hver aften"] is Role.NONE


def test_a_long_paragraph_keeps_its_label_and_ends_a_line_of_attachments() -> None:
    told = "Broen er gammel. Den er rusten og skæv. Rækværket mangler. Ylva maler den. " * 6
    for label, role in (("Referat", Role.MINUTES), ("Beslutning", Role.DECISION)):
        last = sections(
            blocks_of_text(["1. Broen", "Bilag: Tegning, overslag", f"{label}: {told}"])
        )[-1]
        assert last.role is role
    found = roles("1. Broen\nBilag: Tegning\nYlva maler broen.")
    assert found["Ylva maler broen."] is Role.NONE


def test_a_number_run_into_its_heading() -> None:
    for heading in ("6Broen", "6.1Broen og havnen", "6.2.Broen"):
        first, _ = sections(blocks_of_text([heading, "Den er rød."]))
        assert first.is_title, heading
        assert first.text.startswith("Broen")
    assert not sections(blocks_of_text(["3D-printeren virker igen."]))[0].is_title
