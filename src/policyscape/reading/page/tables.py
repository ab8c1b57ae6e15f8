"""Tables of HTML: which hold data rather than lay out a page, and the grid of their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from policyscape.reading.sheet import Piece, SheetCell

__all__ = ["is_data", "table_rows"]

_LAYOUT = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "main")
_MOST_SPANNED = 99  # rows or columns
_LARGEST_GRID = 200_000  # cells; beyond them nothing is repeated


def is_data(table: etree._Element) -> bool:
    """Whether a table holds data: two rows and two columns at least, and no parts of a page in its cells."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants(*_LAYOUT), None) is not None:
        return False
    rows = list(_rows(table))
    return len(rows) > 1 and any(len(row) > 1 for row in rows)


def table_rows(table: etree._Element, lines: Callable[[etree._Element], list[list[Piece]]]) -> list[list[SheetCell]]:
    """The rows of a table, as long as each other; a cell that spans several rows or columns stands in each.

    ``lines`` gives the lines of a cell. Headers are the first row, what ``thead`` holds, and the rows of nothing but
    ``th`` right below.
    """
    grid: list[list[SheetCell]] = []
    held: dict[int, tuple[int, SheetCell]] = {}  # by column: how many more rows a cell goes down
    size, headed = 0, True
    for row in _rows(table):
        in_head = any(ancestor.tag == "thead" for ancestor in row[0].iterancestors("thead"))
        headed = headed and (not grid or in_head or all(cell.tag == "th" for cell in row))
        cells = [_cell(element, lines, headed, size < _LARGEST_GRID) for element in row]
        grid.append(_placed(cells, held))
        size += len(grid[-1])
    width = max(map(len, grid))
    return [row + [SheetCell() for _ in range(width - len(row))] for row in grid]


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    for row in table.iterdescendants("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if cells:
            yield cells


def _cell(
    element: etree._Element, lines: Callable[[etree._Element], list[list[Piece]]], header: bool, spans: bool
) -> SheetCell:
    columns, rows = (_span(element, f"{way}span") if spans else 1 for way in ("col", "row"))
    return SheetCell(lines(element), header, columns, rows)


def _span(element: etree._Element, name: str) -> int:
    value = (element.get(name) or "").strip()
    return min(max(1, int(value)), _MOST_SPANNED) if value.isascii() and value.isdigit() else 1


def _placed(cells: list[SheetCell], held: dict[int, tuple[int, SheetCell]]) -> list[SheetCell]:
    """The cells of a row with those that come down from above; ``held`` goes on to the next row."""
    row: list[SheetCell] = []

    def from_above() -> None:
        while (waiting := held.pop(len(row), None)) is not None:
            rows, cell = waiting
            if rows > 1:
                held[len(row)] = rows - 1, cell
            row.append(cell)

    for cell in cells:
        from_above()
        for _ in range(cell.columns):
            if cell.rows > 1:
                held[len(row)] = cell.rows - 1, cell
            row.append(cell)
    from_above()
    return row
