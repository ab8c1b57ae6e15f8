"""The media types of answers, and which of them a request would rather have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

__all__ = [
    "CSV",
    "GRAPHS",
    "HTML",
    "JSON",
    "ROWS",
    "TEXT",
    "TSV",
    "choose",
    "content_type",
    "graph_named",
    "graph_text",
]

HTML, JSON, TEXT = "text/html", "application/json", "text/plain"
CSV, TSV = "text/csv", "text/tab-separated-values"
ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    JSON: ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    CSV: ox.QueryResultsFormat.CSV,
    TSV: ox.QueryResultsFormat.TSV,
}
"""What a SELECT or an ASK can be answered in, the preferred first."""

GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    JSON: ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
    TEXT: ox.RdfFormat.N_TRIPLES,
}
"""What a CONSTRUCT, a DESCRIBE or the description of a resource can be answered in, the preferred first."""

_NAMES = {"turtle": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json", "html": HTML}
_NAMES |= {"rdfxml": "application/rdf+xml", "json": JSON}


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    subtype: str
    quality: float

    def fits(self, media: str) -> int:
        """How exactly the range names the media type: 0 where it does not."""
        kind, subtype = media.split("/")
        if (self.kind, self.subtype) == (kind, subtype):
            return 3
        if self.kind == kind and self.subtype == "*":
            return 2
        return 1 if (self.kind, self.subtype) == ("*", "*") else 0


def choose(accept: str | None, offers: Iterable[str]) -> str | None:
    """The offered media type that an Accept header likes best, the earlier of equals; None where it takes none.

    The most exact range that fits an offer gives its quality (RFC 9110, 12.5.1); no header takes the first offer.
    """
    several = list(offers)
    ranges = _ranges(accept) if accept and accept.strip() else [_Range("*", "*", 1.0)]
    liked = [(_quality(ranges, offer), -place) for place, offer in enumerate(several)]
    quality, place = max(liked)
    return several[-place] if quality > 0 else None


def _quality(ranges: Sequence[_Range], media: str) -> float:
    exact = max((one.fits(media) for one in ranges), default=0)
    return max((one.quality for one in ranges if one.fits(media) == exact), default=0.0) if exact else 0.0


def _ranges(accept: str) -> list[_Range]:
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        kind, slash, subtype = media.partition("/")
        if slash:
            found.append(_Range(kind, subtype, _weight(parameters)))
    return found


def _weight(parameters: Sequence[str]) -> float:
    written = next((one[2:] for one in parameters if one.startswith("q=")), "1")
    try:
        return min(max(float(written), 0.0), 1.0)
    except ValueError:
        return 0.0


def graph_named(name: str | None) -> str | None:
    """The media type of a short name (``turtle``, ``jsonld``, ``nt``, ``html``), for links that name a format."""
    return _NAMES.get(name or "")


def content_type(media: str) -> str:
    """The Content-Type header of a media type: with its character set where the type has such a parameter."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def graph_text(triples: Iterable[ox.Triple], media: str, prefixes: dict[str, str]) -> bytes:
    """Triples, sorted, in a media type of GRAPHS, with those of the prefixes that they use."""
    several = sorted(set(triples), key=str)
    text = "\n".join(map(str, several))
    used = {name: space for name, space in prefixes.items() if f"<{space}" in text}
    return ox.serialize(several, format=GRAPHS[media], prefixes=used) or b""
