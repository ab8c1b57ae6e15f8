"""The examples of a rule, run: each rule shows in its own file what it makes of an invented sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from policyscape.extraction.mentions import NameFinder
from policyscape.extraction.patterns import Hierarchy, Language
from policyscape.extraction.rules import Example, Rule
from policyscape.extraction.run import extract
from policyscape.extraction.units import Reader, units
from policyscape.extraction.values import ValueFinder
from policyscape.reading.model import Block, Cell, Document
from policyscape.records import Entity, Fact
from policyscape.resolution.registry import Registry

__all__ = ["run_example"]

_ANNOTATED = re.compile(r"\[([^|\]]+)\|([A-Za-z]+)\]")


def run_example(rule: Rule, example: Example, language: Language, hierarchy: Hierarchy) -> list[dict[str, Any]]:
    """The facts a rule makes of an example as role to value, entities by their name.

    In the text ``[甲省|Ministry]`` declares a name and its class. Lines are blocks: one that begins with ``- `` is a
    list item, one with ``# `` a heading, lines that begin with ``|`` are the rows of a table, the first its header; any
    other is a paragraph.
    """
    text, entities = _declared(example.text)
    registry = Registry(entities)
    reader = Reader(NameFinder(registry), ValueFinder(), registry, language, hierarchy)
    document = Document(rule.document or "example", text, "", tuple(_blocks(text)))
    return [_readable(fact, registry) for fact in extract(document, list(units(document, reader)), [rule], reader)]


def _declared(text: str) -> tuple[str, dict[str, Entity]]:
    entities = {
        id_: Entity(id_, type_, {"ja": name})
        for number, (name, type_) in enumerate(dict.fromkeys(_ANNOTATED.findall(text)))
        for id_ in [f"example/{number}"]
    }
    return _ANNOTATED.sub(r"\1", text), entities


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    headings: tuple[str, ...] = ()
    start = 0
    rows: list[tuple[Cell, ...]] = []
    for line in text.split("\n"):
        if line.startswith("|"):
            rows.append(_cells(line, start, header=not rows))
            start += len(line) + 1
            continue
        blocks += _table(rows, headings)
        rows = []
        marks = {"- ": "list_item", "# ": "heading"}
        kind = next((kind for mark, kind in marks.items() if line.startswith(mark)), "paragraph")
        shift = 0 if kind == "paragraph" else 2
        words = line[shift:]
        if words:
            offsets = tuple(range(start + shift, start + len(line)))
            blocks.append(Block(kind, words, offsets, level=1, headings=headings))  # type: ignore[arg-type]
        if kind == "heading":
            headings = (words,)
        start += len(line) + 1
    return [*blocks, *_table(rows, headings)]


def _cells(line: str, start: int, header: bool) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for words in line[1:].split("|"):
        start += 1
        cells.append(Cell(words, tuple(range(start, start + len(words))), header))
        start += len(words)
    return tuple(cells)


def _table(rows: Sequence[tuple[Cell, ...]], headings: tuple[str, ...]) -> list[Block]:
    if not rows:
        return []
    text = "\n".join("\t".join(cell.text for cell in row) for row in rows)
    offsets = tuple(range(rows[0][0].offsets[0], rows[0][0].offsets[0] + len(text)))
    return [Block("table", text, offsets, headings=headings, rows=tuple(rows))]


def _readable(fact: Fact, registry: Registry) -> dict[str, Any]:
    def name(value: object) -> object:
        known = isinstance(value, str) and (value in registry.entities or value in registry.discovered)
        return registry.get(str(value)).labels["ja"] if known else value

    def names(value: object) -> object:
        return [name(v) for v in value] if isinstance(value, Sequence) and not isinstance(value, str) else name(value)

    return {"type": fact.type, "modality": fact.modality} | {role: names(value) for role, value in fact.roles.items()}
