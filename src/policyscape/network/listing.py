"""A ranking as text: table, CSV, JSON, Markdown; or the ranked network as GraphML or GEXF."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from policyscape.network.analysis import Analysis
from policyscape.network.export import gexf, graphml
from policyscape.network.measures import ranking
from policyscape.network.robustness import Robust
from policyscape.network.selecting import choose
from policyscape.network.tables import node_of
from policyscape.network.terms import entity_id

__all__ = ["FORMATS", "listing"]

_Row = dict[str, object]


def listing(
    analysis: Analysis, measure: str, form: str, language: str, top: int, robust: Mapping[str, Robust] | None = None
) -> str:
    """The first entities under a measure, or the whole network with its scores, ending in a newline.

    ``robust`` adds to each row its interval, range, null-model score and the document its rank hangs on.
    """
    choose("format", form, FORMATS)
    if form in _NETWORKS:
        return _NETWORKS[form](analysis.graph, analysis.scores)
    return _TABLES[form](_rows(analysis, measure, language, top, robust or {}))


def _rows(analysis: Analysis, measure: str, language: str, top: int, robust: Mapping[str, Robust]) -> list[_Row]:
    rows: list[_Row] = []
    for ranked in ranking(analysis.scores[measure], top):
        node = node_of(analysis.graph, ranked.iri)
        row: _Row = {
            "rank": ranked.rank,
            "id": entity_id(ranked.iri),
            "label": node.label(language),
            "type": node.type,
            "country": entity_id(node.country),
            "score": ranked.score,
        }
        if ranked.iri in robust:
            row |= robust[ranked.iri].as_row()
        rows.append(row)
    return rows


def _table(rows: list[_Row]) -> str:
    if not rows:
        return ""
    lines = [list(rows[0]), *([_shown(value) for value in row.values()] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    padded = (
        "  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(line, widths, strict=True)) for line in lines
    )
    return "".join(line.rstrip() + "\n" for line in padded)


def _csv(rows: list[_Row]) -> str:
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return out.getvalue()


def _json(rows: list[_Row]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _markdown(rows: list[_Row]) -> str:
    if not rows:
        return ""
    lines = [list(rows[0]), ["---"] * len(rows[0]), *([_shown(value) for value in row.values()] for row in rows)]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _shown(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else "" if value is None else str(value)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


_TABLES: Mapping[str, Callable[[list[_Row]], str]] = MappingProxyType(
    {"table": _table, "csv": _csv, "json": _json, "markdown": _markdown}
)
_NETWORKS = MappingProxyType({"graphml": graphml, "gexf": gexf})
FORMATS = (*_TABLES, *_NETWORKS)
