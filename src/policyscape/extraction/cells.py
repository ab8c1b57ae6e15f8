"""Lines of the cells of a matrix, each read with what stands above it in its column.

In a matrix (countries as columns, a strategy per country in one row, its technologies in another) a cell is a list
and its meaning stands in the header of its column, in the cells above and in the lines before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policyscape.extraction.patterns import Captured, Language, skeleton
from policyscape.extraction.rules import Rule
from policyscape.extraction.situation import Situation
from policyscape.extraction.units import CELL_BREAK, Unit
from policyscape.fold import fold

__all__ = ["Contexts", "cell_lines"]


class Contexts:
    """Captures of a rule's contexts: one taken anew forgets those behind it, and the count of items begins again."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._held: list[dict[str, tuple[Unit, Captured]]] = [{} for _ in rule.context]
        self.position = 0

    @property
    def captures(self) -> dict[str, tuple[Unit, Captured]]:
        """Everything held now, by role."""
        return {name: captured for held in self._held for name, captured in held.items()}

    def renew(self, unit: Unit) -> bool:
        """Takes what the contexts find in a unit; whether they found anything."""
        renewed = False
        for number, pattern in enumerate(self._rule.context):
            found = next(pattern.find(unit.form), None) if unit.form else None
            if found:
                self._held[number] = {name: (unit, captured) for name, captured in found.roles.items()}
                self._held[number + 1 :] = [{} for _ in self._held[number + 1 :]]
                self.position, renewed = 0, True
        return renewed


def cell_lines(rule: Rule, read: Sequence[Unit], language: Language) -> Iterator[Situation]:
    """Matches in the lines of a matrix whose header the rule names; a line that gives a context is no item itself."""
    columns: dict[int, Contexts] = {}
    block = None
    for unit in read:
        if not unit.block.rows or not rule.header or not rule.header.search(fold("|".join(unit.header))):
            continue
        if unit.block is not block:
            block, columns = unit.block, {}
        for line in _lines(unit, language):
            contexts = columns.setdefault(line.column, Contexts(rule))
            if contexts.renew(line.unit) or not (rule.pattern and line.unit.form):
                continue
            for match in rule.pattern.find(line.unit.form):
                contexts.position += 1
                yield Situation(line.unit, match, contexts.captures, contexts.position)


@dataclass(frozen=True, slots=True)
class _Line:
    unit: Unit
    column: int


def _lines(row: Unit, language: Language) -> Iterator[_Line]:
    start = 0
    for column, cell in enumerate(row.text.split(CELL_BREAK)):
        for words in cell.split("\n"):
            if words.strip():
                yield _Line(_part(row, start, start + len(words), language), column)
            start += len(words) + 1


def _part(row: Unit, start: int, end: int, language: Language) -> Unit:
    inside = [m for m in row.mentions if m.start < end and start < m.end]  # a name may run over a line's end
    mentions = [replace(m, start=max(m.start, start) - start, end=min(m.end, end) - start) for m in inside]
    text = row.text[start:end]
    form = skeleton(text, mentions, language)
    return replace(row, text=text, offsets=row.offsets[start:end], mentions=mentions, form=form, within=row)
