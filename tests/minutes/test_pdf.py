"""PDF pages become the paragraphs, list items and cells that a reader sees."""

import pytest

from bot.errors import UnreadableError
from bot.minutes import pdf
from bot.minutes.blocks import Block, BlockKind
from bot.minutes.documents import open_document
from tests.minutes.making import Page, Put, Rule, column
from tests.minutes.making import pdf as make


def blocks(*pages: Page) -> tuple[Block, ...]:
    return open_document(make(*pages), "minutes.pdf").blocks


def texts(*pages: Page) -> list[str]:
    return [block.text for block in blocks(*pages)]


#: ends just before the right margin
FULL = (
    "Netværket drøftede ventetiden på hjælpemidler, som er vokset i de allerfleste kommuner"
    " siden foråret i fjor"
)


def test_full_lines_go_on_and_short_ones_end() -> None:
    page = column(FULL, "og juni. Punktet er slut.", "Næste afsnit er kort.")

    assert texts(page) == [f"{FULL} og juni. Punktet er slut.", "Næste afsnit er kort."]


def test_a_gap_ends_a_paragraph_even_after_a_full_line() -> None:
    page = [
        *column(FULL, FULL, FULL, top=780, pitch=13),
        *column("Beslutninger og opfølgning", top=780 - 2 * 13 - 25),
    ]

    assert texts(page)[-1] == "Beslutninger og opfølgning"


def test_bullets_keep_their_depth() -> None:
    page = [
        Put(60, 780, "Sekretariatet sender:"),
        *(Put(70, y, "\u2022") for y in (766, 724)),
        *(Put(90, y, "\u2022") for y in (752, 738)),
        Put(85, 766, "to ting:"),
        Put(105, 752, "et notat"),
        Put(105, 738, "en vejledning"),
        Put(85, 724, "en mail"),
    ]

    assert [(block.kind, block.level, block.text) for block in blocks(page)] == [
        (BlockKind.PARAGRAPH, 0, "Sekretariatet sender:"),
        (BlockKind.BULLET, 0, "to ting:"),
        (BlockKind.BULLET, 1, "et notat"),
        (BlockKind.BULLET, 1, "en vejledning"),
        (BlockKind.BULLET, 0, "en mail"),
    ]


def test_typed_dashes_are_bullets() -> None:
    page = column("Det aftales:", f"- {FULL}", "- Vera sender noten.")

    assert [(block.kind, block.text) for block in blocks(page)[1:]] == [
        (BlockKind.BULLET, FULL),
        (BlockKind.BULLET, "Vera sender noten."),
    ]


@pytest.mark.parametrize("start", ["- og hele juni.", "3. juli."])
def test_a_dash_or_date_inside_a_sentence_begins_no_item(start: str) -> None:
    assert texts(column(FULL, FULL, start)) == [f"{FULL} {FULL} {start}"]


def test_larger_letters_make_headings_and_bold_ones_labels() -> None:
    page = [
        Put(60, 790, "Referat af møde", 18, bold=True),
        Put(60, 760, "1. Velkomst", 13, bold=True),
        Put(60, 740, "Beslutning", bold=True),
        *column(FULL, "og juni.", top=720),
    ]

    found = blocks(page)
    assert [(block.kind, block.level, block.bold) for block in found[:3]] == [
        (BlockKind.HEADING, 0, True),
        (BlockKind.HEADING, 1, True),
        (BlockKind.PARAGRAPH, 0, True),
    ]
    assert not found[3].bold


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    pages = [
        [Put(60, 815, "KKR Ældre"), *column(text), Put(280, 30, f"Side {n} af 3")]
        for n, text in enumerate(("Velkomst", "Økonomi", "Slut"), 1)
    ]

    assert texts(*pages) == ["Velkomst", "Økonomi", "Slut"]


def test_a_sentence_goes_on_over_the_page_end() -> None:
    first = column(FULL, FULL[:60], top=120)
    second = column("siden foråret.", top=780)

    assert texts(first, second) == [f"{FULL} {FULL[:60]} siden foråret."]


def test_link_lists_at_the_page_end_are_left_out() -> None:
    assert texts(column("Se planen.", "https://example.org/plan")) == ["Se planen."]


