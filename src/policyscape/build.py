"""The whole way: documents to the record where they are at hand, the record to graph, store, measures, page, report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from policyscape import __version__, evaluation, paths
from policyscape.documentation import write as write_documentation
from policyscape.errors import CheckError
from policyscape.extraction.cache import Cache
from policyscape.extraction.corpus import Extraction, Extractor
from policyscape.extraction.files import write_extraction
from policyscape.graph import Dataset, Record, compile_record, describe, read_record, write_trig, write_turtle
from policyscape.graph.named import named
from policyscape.graph.passages import Passages
from policyscape.handover.release import write_build_manifest
from policyscape.namespaces import EVIDENCE
from policyscape.network.analysis import Analysis, analyse_all, analyse_years
from policyscape.network.measures import plain_name
from policyscape.network.projections import find_projection
from policyscape.network.report import write_network_report
from policyscape.network.study import study
from policyscape.network.triples import measure_quads
from policyscape.ontology import Ontology, load_ontology
from policyscape.output import replaced
from policyscape.page import OntologyVocabulary, page_data, write_charts
from policyscape.page import write as write_page
from policyscape.query.executables import GRAPH_NAME as LIBRARY
from policyscape.query.executables import library_triples
from policyscape.reading.model import Document
from policyscape.reasoner import Verdict, reason
from policyscape.records import Fact
from policyscape.report import Findings, write_report
from policyscape.shapes import Breach, find_breaches, sentence
from policyscape.store import memory_store, write_store
from policyscape.verification import refuse_false_evidence

__all__ = ["Built", "build", "extract_corpus"]

_MEASURES = ("degree", "betweenness", "closeness", "eigenvector", "pagerank")
_MAIN_PROJECTION = "typed"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the record, the graph and the judgement of the reasoner."""

    record: Record
    dataset: Dataset
    verdict: Verdict
    documents: Mapping[str, Document] = field(default_factory=dict)


def extract_corpus(
    corpus: Path,
    say: Progress,
    graph: Path = paths.GRAPH,
    layers: frozenset[str] | None = None,
    kept: Path | None = None,
) -> Extraction:
    """Read the documents of the record that a folder holds; CheckError where the evidence of a fact does not hold.

    ``kept`` is a folder that holds what was read before, so that a document that did not change is not read again.
    """
    ontology = load_ontology()
    cache = Cache(kept, graph, layers) if kept else None
    extraction = Extractor(ontology, graph, layers).corpus(corpus, lambda name: say(f"reading {name}"), cache)
    for warning in extraction.warnings:
        say(warning)
    say("verifying the evidence")
    refuse_false_evidence(extraction, ontology)
    return extraction


def build(
    out: Path,
    corpus: Path | None = None,
    layers: frozenset[str] | None = None,
    questions: Path | None = None,
    say: Progress = lambda _: None,
    graph: Path = paths.GRAPH,
    networks: bool = True,
) -> Built:
    """Build ``out`` from the record in ``graph``; with ``corpus`` read its documents first and update the record;
    documents that are not there keep their statements.

    ``layers`` keeps only facts of these layers (``rule``, ``mapping``, ``reviewed``) and then never touches the
    record; ``questions`` is a folder with competency questions and their scorer, whose result goes into the report.
    ``networks`` adds the network report, and how firm each rank is, which takes about 20 seconds.
    ``say`` is told each step.
    """
    if questions:
        evaluation.find(questions)
    ontology = load_ontology()
    whole, documents = _record(corpus, layers, say, graph, out.with_name(f".{out.name}.cache"))
    record = named(whole)
    say("compiling the record")
    dataset = compile_record(record, ontology, documents)
    say("reasoning")
    verdict = _judge(dataset, ontology)
    say("measuring the networks")
    store = memory_store(dataset.quads())
    analyses = [*analyse_all(store, _MEASURES), *analyse_years(store, find_projection(_MAIN_PROJECTION), _MEASURES)]
    found = None
    if networks:
        say("asking how firm the ranks are")
        found = study(store, analyses)
    dataset.add("measures", (quad.triple for quad in measure_quads(analyses, found.robust() if found else {})))
    dataset.add(LIBRARY, library_triples())
    dataset.drop("dataset")
    describe(dataset)
    say("checking the shapes")
    breaches = _breaches(dataset, record)
    with replaced(out) as fresh:
        say("writing the graph")
        write_turtle(dataset, fresh / "policyscape.ttl")
        write_trig(dataset, fresh / "policyscape.trig")
        write_store(dataset.quads(), fresh / "store")
        say("drawing the pages")
        _write_page(record, documents, ontology, analyses, fresh / "explorer.html")
        say("documenting the ontology")
        write_documentation(dataset, ontology, fresh / "ontology.html")
        say("reporting")
        if found:
            write_network_report(found, fresh / "report")
        write_report(Findings(record, dataset, verdict, ontology, analyses, questions, breaches, documents), fresh)
        say("making the manifest")
        write_build_manifest(dataset, fresh)
    return Built(record, dataset, verdict, documents)


