"""A folder of documents into the record: facts of every layer, mentions, and the entities discovered on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyscape.errors import InputError
from policyscape.extraction.cache import Cache
from policyscape.extraction.mentions import NameFinder
from policyscape.extraction.rules import Rule, load_language, load_rules
from policyscape.extraction.run import extract, merge
from policyscape.extraction.units import Reader, Unit, units
from policyscape.extraction.values import ValueFinder
from policyscape.ontology import Ontology, load_ontology
from policyscape.paths import GRAPH
from policyscape.reading import SUFFIXES, read
from policyscape.reading.model import Document
from policyscape.records import Entity, Evidence, Fact, read_facts, read_lines, write_lines
from policyscape.resolution.judgements import Judgements
from policyscape.resolution.registry import Registered, Registry

__all__ = ["UNRESOLVED", "Extraction", "Extractor", "corpus_files", "stale_files", "write_extraction"]

UNRESOLVED = "unresolved.jsonl"
_PLACES_OF_A_MENTION = 3


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read: the documents, and the facts of each by document id."""

    documents: dict[str, Document]
    facts: dict[str, list[Fact]]
    registry: Registry

    @property
    def warnings(self) -> list[str]:
        """A sentence for each document that gave no fact."""
        silent = (name for name, facts in self.facts.items() if not facts)
        return [f"Warning: {name} gave no fact; is it a policy document in Japanese?" for name in silent]

    @property
    def discovered(self) -> list[Entity]:
        """The entities no file declares yet that facts speak of, by id."""
        spoken = set(_entity_ids(fact for facts in self.facts.values() for fact in facts))
        found = self.registry.discovered
        return [found[id_] for id_ in sorted(found) if id_ in spoken]


class Extractor:
    """Reads documents with the rules, names and judgements of a record; loading these is done once.

    ``layers`` names the layers to read in, all of them when None.
    """

    def __init__(
        self, ontology: Ontology | None = None, graph: Path = GRAPH, layers: frozenset[str] | None = None
    ) -> None:
        self._ontology = ontology or load_ontology()
        self._registry = Registry.load(graph / "entities", graph / "judgements")
        self._reviewed = graph / "reviewed"
        self._layers = layers
        language = load_language(self._ontology)
        self._rules: Sequence[Rule] = [rule for rule in load_rules(language) if self._reads(rule.layer)]
        names = NameFinder(self._registry)
        self._reader = Reader(names, ValueFinder(), self._registry, language, self._ontology)
        self._judgements = Judgements.load(graph / "judgements")

    def extract(self, document: Document) -> list[Fact]:
        """The facts of a document in all layers, as persons judged them."""
        read_units = list(units(document, self._reader))
        found = extract(document, read_units, self._rules, self._reader)
        facts = merge([*found, *_mentions(document, read_units), *self._read_by_persons(document)])
        return merge(self._judgements.judge(facts))

    def _read_by_persons(self, document: Document) -> list[Fact]:
        path = self._reviewed / f"{document.id}.jsonl"
        return read_facts(path) if self._reads("reviewed") and path.is_file() else []

    def _reads(self, layer: str) -> bool:
        return self._layers is None or layer in self._layers

    def read_all(self, documents: Iterable[Document], cache: Cache | None = None) -> Extraction:
        """The facts of several documents, from ``cache`` where they are known; a new name is known in the next."""
        extraction = Extraction({}, {}, self._registry)
        for document in documents:
            extraction.documents[document.id] = document
            extraction.facts[document.id] = self._known(document, cache) if cache else self.extract(document)
        if cache:
            cache.sweep()
        return extraction

    def _known(self, document: Document, cache: Cache) -> list[Fact]:
        kept: tuple[list[Fact], Registered] | None = cache.next(document)
        if kept is None:
            facts = self.extract(document)
            cache.keep((facts, self._registry.found))
            return facts
        facts, self._registry.found = kept
        return facts

    def corpus(
        self, folder: Path, progress: Callable[[str], None] = lambda _: None, cache: Cache | None = None
    ) -> Extraction:
        """All documents of a folder, in the order of their names; ``progress`` is told each name."""
        return self.read_all(_told(corpus_files(folder), progress), cache)


def _told(files: Iterable[Path], progress: Callable[[str], None]) -> Iterator[Document]:
    for path in files:
        progress(path.name)
        yield read(path)


def corpus_files(folder: Path) -> list[Path]:
    """The documents of a folder: files of a readable format except README; InputError when there are none."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder; give the folder that holds the documents.")
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and p.stem.upper() != "README")
    if not files:
        raise InputError(f"{folder} holds no document; readable are {', '.join(sorted(SUFFIXES))}.")
    return files


def write_extraction(extraction: Extraction, graph: Path = GRAPH) -> None:
    """Write the statement file of each document, and the file of discovered entities that facts speak of."""
    for path, rows in _files(extraction, graph).items():
        write_lines(path, rows)


def stale_files(extraction: Extraction, graph: Path = GRAPH) -> list[str]:
    """The names of those files of the record that an extraction would change."""
    return [
        path.name
        for path, rows in _files(extraction, graph).items()
        if not path.is_file() or [row for _, row in read_lines(path)] != rows
    ]


def _files(extraction: Extraction, graph: Path) -> dict[Path, list[dict[str, Any]]]:
    files = {
        graph / "statements" / f"{document}.jsonl": [fact.as_json() for fact in facts]
        for document, facts in extraction.facts.items()
    }
    files[graph / "entities" / "discovered.jsonl"] = [entity.as_json() for entity in extraction.discovered]
    files[graph / UNRESOLVED] = [
        {"document": document, "name": name, "count": count, "entities": extraction.registry.candidates(name)}
        for (document, name), count in sorted(extraction.registry.unresolved.items())
    ]
    return files


def _mentions(document: Document, read_units: Iterable[Unit]) -> list[Fact]:
    """One fact for each entity a document names, with the first places where it does."""
    places: dict[str, list[Evidence]] = {}
    for unit in read_units:
        for mention in unit.mentions:
            if mention.entity and not mention.refers:
                start, end = unit.span(mention.start, mention.end)
                known = places.setdefault(mention.entity, [])
                if len(known) < _PLACES_OF_A_MENTION:
                    line, block = document.line(start), unit.block
                    heading = block.headings[-1][:58] if block.headings else None
                    known.append(Evidence(start, end, block.kind, line, {"object": (start, end)}, block.page, heading))
    subject = f"document/{document.id}"
    return [
        Fact(
            document.id,
            "Statement",
            {"subject": subject, "predicate": "mentions", "object": entity},
            "modality/decided",
            "layer/rule",
            "name",
            0.95,
            tuple(evidence),
        )
        for entity, evidence in places.items()
    ]


def _entity_ids(facts: Iterable[Fact]) -> Iterable[str]:
    for fact in facts:
        for value in (*fact.roles.values(), fact.country):
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, str):
                    yield one
