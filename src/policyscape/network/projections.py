"""The declared networks: ``queries/network/*.rq``, a SPARQL SELECT each with a header that says what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from policyscape import paths
from policyscape.errors import InputError, RecordError

__all__ = [
    "LANGUAGES",
    "PROJECTIONS",
    "WEIGHTS",
    "Projection",
    "find_projection",
    "read_projection",
    "read_projections",
]

PROJECTIONS = paths.QUERIES / "network"
LANGUAGES = ("ja", "en")
WEIGHTS = ("count", "amount", "none")
_REQUIRED = {"id", "title.ja", "title.en", "meaning.ja", "meaning.en", "directed", "weight"}
_OPTIONAL = {"bipartite", "currency", "fallback", "modality"}


@dataclass(frozen=True, slots=True)
class Projection:
    """A network as it is declared: the query that gives its ties, and how they become edges.

    ``weight`` is ``count`` (distinct ties of a pair), ``amount`` (largest amount, in ``currency`` unless another is
    selected) or ``none``. ``fallback`` marks a network to be used only where no better one exists, ``bipartite`` one
    whose sources and targets are two separate kinds of nodes. ``modality`` is ``decided``, or ``any`` where plans and
    proposals count unless the selection says otherwise.
    """

    id: str
    title: Mapping[str, str]
    meaning: Mapping[str, str]
    directed: bool
    weight: str
    query: str
    currency: str | None = None
    fallback: bool = False
    bipartite: bool = False
    modality: str = "decided"


def read_projections(folder: Path = PROJECTIONS) -> dict[str, Projection]:
    """All projections of a folder by id, in the order of their ids."""
    return {path.stem: read_projection(path) for path in sorted(folder.glob("*.rq"))}


def find_projection(identifier: str, folder: Path = PROJECTIONS) -> Projection:
    """The projection with this id; InputError names those that exist and the nearest one."""
    projections = read_projections(folder)
    if identifier not in projections:
        near = get_close_matches(identifier, projections, n=1)
        hint = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(projections)}."
        raise InputError(f"There is no network {identifier!r}; {hint}")
    return projections[identifier]


def read_projection(path: Path) -> Projection:
    """One projection file; RecordError where its header is incomplete, unknown or contradicts the file's name."""
    text = path.read_text(encoding="utf-8")
    header = _header(text, path.name)
    if header["id"] != path.stem:
        raise RecordError(f"the id {header['id']} differs from the file's name; make them equal.", path.name)
    if header["weight"] not in WEIGHTS:
        raise RecordError(f"the weight {header['weight']} is none of {', '.join(WEIGHTS)}.", path.name)
    if header["weight"] == "amount" and "currency" not in header:
        raise RecordError("amounts are comparable within one currency only; add '#+ currency: JPY'.", path.name)
    if header.get("modality", "decided") not in ("decided", "any"):
        raise RecordError(f"the modality {header['modality']} is none of decided, any.", path.name)
    return Projection(
        id=header["id"],
        title={language: header[f"title.{language}"] for language in LANGUAGES},
        meaning={language: header[f"meaning.{language}"] for language in LANGUAGES},
        directed=_truth(header, "directed", path.name),
        weight=header["weight"],
        query=text,
        currency=header.get("currency"),
        fallback=_truth(header, "fallback", path.name),
        bipartite=_truth(header, "bipartite", path.name),
        modality=header.get("modality", "decided"),
    )


def _header(text: str, name: str) -> dict[str, str]:
    header: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#+"):
            key, _, value = line[2:].partition(":")
            key, value = key.strip(), value.strip()
            if key not in _REQUIRED | _OPTIONAL or not value or key in header:
                raise RecordError(f"the header line {key!r} is unknown, empty or repeated.", f"{name}:{number}")
            header[key] = value
    if missing := sorted(_REQUIRED - set(header)):
        raise RecordError(f"the header lacks {', '.join(missing)}.", name)
    return header


def _truth(header: Mapping[str, str], key: str, name: str) -> bool:
    value = header.get(key, "false")
    if value not in ("true", "false"):
        raise RecordError(f"{key} is {value!r}; write true or false.", name)
    return value == "true"