def drawn_table() -> Page:
    uprights = [Rule(x, 600, x, 760) for x in (55, 300, 500)]
    levels = [Rule(55, y, 500, y) for y in (600, 700, 740, 760)]
    words = [
        Put(60, 746, "Handling"),
        Put(305, 746, "Ansvarlig"),
        Put(60, 726, "Sende noten med dens bilag til medlemmerne i"),
        Put(60, 712, "netværket"),
        Put(305, 726, "Vera Klitbjerg"),
        Put(60, 680, "Booke lokale"),
        Put(305, 680, "Sorø"),
    ]
    return [*uprights, *levels, *words]


def test_drawn_lines_make_a_table_whose_cells_wrap() -> None:
    found = blocks(drawn_table())

    assert {block.kind for block in found} == {BlockKind.CELL}
    assert [(block.cell, block.text) for block in found] == [
        ((0, 0), "Handling"),
        ((0, 1), "Ansvarlig"),
        ((1, 0), "Sende noten med dens bilag til medlemmerne i netværket"),
        ((1, 1), "Vera Klitbjerg"),
        ((2, 0), "Booke lokale"),
        ((2, 1), "Sorø"),
    ]


def test_words_in_columns_make_a_table_without_drawn_lines() -> None:
    rows = [
        ("Handling", "Ansvarlig", "Frist"),
        ("Sende noten til alle", "Vera Klitbjerg", "1. maj"),
        ("Booke lokale", "Sorø", "3. maj"),
    ]
    page = [
        Put(x, 760 - 20 * row, text)
        for row, cells in enumerate(rows)
        for x, text in zip((60, 260, 400), cells, strict=True)
    ]

    assert [(block.cell, block.text) for block in blocks(page)] == [
        ((row, at), text) for row, cells in enumerate(rows) for at, text in enumerate(cells)
    ]


def test_labels_with_their_values_are_no_table() -> None:
    page = [
        *column("Tid:", "Sted:", "Referent:"),
        *column("12. maj 2026", "Sorø Rådhus", "Vera Klitbjerg", x=160),
    ]

    assert texts(page) == ["Tid: 12. maj 2026", "Sted: Sorø Rådhus", "Referent: Vera Klitbjerg"]


def test_a_table_goes_on_over_the_page_end_without_its_head_again() -> None:
    found = blocks(drawn_table(), drawn_table())

    assert [block.text for block in found].count("Ansvarlig") == 1
    assert max(block.cell[0] for block in found if block.cell) == 4


def test_pages_that_give_nothing_are_told() -> None:
    document = open_document(make(column("Referat"), [], [], column("Slut"), []), "minutes.pdf")

    assert document.remarks == ("Side 2–3 og 5 kunne ikke læses.",)


def test_pages_beyond_the_limit_are_told() -> None:
    document = open_document(make(*[column("Referat", top=600)] * 1002), "minutes.pdf")

    assert document.remarks == ("Kun de første 1000 af 1002 sider er læst.",)


def test_lines_point_into_the_text() -> None:
    document = open_document(make(drawn_table()), "minutes.pdf")

    for block in document.blocks:
        first, last = block.lines
        assert block.text in "\n".join(document.text[first - 1 : last])


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0.001)

    with pytest.raises(UnreadableError, match="too long"):
        open_document(make(column("Referat")), "slow.pdf")


def test_words_on_both_sides_of_a_drawn_line_are_two_cells_however_near() -> None:
    rules = [Rule(x, 690, x, 720) for x in (58, 89, 200)] + [
        Rule(58, y, 200, y) for y in (690, 720)
    ]

    assert texts([*rules, Put(60, 700, "Punkt"), Put(91, 700, "Emne")]) == ["Punkt", "Emne"]


def test_a_number_at_the_page_end_is_kept_when_it_stands_in_a_row() -> None:
    page = [*column("Referat", top=700), Put(60, 50, "8"), Put(90, 50, "Vera ringer")]

    assert "8 Vera ringer" in texts(page)


@pytest.mark.parametrize(
    ("others", "joined"), [(0, "Alle non-funktionelle krav"), (3, "Alle nonfunktionelle krav")]
)
def test_hyphens_at_line_ends_are_real_where_no_words_are_parted(others: int, joined: str) -> None:
    plain = [column(*[f"{FULL}.", "Slut."] * 20, top=730, pitch=15)]
    parted = column(*["Et ord er be-", "kymret delt."] * others, top=730)

    assert joined in texts(*plain, [*parted, *column("Alle non-", "funktionelle krav", top=600)])
