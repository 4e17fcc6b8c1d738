"""Web pages: the content without menus, lists with their depth, tables in order."""

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.documents import open_document


def blocks(body: str) -> tuple[Block, ...]:
    page = f"<!doctype html><html><head><title>T</title></head><body>{body}</body></html>"
    return open_document(page.encode(), "minutes.html").blocks


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


def test_headings_paragraphs_and_bold() -> None:
    found = blocks("<h2>1. Velkomst</h2><p><b>Beslutning:</b></p><p><b>Sted:</b>\n  Sorø</p>")

    assert [(b.kind, b.level, b.bold, b.text) for b in found] == [
        (BlockKind.HEADING, 1, True, "1. Velkomst"),
        (BlockKind.PARAGRAPH, 0, True, "Beslutning:"),
        (BlockKind.PARAGRAPH, 0, False, "Sted: Sorø"),
    ]


def test_menus_notices_and_hidden_parts_are_left_out() -> None:
    body = (
        '<div class="cookie-bar">Vi bruger cookies</div><header><a>Logo</a></header>'
        '<nav><ul><li>Forside</li></ul></nav><div role="search">Søg</div><aside>Læs også</aside>'
        "<p>Vera sender noten.</p><script>1</script><!-- gemt --><p hidden>Skjult</p>"
        '<p style="display: none">Skjult</p><form><button>Send</button></form>'
        '<ul class="breadcrumb"><li>Her er du</li></ul><footer>Kontakt</footer>'
    )

    assert texts(body) == ["Vera sender noten."]


def test_the_main_part_is_preferred_and_keeps_its_own_header() -> None:
    body = "<div>Nyheder</div><main><header><h1>Referat</h1></header><p>Vera sender.</p></main>"

    assert texts(body) == ["Referat", "Vera sender."]


def test_a_main_part_that_holds_next_to_nothing_is_not_believed() -> None:
    body = "<main>Indhold</main><div>" + "<p>Vera sender noten.</p>" * 5 + "</div>"

    assert len(texts(body)) == 6


def test_lists_keep_their_depth_and_numbers() -> None:
    body = (
        "<ul><li>Sekretariatet sender:<ul><li>et notat</li></ul></li><li><p>Vera</p> ringer</ul>"
        '<ol><li>Velkomst</li><li value="4">Slut</li></ol><ol type="a"><li>drift</li></ol>'
    )

    assert [(b.kind, b.level, b.text) for b in blocks(body)] == [
        (BlockKind.BULLET, 0, "Sekretariatet sender:"),
        (BlockKind.BULLET, 1, "et notat"),
        (BlockKind.BULLET, 0, "Vera"),
        (BlockKind.PARAGRAPH, 0, "ringer"),
        (BlockKind.PARAGRAPH, 0, "1. Velkomst"),
        (BlockKind.PARAGRAPH, 0, "4. Slut"),
        (BlockKind.BULLET, 0, "a) drift"),
    ]


def test_a_list_right_after_a_colon_belongs_to_the_item_above() -> None:
    body = "<ul><li>Der sendes:</li></ul><ul><li>et notat</li></ul><ul><li>Vera ringer</li></ul>"

    assert [b.level for b in blocks(body)] == [0, 1, 0]


def test_broken_lines_are_lines_of_their_own() -> None:
    assert texts("<p>Tid: 9-12<br>Sted:&nbsp;Sorø</p>") == ["Tid: 9-12", "Sted: Sorø"]


def test_tables_come_cell_by_cell() -> None:
    body = (
        "<table><tr><th>Handling<th>Ansvarlig<th>Frist"
        '<tr><td colspan=2>Samlet<td>1. maj<tr><td rowspan="2">Noter<td>Vera<td>'
        "<tr><td>Ulla<td>2. maj</table><table><tr><td>Ramme</table>"
    )

    assert [(b.kind, b.cell, b.text) for b in blocks(body)] == [
        (BlockKind.CELL, (0, 0), "Handling"),
        (BlockKind.CELL, (0, 1), "Ansvarlig"),
        (BlockKind.CELL, (0, 2), "Frist"),
        (BlockKind.CELL, (1, 0), "Samlet"),
        (BlockKind.CELL, (1, 2), "1. maj"),
        (BlockKind.CELL, (2, 0), "Noter"),
        (BlockKind.CELL, (2, 1), "Vera"),
        (BlockKind.CELL, (3, 1), "Ulla"),
        (BlockKind.CELL, (3, 2), "2. maj"),
        (BlockKind.PARAGRAPH, None, "Ramme"),
    ]


def test_words_are_not_glued_together() -> None:
    assert texts("<div>Vera<div>Ulla</div>Ida</div>") == ["Vera", "Ulla", "Ida"]


def test_old_encodings_are_read() -> None:
    data = "<html><body><p>Møde på Sjælland</p></body></html>".encode("cp1252")

    assert open_document(data, "minutes.html").text == ("Møde på Sjælland",)
