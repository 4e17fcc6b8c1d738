"""Plain text into blocks: joined lines, list items, headings, tables."""

import pytest

from bot.minutes.blocks import BlockKind
from bot.minutes.text import blocks_of_text


def blocks(text: str) -> list[tuple[str, str, tuple[int, int]]]:
    return [(b.kind.value, b.text, b.lines) for b in blocks_of_text(text.split("\n"))]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Rådet talte længe om havnens fremtid og om de mange både, der ligger uden plads,\n"
        "og blev enige om at skrive til kommunen."
    )
    assert blocks(text) == [("paragraph", text.replace("\n", " "), (1, 2))]


def test_a_hyphen_at_the_line_end_is_taken_out() -> None:
    text = "Der indkaldes til et møde om rekruttering af nye frivillige i arbejds-\ngruppen."
    assert blocks(text)[0][1].endswith("i arbejdsgruppen.")


def test_blank_lines_between_all_lines_mean_nothing() -> None:
    line = "Det blev besluttet at undersøge om broen kan bære de nye maskiner og\n\n"
    rest = "om den skal males i år.\n\n"
    found = blocks_of_text(((line + rest) * 8).split("\n"))
    assert found[0].lines == (1, 3)


def test_bullets_of_every_sort_with_their_depth() -> None:
    text = "- Kaffe\n• Kage\n  * Saft\n– Vand\n- [x] Referat sendt"
    found = blocks_of_text(text.split("\n"))
    assert [b.kind for b in found] == [BlockKind.BULLET] * 5
    assert [b.level for b in found] == [0, 0, 1, 0, 0]
    assert found[-1].text == "Referat sendt"


def test_headings_and_bold_lines() -> None:
    found = blocks_of_text(["## Punkt 3", "", "**Beslutning**", "Vi **køber** to både."])
    assert [(b.kind.value, b.text, b.bold) for b in found] == [
        ("heading", "Punkt 3", False),
        ("paragraph", "Beslutning", True),
        ("paragraph", "Vi køber to både.", False),
    ]


def test_a_table_row_becomes_cells() -> None:
    found = blocks_of_text(["| Hvad | Hvem |", "|---|---|", "| Male | Ylva |"])
    assert [(b.text, b.cell) for b in found] == [
        ("Hvad", (0, 0)),
        ("Hvem", (0, 1)),
        ("Male", (1, 0)),
        ("Ylva", (1, 1)),
    ]


def test_links_alone_and_page_numbers_are_no_text() -> None:
    assert blocks("Side 3 af 9\nhttps://example.org/a\nVi ses.") == [
        ("paragraph", "Vi ses.", (3, 3))
    ]


def test_a_list_of_names_stays_apart_line_by_line() -> None:
    assert len(blocks("Ylva Haslund\nCemal Yildirim\nHalfdan Kløvborg")) == 3


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Vi tager en dialog med FKR-", "formandskabet om", "dialog med FKR-formandskabet om"),
        ("Det gælder hele havne-", "området og", "hele havneområdet og"),
        ("Det gælder børne-", "og havneområdet", "børne- og havneområdet"),
    ],
)
def test_a_hyphen_at_the_line_end_goes_only_where_it_parts_a_word(
    first: str, second: str, joined: str
) -> None:
    lead = "Dette er en lang linje, der fylder helt ud til kanten. "
    assert joined in blocks_of_text([lead + first, second + " alt det, der venter."])[0].text


def test_short_lines_that_begin_small_are_lines_of_their_own() -> None:
    long = (
        "vi talte længe om broen og havnen og hvem der har lyst til at male i år, og det var sjovt"
    )
    text = f"{long}\n\nMad\nsalater: ylva\nbrød: cemal bager\nkød: hentes i byen\n{long}"
    assert [b.text for b in blocks_of_text(text.split("\n"))][2:5] == [
        "salater: ylva",
        "brød: cemal bager",
        "kød: hentes i byen",
    ]
    broken = f"{long}\n\nYlva maler broen og\nhavnen i maj."
    assert blocks_of_text(broken.split("\n"))[-1].text == "Ylva maler broen og havnen i maj."