def _record(
    corpus: Path | None, layers: frozenset[str] | None, say: Progress, graph: Path, kept: Path
) -> tuple[Record, Mapping[str, Document]]:
    """The record to build from, and the documents read for it."""
    if corpus is None:
        record = read_record(graph)
        return replace(record, facts=tuple(f for f in record.facts if _kept(f, layers))), {}
    extraction = extract_corpus(corpus, say, graph, layers, kept)
    if layers is None:
        write_extraction(extraction, graph)
        return read_record(graph), extraction.documents
    known = read_record(graph)
    others = [fact for fact in known.facts if fact.document not in extraction.documents and _kept(fact, layers)]
    read = [fact for facts in extraction.facts.values() for fact in facts]
    entities = {**known.entities, **{entity.id: entity for entity in extraction.discovered}}
    return replace(known, entities=entities, facts=(*read, *others)), extraction.documents


def _kept(fact: Fact, layers: frozenset[str] | None) -> bool:
    return layers is None or fact.layer.removeprefix("layer/") in layers


def _judge(dataset: Dataset, ontology: Ontology) -> Verdict:
    """HermiT's verdict on ontology and data; CheckError with the clashes where they contradict each other."""
    # Places in the text are numbers that contradict nothing, and they are most of the triples.
    stated = (
        triple
        for triple in dataset.triples("entities", "edges", *dataset.names("document/"))
        if EVIDENCE not in f"{triple.subject}{triple.object}"
    )
    data = ox.serialize(sorted(stated, key=str), format=ox.RdfFormat.N_TRIPLES) or b""
    verdict = reason(data, ontology)
    if not verdict.consistent:
        raise CheckError("the graph contradicts the ontology.", list(verdict.clashes))
    return verdict


def _breaches(dataset: Dataset, record: Record) -> list[Breach]:
    """The warnings of the shapes; CheckError with a sentence for each violation."""
    found = find_breaches(dataset)
    violations = [sentence(breach, record) for breach in found if breach.severity == "Violation"]
    if violations:
        raise CheckError(f"the graph breaks its shapes in {len(violations)} places.", violations)
    return found


def _write_page(
    record: Record, documents: Mapping[str, Document], ontology: Ontology, analyses: list[Analysis], path: Path
) -> None:
    passages = {name: Passages(document) for name, document in documents.items()}

    def words(document: str, start: int, end: int) -> str | None:
        return passages[document].words(start, end) if document in passages else None

    data = page_data(
        record.entities,
        record.facts,
        record.documents,
        OntologyVocabulary(ontology),
        _scores(analyses),
        words=words if documents else None,
        version=__version__,
    )
    write_page(data, path)
    write_charts(data, path.parent)


def _scores(analyses: list[Analysis]) -> dict[str, dict[str, float]]:
    """The centralities of the main network by entity id."""
    main = next(analysis for analysis in analyses if analysis.projection.id == _MAIN_PROJECTION)
    return {
        plain_name(name): {iri.split("/id/", 1)[1]: score for iri, score in scores.items() if "/id/" in iri}
        for name, scores in main.scores.items()
    }
