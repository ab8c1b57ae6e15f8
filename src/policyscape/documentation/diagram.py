"""Two drawings as SVG: the class trees, and the pattern of a fact with what its roles point to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from policyscape.ontology import Ontology

__all__ = ["class_diagram", "pattern_diagram"]

_ROW, _COLUMN, _BOX = 26, 215, 185
_TREES = ("Entity", "Fact")


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    column: int
    row: float


def class_diagram(ontology: Ontology, counts: Mapping[str, int]) -> Markup:
    """The trees of entities and of facts, from left to right; each class links to its section and shows its count."""
    places: list[_Place] = []
    lines: list[tuple[_Place, _Place]] = []
    row = 0.0
    for top in _TREES:
        row = _lay(ontology, top, 0, row, places, lines) + 1
    width = (max(place.column for place in places) + 1) * _COLUMN
    parts = [*(_elbow(one, other) for one, other in lines), *(_class(ontology, place, counts) for place in places)]
    return _svg(width, int(row * _ROW), parts)


def _lay(
    ontology: Ontology,
    name: str,
    column: int,
    row: float,
    places: list[_Place],
    lines: list[tuple[_Place, _Place]],
) -> float:
    """Put a class in the middle of those below it; the next free row. A class with two parents hangs on the first."""
    below = [child for child, found in sorted(ontology.classes.items()) if found.parents and found.parents[0] == name]
    start, children = row, []
    for child in below:
        row = _lay(ontology, child, column + 1, row, places, lines)
        children.append(next(place for place in reversed(places) if place.name == child))
    row = max(row, start + 1)
    middle = (children[0].row + children[-1].row) / 2 if children else start
    place = _Place(name, column, middle)
    places.append(place)
    lines.extend((place, child) for child in children)
    return row


def _elbow(one: _Place, other: _Place) -> Markup:
    x1, y1 = one.column * _COLUMN + _BOX, one.row * _ROW + 11
    x2, y2 = other.column * _COLUMN, other.row * _ROW + 11
    middle = (x1 + x2) / 2
    return Markup('<path d="M{:g} {:g} H{:g} V{:g} H{:g}"/>').format(x1, y1, middle, y2, x2)


def _class(ontology: Ontology, place: _Place, counts: Mapping[str, int]) -> Markup:
    x, y = place.column * _COLUMN, place.row * _ROW
    texts = {language: f"{ontology.label(place.name, language)} {counts[place.name]:,}" for language in ("ja", "en")}
    return Markup('<a href="#{}"><title>ps:{}</title>{}{}</a>').format(
        place.name, place.name, _rect(x, y, _BOX), _both(x + 8, y + 15, texts)
    )


def pattern_diagram(ontology: Ontology) -> Markup:
    """A fact and, role by role, what it points to."""
    parts = [_rect(0, 6 * _ROW, _BOX), _text(8, 6 * _ROW + 15, "?fact a ps:Allocation …")]
    rows = list(_pattern_rows(ontology))
    for number, (role, target) in enumerate(rows):
        y = number * _ROW + 11
        parts.append(Markup('<path d="M{} {} H{} V{} H{}"/>').format(_BOX, 6 * _ROW + 11, _BOX + 25, y, _BOX + 45))
        name = Markup('<a href="#{}">{}</a>').format(role, _text(_BOX + 50, y + 4, f"ps:{role}"))
        parts += [name, _rect(340, y - 11, 330), _both(348, y + 4, target)]
    return _svg(675, len(rows) * _ROW, parts)


def _pattern_rows(ontology: Ontology) -> Iterator[tuple[str, dict[str, str]]]:
    """The roles that teach most, each with what it holds in words."""
    forms = {
        "entity": {"ja": "実体の IRI → rdfs:label", "en": "IRI of an entity → rdfs:label"},
        "words": {"ja": "文書の言葉（@ja）", "en": "words of the document (@ja)"},
        "code": {"ja": "コードの IRI", "en": "IRI of a code"},
        "node": {"ja": "箇所: ps:line、ps:heading", "en": "place: ps:line, ps:heading"},
        "date": {"ja": "2025、2025-02、2025-02-14", "en": "2025, 2025-02 or 2025-02-14"},
        "integer": {"ja": "整数", "en": "integer"},
        "decimal": {"ja": "数", "en": "number"},
        "string": {"ja": "文字列", "en": "string"},
    }
    for role in _PATTERN:
        form = forms[ontology.kind(role)]
        yield role, {tag: f"{ontology.label(role, tag)}: {form[tag]}" for tag in ("ja", "en")}


_PATTERN = (
    "about",
    "agent",
    "item",
    "amount",
    "currency",
    "value",
    "unit",
    "fiscalYear",
    "date",
    "year",
    "country",
    "modality",
    "statedIn",
    "evidence",
)


def _rect(x: float, y: float, width: float) -> Markup:
    return Markup('<rect x="{:g}" y="{:g}" width="{:g}" height="22" rx="5"/>').format(x, y, width)


def _text(x: float, y: float, text: str) -> Markup:
    return Markup('<text x="{:g}" y="{:g}">{}</text>').format(x, y, text)


def _both(x: float, y: float, texts: Mapping[str, str]) -> Markup:
    form = '<text class="t-{}" lang="{}" x="{:g}" y="{:g}">{}</text>'
    return Markup("").join(Markup(form).format(tag, tag, x, y, texts[tag]) for tag in ("ja", "en"))


def _svg(width: int, height: int, parts: list[Markup]) -> Markup:
    box = escape(f"-2 -2 {width + 4} {height + 4}")
    head = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}" width="{}" role="img">').format(box, width)
    return head + Markup("\n").join(parts) + Markup("</svg>")
