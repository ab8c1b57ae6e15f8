"""The content of the page of an IRI, in words of the reader's language, for the template ``resource.html``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from policyscape.namespaces import BASE, PREFIXES, PS
from policyscape.server.links import Links
from policyscape.server.pages import curie
from policyscape.server.resource import Resource
from policyscape.server.service import Row

__all__ = ["ResourcePage"]

_GRAPH = BASE + "graph/"
_RDF, _RDFS, _SKOS = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["skos"]
_NAMES = (_RDFS + "label", _SKOS + "prefLabel", _SKOS + "altLabel")
_SHOWN_ELSEWHERE = {*_NAMES, *(_RDF + name for name in ("type", "subject", "predicate", "object"))}
_SHOWN_ELSEWHERE |= {PREFIXES["dct"] + "title", PS["evidence"].toPython(), PREFIXES["oa"] + "hasSelector"}
_DERIVED = (_GRAPH + "inferred/", _GRAPH + "measures")
_PLACE = ("inDocument", "page", "line", "heading", "startOffset", "endOffset", "quote")


class ResourcePage:
    """Turns the rows about a resource into labelled links."""

    def __init__(self, resource: Resource, links: Links) -> None:
        self._resource = resource
        self._links = links
        self._language = links.language

    def content(self) -> dict[str, Any]:
        """What the template shows."""
        path = self._resource.iri.removeprefix(BASE)
        return {
            "iri": self._resource.iri,
            "path": path,
            "title": self._title(),
            "types": self._types(),
            "names": self._names(),
            "statements": self._statements(),
            "relations": self._grouped(self._resource.relations, "other"),
            "facts": self._facts(),
            "evidence": self._evidence(),
            "uses": [(self._links.of(row["property"]), int(row["uses"]["value"])) for row in self._uses()],
            "explorer": self._explorer(path),
        }

    def _title(self) -> str:
        found = {row["value"].get("xml:lang", ""): row["value"]["value"] for row in self._with(_RDFS + "label")}
        return found.get(self._language) or next(iter(found.values()), curie(self._resource.iri))

    def _types(self) -> list[dict[str, str]]:
        stated = [row for row in self._with(_RDF + "type") if not row["graph"]["value"].startswith(_DERIVED)]
        return [self._links.of(row["value"]) for row in stated if row["value"]["value"].startswith(str(PS))]

    def _names(self) -> list[dict[str, str]]:
        """All names but the title, each once."""
        title = self._title()
        found = {
            row["value"]["value"]: row["value"].get("xml:lang", "")
            for row in self._resource.statements
            if row["property"]["value"] in _NAMES
        }
        return [{"text": text, "language": tag} for text, tag in sorted(found.items()) if text != title]

    def _statements(self) -> list[tuple[dict[str, str], list[dict[str, str]]]]:
        rows = [
            row
            for row in self._resource.statements
            if row["property"]["value"] not in _SHOWN_ELSEWHERE and not row["graph"]["value"].startswith(_DERIVED)
        ]
        return self._grouped(rows, "value")

    def _grouped(self, rows: Iterable[Row], column: str) -> list[tuple[dict[str, str], list[dict[str, str]]]]:
        """The links of a column by property, each once, in the order of their labels."""
        groups = []
        for _, several in groupby(rows, key=lambda row: row["property"]["value"]):
            held = list(several)
            links = {tuple(row[column].items()): self._links.of(row[column]) for row in held}
            groups.append((self._links.of(held[0]["property"]), sorted(links.values(), key=lambda one: one["text"])))
        return groups

    def _facts(self) -> list[tuple[dict[str, str], list[dict[str, Any]]]]:
        """The facts by class; a fact read in several places stands once, with all of them."""
        by_fact: dict[str, dict[str, Any]] = {}
        for row in self._resource.facts:
            iri = row["fact"]["value"]
            fact = by_fact.setdefault(iri, {**self._fact(row), "roles": {}, "places": {}})
            fact["roles"][row["role"]["value"]] = self._links.of(row["role"])
            fact["places"][row.get("line", {}).get("value", "")] = row.get("page", {}).get("value", "")
        ordered = sorted(by_fact.values(), key=lambda fact: str(fact["class"]["text"]))
        return [(key, list(facts)) for key, facts in groupby(ordered, key=lambda fact: fact["class"])]

    def _fact(self, row: Row) -> dict[str, Any]:
        label = row.get(self._language) or row.get("ja") or row.get("en") or row["fact"]
        amount = f"{int(row['amount']['value']):,}" if "amount" in row else ""
        return {
            "class": self._links.of(row["class"]) if "class" in row else self._links.of(row["fact"]),
            "href": "/" + row["fact"]["value"].removeprefix(BASE),
            "text": label["value"],
            "modality": self._links.of(row["modality"]) if "modality" in row else None,
            "country": self._links.of(row["country"]) if "country" in row else None,
            "amount": f"{row['currency']['value']} {amount}" if amount and "currency" in row else amount,
            "year": row.get("year", {}).get("value", ""),
            "document": self._links.of(row["document"]),
        }

    def _evidence(self) -> list[dict[str, Any]]:
        """Each place where a fact was read, with its properties by local name."""
        found = []
        for iri, rows in groupby(self._resource.evidence, key=lambda row: row["evidence"]["value"]):
            place: dict[str, Any] = {**dict.fromkeys(_PLACE), "href": "/" + iri.removeprefix(BASE)}
            for row in rows:
                name = row["property"]["value"].removeprefix(str(PS))
                place[name] = self._links.of(row["value"]) if name == "inDocument" else row["value"]["value"]
            found.append(place)
        return found

    def _uses(self) -> list[Row]:
        """Uses that no other part of the page lists."""
        listed = {row["property"]["value"] for row in [*self._resource.relations]}
        listed |= {row["role"]["value"] for row in self._resource.facts}
        uses = [row for row in self._resource.uses if "property" in row]
        return [row for row in uses if row["property"]["value"] not in listed | _SHOWN_ELSEWHERE]

    def _explorer(self, path: str) -> str:
        if path.startswith("fact/"):
            return "#fact=" + path.removeprefix("fact/")
        return "#entity=" + path.removeprefix("id/") if path.startswith("id/") else ""

    def _with(self, prop: str) -> list[Row]:
        return [row for row in self._resource.statements if row["property"]["value"] == prop]
