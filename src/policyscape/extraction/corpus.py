"""Documents into facts of every layer, mentions, and the entities discovered on the way; a folder of them as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

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
from policyscape.records import (
    Entity,
    Evidence,
    Fact,
    SourceDocument,
    read_discovered,
    read_facts,
    read_source_documents,
    united,
)
from policyscape.resolution.judgements import Judgements
from policyscape.resolution.registry import Registered, Registry

__all__ = ["Extraction", "Extractor", "corpus_files"]

_PLACES_OF_A_MENTION = 3


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read, each by document id: the documents, their facts, and the entities that no file declares.

    ``unresolved`` counts the names that stayed open in each document; ``passed_over`` are files of the folder that the
    record does not know.
    """

    registry: Registry
    documents: dict[str, Document] = field(default_factory=dict)
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    found: dict[str, list[Entity]] = field(default_factory=dict)
    unresolved: Counter[tuple[str, str]] = field(default_factory=Counter)
    passed_over: list[Path] = field(default_factory=list)

    @property
    def warnings(self) -> list[str]:
        """A sentence for each document that gave no fact, and for each file that was not read."""
        silent = (name for name, facts in self.facts.items() if not facts)
        return [
            *(f"Warning: {name} gave no fact; is it a policy document in Japanese?" for name in silent),
            *(f"Warning: {path} is not in the record; policyscape add takes it in." for path in self.passed_over),
        ]

    @property
    def discovered(self) -> list[Entity]:
        """The entities no file declares that the facts speak of, each once, by id."""
        entities: dict[str, Entity] = {}
        for entity in (entity for found in self.found.values() for entity in found):
            entities[entity.id] = united(entities[entity.id], entity) if entity.id in entities else entity
        return [entities[id_] for id_ in sorted(entities)]

    def add(
        self, document: Document, facts: list[Fact], found: list[Entity], unresolved: Counter[tuple[str, str]]
    ) -> None:
        """Put in what one document gave."""
        self.documents[document.id] = document
        self.facts[document.id] = facts
        self.found[document.id] = found
        self.unresolved.update(unresolved)


class Extractor:
    """Reads documents with the rules, names and judgements of a record; loading these is done once.

    ``layers`` names the layers to read in, all of them when None. Each document is read as if it were the only one.
    """

    def __init__(
        self, ontology: Ontology | None = None, graph: Path = GRAPH, layers: frozenset[str] | None = None
    ) -> None:
        self._ontology = ontology or load_ontology()
        self._registry = Registry.load(graph / "entities", graph / "judgements")
        self._graph = graph
        self._layers = layers
        language = load_language(self._ontology)
        self._rules: Sequence[Rule] = [rule for rule in load_rules(language) if self._reads(rule.layer)]
        names = NameFinder(self._registry)
        self._reader = Reader(names, ValueFinder(), self._registry, language, self._ontology)
        self._judgements = Judgements.load(graph / "judgements")
        found_before = read_discovered(graph / "entities" / "discovered")
        self._found_before = {id_: entity for found in found_before.values() for id_, entity in found.items()}

    def extract(self, document: Document) -> list[Fact]:
        """The facts of a document in all layers, as persons judged them."""
        self._registry.take_found()
        read_units = list(units(document, self._reader))
        found = extract(document, read_units, self._rules, self._reader)
        facts = merge([*found, *_mentions(document, read_units), *self._read_by_persons(document)])
        return merge(self._judgements.judge(facts))

    def _read_by_persons(self, document: Document) -> list[Fact]:
        path = self._graph / "reviewed" / f"{document.id}.jsonl"
        return read_facts(path) if self._reads("reviewed") and path.is_file() else []

    def _reads(self, layer: str) -> bool:
        return self._layers is None or layer in self._layers

    def read_all(self, documents: Iterable[Document], cache: Cache | None = None) -> Extraction:
        """The facts of several documents, from ``cache`` where they are known."""
        extraction = Extraction(self._registry)
        for document in documents:
            facts, (discovered, unresolved) = self._known(document, cache) if cache else self._read(document)
            extraction.add(document, facts, self._undeclared(facts, discovered), unresolved)
        if cache:
            cache.sweep()
        return extraction

    def _read(self, document: Document) -> tuple[list[Fact], Registered]:
        return self.extract(document), self._registry.take_found()

    def _known(self, document: Document, cache: Cache) -> tuple[list[Fact], Registered]:
        kept: tuple[list[Fact], Registered] | None = cache.get(document)
        if kept is None:
            kept = self._read(document)
            cache.keep(document, kept)
        return kept

    def _undeclared(self, facts: Iterable[Fact], discovered: Mapping[str, Entity]) -> list[Entity]:
        """The entities facts speak of that no file declares: found here or, where a person read a fact, elsewhere."""
        known = {**self._found_before, **discovered}
        return [known[id_] for id_ in sorted(set(_entity_ids(facts))) if id_ in known]

    def corpus(
        self, folder: Path, progress: Callable[[str], None] = lambda _: None, cache: Cache | None = None
    ) -> Extraction:
        """Those documents of the record that a folder holds, by name of file; ``progress`` is told each name.

        InputError where it holds none of them.
        """
        files = corpus_files(folder)
        known = {document.file: document for document in self._documents().values()}
        wanted = [(path, known[path.name]) for path in files if path.name in known]
        if not wanted:
            names = ", ".join(sorted(known)) or "none yet"
            raise InputError(f"{folder} holds no document of the record ({names}); policyscape add takes new ones in.")
        extraction = self.read_all(_told(wanted, progress, cache), cache)
        extraction.passed_over.extend(path for path in files if path.name not in known)
        return extraction

    def _documents(self) -> dict[str, SourceDocument]:
        return read_source_documents(self._graph / "documents.jsonl")


def _told(
    files: Iterable[tuple[Path, SourceDocument]], progress: Callable[[str], None], cache: Cache | None
) -> Iterator[Document]:
    for path, known in files:
        progress(path.name)
        yield cache.document(path, known.id) if cache else read(path, known.id)


def corpus_files(folder: Path) -> list[Path]:
    """The documents of a folder: files of a readable format except README; InputError when there are none."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder; give the folder that holds the documents.")
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and p.stem.upper() != "README")
    if not files:
        raise InputError(f"{folder} holds no document; readable are {', '.join(sorted(SUFFIXES))}.")
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
                    page = document.page(block, start)
                    known.append(Evidence(start, end, block.kind, line, {"object": (start, end)}, page, heading))
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
