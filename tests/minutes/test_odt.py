"""OpenDocument texts: headings, lists with their depth and number, bold, tables in order."""

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.documents import open_document
from tests.minutes.making import odt

STYLES = """
<style:style style:name="P1" style:family="paragraph"
  style:parent-style-name="List_20_Bullet_20_2"/>
<style:style style:name="List_20_Bullet_20_2" style:display-name="List Bullet 2"
  style:family="paragraph"/>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/>
</style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/>
</style:style>
<style:style style:name="T3" style:family="text"><style:text-properties fo:font-weight="normal"/>
</style:style>
<style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-weight="700"/>
</style:style>
<style:style style:name="Title" style:family="paragraph"/>
<text:list-style style:name="L1">
  <text:list-level-style-bullet text:level="1"/><text:list-level-style-bullet text:level="2"/>
</text:list-style>
<text:list-style style:name="L2">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
  <text:list-level-style-number text:level="3" style:num-format="a" style:num-suffix=")"/>
</text:list-style>
<text:outline-style>
  <text:outline-level-style text:level="1" style:num-format=""/>
  <text:outline-level-style text:level="2" style:num-format="1" style:num-suffix="."/>
</text:outline-style>"""


def blocks(body: str) -> tuple[Block, ...]:
    return open_document(odt(body, styles=STYLES), "minutes.odt").blocks


def texts(body: str) -> list[str]:
    return [block.text for block in blocks(body)]


def listed(style: str, *items: str, more: str = "") -> str:
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_headings_keep_their_depth_and_their_numbers() -> None:
    body = p("Referat", "Title") + '<text:h text:outline-level="1">Møde</text:h>'
    body += '<text:h text:outline-level="2">Velkomst</text:h>'
    body += '<text:h text:outline-level="2">Økonomi</text:h>'

    assert [(b.kind, b.level, b.text) for b in blocks(body)] == [
        (BlockKind.HEADING, 0, "Referat"),
        (BlockKind.HEADING, 0, "Møde"),
        (BlockKind.HEADING, 1, "1. Velkomst"),
        (BlockKind.HEADING, 1, "2. Økonomi"),
    ]


def test_bullets_keep_their_depth() -> None:
    body = listed("L1", p("Sekretariatet sender:") + listed("L1", p("et notat")))
    body += listed("L1", p("en mail", "P1")) + p("- skrevet selv")

    assert [(b.kind, b.level, b.text) for b in blocks(body)] == [
        (BlockKind.BULLET, 0, "Sekretariatet sender:"),
        (BlockKind.BULLET, 1, "et notat"),
        (BlockKind.BULLET, 1, "en mail"),
        (BlockKind.BULLET, 0, "skrevet selv"),
    ]


def test_numbers_are_written_out_and_go_on_where_the_file_says_so() -> None:
    body = listed("L2", p("Velkomst"), p("Økonomi") + listed("", p("Regnskab"), p("Drift")))
    body += p("Mellem") + listed("L2", p("Slut"), more='text:continue-numbering="true"')
    body += listed("L2", p("Ny") + p("mere om det"))

    assert texts(body) == [
        *("1. Velkomst", "2. Økonomi", "2.1 Regnskab", "2.2 Drift", "Mellem", "3. Slut"),
        *("1. Ny", "mere om det"),
    ]


def test_an_item_may_start_at_a_number_of_its_own() -> None:
    start = '<text:list-item text:start-value="4">' + p("Fjerde") + "</text:list-item>"

    assert texts(f'<text:list text:style-name="L2">{start}</text:list>') == ["4. Fjerde"]


def test_bold_is_told_only_when_all_of_it_is() -> None:
    half = '<text:span text:style-name="T1">Sted: </text:span>Sorø'
    whole = '<text:span text:style-name="T1">Beslut<text:span>ning</text:span></text:span>'
    off = '<text:span text:style-name="T3">Nej</text:span>'

    assert [
        (b.text, b.bold) for b in blocks(p(half) + p(whole) + p("Frist", "P2") + p(off, "P2"))
    ] == [
        ("Sted: Sorø", False),
        ("Beslutning", True),
        ("Frist", True),
        ("Nej", False),
    ]


def test_tables_come_cell_by_cell() -> None:
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    body = (
        '<table:table><table:table-column table:number-columns-repeated="3"/>'
        f"<table:table-header-rows>{row(p('Handling'), p('Ansvarlig'), p('Frist'))}"
        "</table:table-header-rows><table:table-row>"
        f'<table:table-cell table:number-columns-spanned="2">{p("Samlet")}</table:table-cell>'
        f"<table:covered-table-cell/><table:table-cell>{p('1. maj')}</table:table-cell>"
        f"</table:table-row>{row(p('Noter') + listed('L1', p('ring')), p('Vera'))}</table:table>"
        + p("Efter")
    )

    assert [(b.kind, b.cell, b.text) for b in blocks(body)] == [
        (BlockKind.CELL, (0, 0), "Handling"),
        (BlockKind.CELL, (0, 1), "Ansvarlig"),
        (BlockKind.CELL, (0, 2), "Frist"),
        (BlockKind.CELL, (1, 0), "Samlet"),
        (BlockKind.CELL, (1, 2), "1. maj"),
        (BlockKind.CELL, (2, 0), "Noter"),
        (BlockKind.BULLET, (2, 0), "ring"),
        (BlockKind.CELL, (2, 1), "Vera"),
        (BlockKind.PARAGRAPH, None, "Efter"),
    ]


def test_deleted_hidden_and_side_text_is_left_out() -> None:
    body = (
        f"<text:tracked-changes>{p('Ulla')}</text:tracked-changes>"
        f"<text:table-of-content>{p('1. Velkomst 3')}</text:table-of-content>"
        + p(
            "Vera<text:note><text:note-citation>1</text:note-citation>Ulla</text:note>"
            ' <text:s text:c="3"/>'
            '<text:span text:style-name="T2">Ulla</text:span>sender<office:annotation>'
            "<text:p>Ulla</text:p></office:annotation><text:line-break/>Sted:<text:tab/>Sorø"
        )
    )

    assert texts(body) == ["Vera sender", "Sted: Sorø"]


def test_a_frame_in_a_paragraph_is_read() -> None:
    frame = f"<draw:frame><svg:title>Boks</svg:title><draw:text-box>{p('I boksen')}</draw:text-box>"

    assert sorted(texts(p(f"Uden for{frame}</draw:frame>"))) == ["I boksen", "Uden for"]


def test_odd_numbers_in_the_xml_do_no_harm() -> None:
    for odd in ("99999999999", "-1", "x", "0"):
        table = f'<table:table><table:table-column table:number-columns-repeated="{odd}"/>'
        table += f"<table:table-row><table:table-cell>{p('Vera')}</table:table-cell>"
        head = f'<text:h text:outline-level="{odd}">Møde</text:h>'
        assert texts(f"{head}{table}</table:table-row></table:table>") == ["Møde", "Vera"]
