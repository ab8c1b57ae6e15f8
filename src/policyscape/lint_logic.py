"""Checks of what machines read: domains, ranges, inverses, cycles, disjointness, code lists and shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rdflib import OWL, RDF, RDFS, URIRef

from policyscape import ontology_reader as read
from policyscape.lint_model import Finding, Model
from policyscape.namespaces import PS

__all__ = ["LOGIC_CHECKS"]


def domains_and_ranges(model: Model) -> Iterator[Finding]:
    """Every property has one domain, and one range or a declared form of literal."""
    for name in model.properties:
        for what, predicate in (("domain", RDFS.domain), ("range", RDFS.range)):
            found = model.values(name, predicate)
            if len(found) > 1:
                yield model.finding(
                    name,
                    f"several-{what}s",
                    f"the {what}s {', '.join(found)} hold all at once (intersection); name one class above them.",
                )
            if not found and not (what == "range" and model.values(name, PS.literalForm)):
                yield model.finding(name, f"missing-{what}", f"no {what}; declare the narrowest that is always true.")


def wrong_inverses(model: Model) -> Iterator[Finding]:
    """The domain of an inverse is the range of its property, and the other way round."""
    for subject, other in model.graph.subject_objects(OWL.inverseOf):
        one, two = read.local(subject), read.local(other)
        if one and two:
            ends = (model.values(one, RDFS.domain), model.values(one, RDFS.range))
            if ends != (model.values(two, RDFS.range), model.values(two, RDFS.domain)):
                yield model.finding(two, "wrong-inverse", f"domain and range do not mirror those of ps:{one}.")


def cycles(model: Model) -> Iterator[Finding]:
    """No class is below itself, no property either."""
    for names, predicate in ((model.classes, RDFS.subClassOf), (model.properties, RDFS.subPropertyOf)):
        for name in names:
            start = read.iri(name)
            if any(
                start in model.graph.transitive_objects(above, predicate) for above in _above(model, start, predicate)
            ):
                yield model.finding(name, "cycle", "it is above itself; remove one of the axioms of the circle.")


def _above(model: Model, start: URIRef, predicate: URIRef) -> list[URIRef]:
    return [node for node in model.graph.objects(start, predicate) if isinstance(node, URIRef)]


def disjointness(model: Model) -> Iterator[Finding]:
    """No class is disjoint with itself, and each is disjoint with some other, or nothing could ever contradict it."""
    for name in model.classes:
        if model.disjoint(name, name):
            yield model.finding(name, "impossible-class", "it is below two disjoint classes and can have no member.")
        elif not any(model.disjoint(name, other) for other in model.classes):
            yield model.finding(name, "no-disjointness", "disjoint with no class, so no data can contradict it.")


def code_lists(model: Model) -> Iterator[Finding]:
    """Each class of codes names its scheme and has codes; each code is of one such class and in its scheme."""
    lists = {name: model.values(name, PS.hasScheme) for name in model.classes if model.values(name, PS.hasScheme)}
    for name in model.classes:
        if name != "Code" and "Code" in model.above(name) and name not in lists:
            yield model.finding(name, "no-scheme", "a code list without ps:hasScheme; name its SKOS scheme.")
    for code in model.codes:
        types = [name for name in model.values(code, RDF.type) if name in lists]
        if len(types) != 1 or lists[types[0]] != model.values(code, read.SKOS.inScheme):
            yield model.finding(code, "stray-code", "not in exactly one code list and that list's scheme.")


def shortcuts(model: Model) -> Iterator[Finding]:
    """A shortcut names an existing property, class, roles of that class and, perhaps, an event type."""
    known = {"Property": model.properties, "Class": model.classes, "From": model.properties, "To": model.properties}
    known["EventType"] = model.codes
    for node in model.graph.subjects(RDF.type, PS.Shortcut):
        name = read.local(node) or str(node)
        for part, names in known.items():
            found = model.values(name, PS[f"shortcut{part}"])
            if len(found) > 1 or (not found and part != "EventType") or not set(found) <= set(names):
                shown = ", ".join(found) or "nothing"
                yield model.finding(name, "broken-shortcut", f"ps:shortcut{part} is {shown}; name one existing term.")


LOGIC_CHECKS: tuple[Callable[[Model], Iterator[Finding]], ...] = (
    domains_and_ranges,
    wrong_inverses,
    cycles,
    disjointness,
    code_lists,
    shortcuts,
)
