"""The clauses that are judged one by one, and the rows of action tables."""

import pytest

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.clauses import Unit, units
from bot.minutes.sections import Passage, sections
from bot.minutes.tables import action_rows
from bot.minutes.text import blocks_of_text


def of(text: str) -> list[Unit]:
    lines = text.split("\n")
    return units(sections(blocks_of_text(lines)), lines)


def test_a_second_party_with_its_own_verb_is_a_clause_of_its_own() -> None:
    said = [u.text for u in of("Ylva sender listen og Cemal køber kaffe.")]
    assert said == ["Ylva sender listen", "Cemal køber kaffe."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Formanden skriver et udkast, medlemmerne sender bidrag senest 3. maj.", 2),
        ("Zenia køber maling, jeg låner en stige af min bror.", 2),
        ("Cemal spørger Zenia, og sagen forelægges derefter rådet.", 2),
        ("Ylva sender et skema rundt, som alle udfylder inden 3. maj.", 2),
        ("Ylva samler svarene, hvorefter rådet tager stilling.", 2),
        ("Ylva skriver listen og der bestilles kaffe.", 2),
        ("Ylva skriver listen, og Sofia van der Waal får den trykt.", 2),
        ("Ylva læser kortet, Halfdan Kløvborg og Cemal maler broen.", 2),
        ("Ylva skriver listen, og der skal bestilles kaffe.", 2),
        ("Alle sender tal til Ylva, så laver hun en oversigt.", 2),
        ("Cemal tæller op, derefter vurderer Ylva og Zenia det.", 2),
        # one act, told in a roundabout way
        ("Ylva skriver listen og sender den rundt.", 1),
        ("Maria van der Waal og Sofia dos Santos slår græs.", 1),
        ("Når formanden har talt, sender Cemal listen.", 1),
        ("Ylva, som er kasserer, køber maling.", 1),
        ("Cemal mener, at bestyrelsen skal svare.", 1),
        ("Der males ved broen, for der er plads nok.", 1),
        ("Cemal rydder stien, så vi kan komme frem.", 1),
        ("Vi talte om, at Ylva maler, og at broen skal holde i ti år.", 1),
        ("Zenia prøver at ringe og at skrive.", 1),
    ],
)
def test_a_clause_ends_where_somebody_else_begins_to_act(text: str, parts: int) -> None:
    assert len(of(text)) == parts


def test_two_names_before_one_verb_stay_together() -> None:
    assert len(of("Ylva Haslund og Cemal Yildirim bidrager med eksempler.")) == 1


def test_semicolons_and_dashes_part_clauses() -> None:
    said = [u.text for u in of("Ylva maler broen; Cemal rydder op – Halfdan henter kage.")]
    assert said == ["Ylva maler broen", "Cemal rydder op", "Halfdan henter kage."]


def test_a_list_under_an_unfinished_intro_is_one() -> None:
    found = of("- Sekretariatet sender:\n  - listen over både\n  - kortet over havnen\n- Vi ses.")
    assert found[0].text == "Sekretariatet sender: listen over både; kortet over havnen"
    assert found[0].lines == ((1, 3),)


def test_each_item_of_a_finished_intro_is_read_with_it() -> None:
    found = of("Skal videre til byrådet:\n- broen\n- havnen")
    assert [u.text for u in found] == [
        "Skal videre til byrådet: broen",
        "Skal videre til byrådet: havnen",
    ]
    assert found[1].lines == ((1, 1), (3, 3))


def test_an_action_table_gives_open_rows_only() -> None:
    found = of(
        "| Handling | Ansvarlig | Frist | Status |\n|---|---|---|---|\n"
        "| Male broen | YH | 1. maj | I gang |\n| Købe kaffe | CY | Snarest | Udført |"
    )
    assert [(u.text, u.who, u.when, u.from_table) for u in found] == [
        ("Male broen", "YH", "1. maj", True)
    ]


