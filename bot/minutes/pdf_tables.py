"""Tables of a PDF page, found by the lines that are drawn around their cells."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.minutes.pdf_lines import Box, Page, Run

#: points by which drawn lines may miss each other and still meet
SLACK = 3.0
#: a drawn line that is shorter is a dash or a tick
SHORTEST = 8.0
#: a page with more is a drawing
MOST_RULES = 400


@dataclass(frozen=True)
class Grid:
    """The drawn lines of one table."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    uprights: tuple[Box, ...]
    levels: tuple[Box, ...]

    @property
    def top(self) -> float:
        return self.rows[-1]

    def holds(self, run: Run) -> bool:
        """Whether the run stands inside the table."""
        left, right = self.columns[0] - SLACK, self.columns[-1] + SLACK
        return left <= run.x0 <= right and self.rows[0] <= _middle(run) <= self.rows[-1]

    def cell(self, run: Run) -> tuple[int, int]:
        """Row and column from the top left; joined cells count as their first one."""
        y = _middle(run)
        row = min(bisect_right(self.rows, y), len(self.rows) - 1)
        column = max(bisect_right(self.columns, run.x0 + 1) - 1, 0)
        column = min(column, len(self.columns) - 2)
        while column and not _crosses(self.uprights, 0, self.columns[column], y):
            column -= 1
        x = run.x0 + 1
        while row < len(self.rows) - 1 and not _crosses(self.levels, 1, self.rows[row], x):
            row += 1
        return len(self.rows) - 1 - row, column


def grids_of(page: Page) -> list[Grid]:
    """Tables with text in two columns or more, from the top down."""
    uprights = _merged([box for box in page.rules if _is_upright(box)], 0)
    levels = _merged([box for box in page.rules if _is_level(box)], 1)
    if not uprights or len(uprights) + len(levels) > MOST_RULES:
        return []
    grids = [_grid(group) for group in _touching(uprights + levels)]
    found = [grid for grid in grids if grid and _filled_columns(grid, page.runs) > 1]
    return sorted(found, key=lambda grid: -grid.top)


def _filled_columns(grid: Grid, runs: Iterable[Run]) -> int:
    return len({grid.cell(run)[1] for run in runs if grid.holds(run)})


def _middle(run: Run) -> float:
    return run.y + 0.3 * run.size


def _is_upright(box: Box) -> bool:
    return box[2] - box[0] < SLACK and box[3] - box[1] > SHORTEST


def _is_level(box: Box) -> bool:
    return box[3] - box[1] < SLACK and box[2] - box[0] > SHORTEST


def _merged(boxes: Sequence[Box], axis: int) -> list[Box]:
    """Pieces of one line, drawn cell by cell, as one."""
    along = 1 - axis
    merged: list[Box] = []
    for box in sorted(set(boxes), key=lambda box: (round(box[axis] / SLACK), box[along])):
        last = merged[-1] if merged else None
        if last and abs(last[axis] - box[axis]) <= SLACK and box[along] <= last[along + 2] + SLACK:
            merged[-1] = (
                min(last[0], box[0]),
                min(last[1], box[1]),
                max(last[2], box[2]),
                max(last[3], box[3]),
            )
        else:
            merged.append(box)
    return merged


def _touching(boxes: Iterable[Box]) -> list[list[Box]]:
    """Groups of lines that meet."""
    groups: list[list[Box]] = []
    for box in boxes:
        near = [group for group in groups if any(_meet(box, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([box, *(other for group in near for other in group)])
    return groups


def _meet(one: Box, two: Box) -> bool:
    return (
        one[0] <= two[2] + SLACK
        and two[0] <= one[2] + SLACK
        and one[1] <= two[3] + SLACK
        and two[1] <= one[3] + SLACK
    )


def _grid(group: Sequence[Box]) -> Grid | None:
    uprights = tuple(box for box in group if _is_upright(box))
    levels = tuple(box for box in group if _is_level(box))
    if not uprights or not levels:
        return None
    left, right = min(box[0] for box in group), max(box[2] for box in group)
    low, high = min(box[1] for box in group), max(box[3] for box in group)
    columns = _edges([left, right, *((box[0] + box[2]) / 2 for box in uprights)])
    rows = _edges([low, high, *((box[1] + box[3]) / 2 for box in levels)])
    if len(columns) < 3 or len(rows) < 2:
        return None
    return Grid(columns, rows, uprights, levels)


def _edges(places: Iterable[float]) -> tuple[float, ...]:
    """Places in order, those that are as good as one taken once."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > SLACK:
            edges.append(place)
    return tuple(edges)


def _crosses(boxes: Iterable[Box], axis: int, at: float, beside: float) -> bool:
    """Whether a line runs at this place, next to a point beside it."""
    along = 1 - axis
    return any(
        abs((box[axis] + box[axis + 2]) / 2 - at) <= SLACK
        and box[along] - SLACK <= beside <= box[along + 2] + SLACK
        for box in boxes
    )
