"""Structural gaps: what the graph lets one expect but does not hold, each a query under ``queries/network/gaps``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions

from policyscape.errors import RecordError
from policyscape.network.nodes import Node, read_nodes
from policyscape.network.projections import LANGUAGES, PROJECTIONS
from policyscape.store import Graph

__all__ = ["GAPS", "Gap", "find_gaps"]

GAPS = PROJECTIONS / "gaps"


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind of gap with its title and meaning by language, and the entities it is found at, each with facts (IRIs)."""

    id: str
    title: Mapping[str, str]
    meaning: Mapping[str, str]
    entities: tuple[tuple[Node, tuple[str, ...]], ...]


def find_gaps(store: Graph, folder: Path = GAPS) -> list[Gap]:
    """Every declared gap in the order of ids; the entities with most facts first, equal ones by IRI.

    A gap is an absence in the graph, which may be one in the world, in the documents or in their reading.
    """
    return [_gap(store, path) for path in sorted(folder.glob("*.rq"))]


def _gap(store: Graph, path: Path) -> Gap:
    text = path.read_text(encoding="utf-8")
    lines = (line[2:].partition(":") for line in text.splitlines() if line.startswith("#+"))
    header = {key.strip(): value.strip() for key, _, value in lines}
    try:
        title, meaning = ({lang: header[f"{name}.{lang}"] for lang in LANGUAGES} for name in ("title", "meaning"))
        solutions = store.query(text)
    except KeyError as error:
        raise RecordError(f"the header lacks {error.args[0]}.", path.name) from error
    except SyntaxError as error:
        raise RecordError(f"the query is not SPARQL: {error}.", path.name) from error
    if not isinstance(solutions, QuerySolutions) or [v.value for v in solutions.variables] != ["entity", "fact"]:
        raise RecordError("a gap is a SELECT of ?entity and ?fact.", path.name)
    found: dict[str, set[str]] = {}
    for entity, fact in solutions:
        if isinstance(entity, NamedNode):
            found.setdefault(entity.value, set()).update([fact.value] if isinstance(fact, NamedNode) else [])
    nodes = read_nodes(store, found)
    order = sorted(found, key=lambda iri: (-len(found[iri]), iri))
    return Gap(path.stem, title, meaning, tuple((nodes[iri], tuple(sorted(found[iri]))) for iri in order))