def test_a_line_that_names_the_responsible_belongs_to_the_one_above() -> None:
    found = of("Action: Der skrives til kommunen om broen.\nAnsvarlig: Ylva Haslund\nFrist: 1. maj")
    assert (found[0].who, found[0].when) == ("Ylva Haslund", "1. maj")
    assert found[0].lines == ((1, 3),)


def test_rosters_agendas_and_attachments_are_no_clauses() -> None:
    assert of("Til stede: Ylva, Cemal og Halfdan\nBilag:\nKort over havnen sendes med") == []


def test_a_cell_of_several_paragraphs_is_read_whole() -> None:
    def cell(text: str, row: int, column: int) -> Passage:
        block = Block(BlockKind.CELL, text, (row, row), cell=(row, column))
        return Passage(block, text)

    rows, _ = action_rows(
        [
            cell("Hvad", 0, 0), cell("Hvem", 0, 1),
            cell("Male broen", 1, 0), cell("og vaske båden", 1, 0), cell("Ylva", 1, 1),
        ]
    )  # fmt: skip
    assert [(row.what, row.who) for row in rows] == [("Male broen og vaske båden", "Ylva")]


def test_a_line_of_names_under_a_line_with_a_colon_is_read_with_it() -> None:
    found = units(
        sections(blocks_of_text(["Oprydning og oversigt:", "Ylva/Cemal"])),
        ["Oprydning og oversigt:", "Ylva/Cemal"],
    )
    assert [(unit.text, unit.lines) for unit in found] == [
        ("Oprydning og oversigt: Ylva/Cemal", ((1, 2),))
    ]


def test_a_short_line_with_a_verb_of_its_own_is_a_clause() -> None:
    assert [unit.text for unit in of("1. Lucia\nYlva går forrest")] == ["Ylva går forrest"]


@pytest.mark.parametrize(
    "line",
    [
        "Ny hæksaks, Cemal køber. max. 2500",
        "Gamle stole smides ud",
        "Zenia + Cemal: stole og borde op",
        "Ylva: takkebrev til skolen",
    ],
)
def test_a_short_line_that_says_who_or_does_something_is_judged(line: str) -> None:
    assert [u.text for u in of(f"Til stede: Zenia, Cemal, Ylva\n1. Oprydning\n{line}")][-1:] != []


@pytest.mark.parametrize(
    "line",
    ["Oprydning", "Status på broen", "Nyt fra havnen:", "Projekt: Den nye bro", "Havnens Dag"],
)
def test_a_short_line_that_only_names_a_topic_is_not(line: str) -> None:
    assert of(line) == []


@pytest.mark.parametrize(
    "label", ["Dato: 15. november.", "Sted: skolen.", "Deltagere: Ylva, Cemal."]
)
def test_what_runs_on_after_the_head_of_the_page_is_judged(label: str) -> None:
    assert [u.text for u in of(f"{label} Cemal spørger skolen om lokaler.")] == [
        "Cemal spørger skolen om lokaler."
    ]
    assert of(f"{label} Afbud: Zenia, Halfdan.") == []


def test_an_open_box_is_judged_and_a_ticked_one_is_done() -> None:
    found = of("1. Kaffe\n- [ ] Ylva køber kaffe\n- [x] Cemal køber kage\n  - [X] saft hentes")
    assert [u.text for u in found] == ["Ylva køber kaffe"]


@pytest.mark.parametrize(
    "label", ["Beslutninger / opfølgning", "Beslutning/Handling", "Opfølgning og aftaler"]
)
def test_a_label_of_two_words_is_no_task_of_somebody(label: str) -> None:
    assert [u.text for u in of(f"{label}\n- Ylva køber kaffe.")] == ["Ylva køber kaffe."]
    assert [u.text for u in of("Kaffe / Ylva\nSaft / Cemal")] == ["Kaffe / Ylva", "Saft / Cemal"]
