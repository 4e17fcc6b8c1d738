"""Tables that only arrange minutes are taken apart; lists of tasks stay tables."""

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.unfolding import unfold

LONG = "Netværket drøftede ventetiden på hjælpemidler. " * 6


def cell(row: int, column: int, text: str, kind: BlockKind = BlockKind.CELL) -> Block:
    return Block(kind, text, (0, 0), cell=(row, column))


def shown(*blocks: Block) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text.strip()) for block in unfold(blocks)]


def test_an_agenda_beside_its_minutes_becomes_items_with_their_label() -> None:
    assert shown(
        cell(0, 0, "Punkt"),
        cell(0, 1, "Beslutning"),
        cell(1, 0, "1) Velkomst"),
        cell(1, 1, LONG),
        cell(1, 1, "Vera ringer", BlockKind.BULLET),
        cell(2, 0, "2) Slut"),
    ) == [
        ("heading", "1) Velkomst"),
        ("paragraph", "Beslutning"),
        ("paragraph", LONG.strip()),
        ("bullet", "Vera ringer"),
        ("paragraph", "2) Slut"),
    ]


def test_a_number_in_a_column_of_its_own_belongs_to_the_title() -> None:
    assert shown(cell(0, 0, "1."), cell(0, 1, "Velkomst"), cell(0, 2, LONG)) == [
        ("heading", "1. Velkomst"),
        ("paragraph", LONG.strip()),
    ]


def test_no_block_of_such_a_table_is_a_cell_any_more() -> None:
    assert all(block.cell is None for block in unfold([cell(0, 0, "Emne"), cell(0, 1, LONG)]))


def test_lists_of_tasks_and_tables_of_few_words_stay() -> None:
    tasks = [cell(0, 0, "Opgave"), cell(0, 1, "Ansvarlig"), cell(1, 0, LONG), cell(1, 1, "Vera")]
    short = [cell(0, 0, "År"), cell(0, 1, "Antal"), cell(1, 0, "2025"), cell(1, 1, "17")]

    assert list(unfold(tasks)) == tasks
    assert list(unfold(short)) == short


def test_a_table_that_begins_again_is_another_one() -> None:
    short = [cell(0, 0, "År"), cell(0, 1, "Antal"), cell(1, 0, "2025")]

    found = list(unfold([*short, cell(0, 0, "Emne"), cell(0, 1, LONG)]))
    assert found[:3] == short
    assert found[3].kind is BlockKind.HEADING
