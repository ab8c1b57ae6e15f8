"""Terms as readers see them: words in their language, with an address where a term has a page."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from policyscape.namespaces import BASE, CONCEPT, FACT, ID, PS
from policyscape.ontology import Ontology
from policyscape.query.text import Term
from policyscape.server.names import Names
from policyscape.server.pages import curie

__all__ = ["Links"]

_LONG = re.compile(r"-?\d{5,}")  # four digits may be a year


class Links:
    """Makes links in a language."""

    def __init__(self, names: Names, ontology: Ontology, language: str) -> None:
        self.language = language
        self._known = names
        self._ontology = ontology

    def of_term(self, term: Term | None) -> dict[str, str]:
        """A term of a result; an unbound one is an empty text."""
        if isinstance(term, ox.NamedNode):
            return self.of({"type": "uri", "value": term.value})
        if isinstance(term, ox.Literal):
            tag = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
            return self.of({"type": "literal", "value": term.value, **tag})
        return {"text": "" if term is None else str(term), "href": "", "language": ""}

    def of(self, cell: Mapping[str, str]) -> dict[str, str]:
        """A term in SPARQL JSON as text, with an address where it has one, and what kind of literal it is."""
        value = cell["value"]
        if cell["type"] != "uri":
            datatype = cell.get("datatype", "").rsplit("#", 1)[-1]
            text = f"{int(value):,}" if datatype == "integer" and _LONG.fullmatch(value) else value
            return {"text": text, "href": "", "language": cell.get("xml:lang", ""), "datatype": datatype}
        if value.startswith(BASE):
            return {"text": self._label(value), "href": "/" + value.removeprefix(BASE), "language": ""}
        href = value if value.startswith(("http://", "https://")) else ""  # no other scheme becomes a link
        return {"text": curie(value), "href": href, "language": ""}

    def _label(self, iri: str) -> str:
        if named := self._known.get(iri):
            return named.label(self.language)
        for space in (str(PS), str(CONCEPT)):
            name = iri.removeprefix(space)
            terms = self._ontology
            if name != iri and (name in terms.classes or name in terms.properties or name in terms.codes):
                return terms.label(name, self.language)
        return curie(iri) if iri.startswith((str(FACT), str(ID))) else iri.removeprefix(BASE)
