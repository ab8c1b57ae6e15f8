"""The report of a build: what is in the graph, what was checked, what disagrees, who is central; in both languages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from policyscape import evaluation, quality
from policyscape.graph import Dataset, Record
from policyscape.network.analysis import Analysis
from policyscape.network.markdown import markdown
from policyscape.network.tables import network_section
from policyscape.ontology import Ontology
from policyscape.paths import VIZ
from policyscape.reading.model import Document
from policyscape.reasoner import Verdict
from policyscape.records import Entity, Fact
from policyscape.resolution.duplicates import near_duplicates
from policyscape.shapes import Breach, sentence

__all__ = ["Conflict", "Findings", "find_conflicts", "write_report"]

_LANGUAGES = {"en": "report.md", "ja": "report.ja.md"}
_SHOWN_PLACES = 5
_OF_THE_VALUE = frozenset({"value", "minValue", "maxValue", "qualifier", "sourceName", "position"})


@dataclass(frozen=True, slots=True)
class Findings:
    """All a report is made from.

    ``questions`` is the folder of competency questions, ``breaches`` the warnings, ``documents`` those at hand.
    """

    record: Record
    dataset: Dataset
    verdict: Verdict
    ontology: Ontology
    analyses: Sequence[Analysis]
    questions: Path | None = None
    breaches: Sequence[Breach] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts that say the same of the same thing at the same time but give other values."""

    about: str
    indicator: str
    facts: tuple[Fact, ...]


def write_report(findings: Findings, out: Path) -> None:
    """Write ``report/report.md`` and ``report/report.ja.md`` below ``out``, where the graph's files already stand."""
    score = evaluation.score(out / "policyscape.trig", findings.questions) if findings.questions else None
    (out / "report").mkdir(exist_ok=True)
    for language, name in _LANGUAGES.items():
        text = "\n\n".join(_Writer(findings, score, language).sections())
        (out / "report" / name).write_text(text + "\n", encoding="utf-8")


def find_conflicts(facts: Iterable[Fact]) -> list[Conflict]:
    """Observations and targets alike in class and all roles but the value, in the record's order."""
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.type in ("Observation", "Target") and {"value", "indicator", "about"} <= fact.roles.keys():
            told = (f"{role}={value}" for role, value in sorted(fact.roles.items()) if role not in _OF_THE_VALUE)
            groups[(fact.type, *told)].append(fact)
    return [
        Conflict(str(group[0].roles["about"]), str(group[0].roles["indicator"]), tuple(group))
        for group in groups.values()
        if len({fact.roles["value"] for fact in group}) > 1
    ]


@cache
def _words(language: str) -> Mapping[str, str]:
    texts: dict[str, Mapping[str, str]] = yaml.safe_load((VIZ / "report.yaml").read_text(encoding="utf-8"))
    return texts[language]


class _Writer:
    def __init__(self, findings: Findings, score: evaluation.Score | None, language: str) -> None:
        self._findings = findings
        self._score = score
        self._language = language
        self._say = _words(language)
        self._facts = [fact for fact in findings.record.facts if not fact.is_mention]

    def sections(self) -> Iterable[str]:
        yield f"# {self._say['title']}\n\n{self._intro()}\n\n{self._say['mentions_note']}"
        yield self._section("documents", self._by_document())
        yield self._section("layers", self._counted("layer", (fact.layer for fact in self._facts)))
        yield self._section("modalities", self._counted("modality", (fact.modality for fact in self._facts)))
        yield self._section("checks", self._checks())
        yield self._section("shapes", self._shapes())
        yield self._section("conflicts", self._conflicts())
        yield self._section("judged", self._judged())
        yield self._section("unresolved", self._unresolved())
        yield self._section("duplicates", self._duplicates())
        yield self._section("coverage", self._coverage())
        yield self._section("evaluation", self._evaluation())
        yield self._section("entities", self._counted("class", (e.type for e in self._entities())))
        yield self._section("english", _table((self._say["source"], self._say["number"]), self._english()))
        yield self._section("rules", _table((self._say["rule"], self._say["number"]), self._by_rule()))
        yield markdown(network_section(self._findings.analyses), self._language)

    def _section(self, name: str, body: str) -> str:
        return f"## {self._say[name]}\n\n{body}"

    def _intro(self) -> str:
        record = self._findings.record
        return self._say["intro"].format(
            entities=len(record.entities),
            facts=len(self._facts),
            mentions=len(record.facts) - len(self._facts),
            documents=len(record.documents),
            triples=len(self._findings.dataset),
        )

    def _by_document(self) -> str:
        documents = sorted(self._findings.record.documents)
        counts = Counter((fact.type, fact.document) for fact in self._facts)
        kinds = sorted({kind for kind, _ in counts})
        rows = [
            [self._label(kind), *(counts[kind, d] for d in documents), sum(counts[kind, d] for d in documents)]
            for kind in kinds
        ]
        totals = [sum(counts[kind, d] for kind in kinds) for d in documents]
        rows.append([self._say["total"], *totals, sum(totals)])
        return _table((self._say["kind"], *documents, self._say["total"]), rows)

    def _counted(self, head: str, names: Iterable[str]) -> str:
        rows = [[self._label(name), number] for name, number in _most(names)]
        return _table((self._say[head], self._say["number"]), rows)

    def _english(self) -> list[list[object]]:
        return [[name, number] for name, number in _most(e.english or "-" for e in self._entities())]

    def _by_rule(self) -> list[list[object]]:
        return [[name, number] for name, number in _most(fact.rule for fact in self._facts)]

    def _entities(self) -> Iterable[Entity]:
        return self._findings.record.entities.values()

    def _checks(self) -> str:
        verdict = self._findings.verdict
        lines = [self._say["consistent"].format(triples=verdict.triples)]
        if verdict.unsatisfiable:
            lines.append(self._say["unsatisfiable"].format(names=", ".join(verdict.unsatisfiable)))
        warnings = self._findings.dataset.warnings
        lines.append(self._say["warnings"].format(count=len(warnings)))
        return "\n".join(f"- {line}" for line in [*lines, *warnings])

    def _shapes(self) -> str:
        """Each kind of warning with its number, and the places of the first few."""
        record, kinds = self._findings.record, defaultdict(list)
        for breach in self._findings.breaches:
            kinds[breach.message(self._language)].append(sentence(breach, record, self._language).split(": ")[0])
        rows = [(kind, len(places), ", ".join(places[:_SHOWN_PLACES])) for kind, places in sorted(kinds.items())]
        return _table((self._say["warning"], self._say["number"], self._say["places"]), rows)

    def _conflicts(self) -> str:
        rows = [
            [self._name(conflict.about), conflict.indicator, " / ".join(map(_reading, conflict.facts))]
            for conflict in find_conflicts(self._facts)
        ]
        return _table((self._say["about"], self._say["indicator"], self._say["values"]), rows)

    def _judged(self) -> str:
        rows = [(self._say[name], number) for name, number in quality.judged(self._findings.record).items()]
        return _table((self._say["judgement"], self._say["number"]), rows)

    def _unresolved(self) -> str:
        rows = [
            (document, name, number, " / ".join(map(self._name, ids)))
            for document, name, number, ids in quality.unresolved(self._findings.record)
        ]
        return _table((self._say["document"], self._say["name"], self._say["number"], self._say["candidates"]), rows)

    def _duplicates(self) -> str:
        pairs = near_duplicates(self._entities(), self._findings.record.judgements.different)
        rows = [(self._label(one.type), self._named(one), self._named(other)) for one, other in pairs]
        return _table((self._say["class"], self._say["name"], self._say["near"]), rows)

    def _coverage(self) -> str:
        """Shares and figures by number and line; the words are the document's and stay there."""
        shares, figures = quality.covered(self._findings.record, self._findings.documents)
        if not shares:
            return self._say["no_coverage"]
        head = [
            self._say[name] for name in ("document", "blocks", "covered_blocks", "characters", "covered_characters")
        ]
        rows = [
            (name, share.blocks, share.covered_blocks, share.characters, share.covered_characters)
            for name, share in shares
        ]
        listed = [
            (name, figure.number or self._say[figure.kind], figure.line, figure.blocks, figure.facts)
            for name, figure in figures
        ]
        heads = [self._say[name] for name in ("document", "figure", "line", "blocks", "facts")]
        return f"{_table(head, rows)}\n\n{_table(heads, listed)}"

    def _evaluation(self) -> str:
        if self._score is None:
            return self._say["no_evaluation"]
        rows = [
            [row["id"], f"{row['f1']:.2f}", row["expected"], row["returned"], row["error"] or ""]
            for row in sorted(self._score.questions, key=lambda row: row["id"])
        ]
        head = (self._say["question"], "F1", self._say["expected"], self._say["returned"], self._say["remark"])
        told = self._say["score"].format(
            count=len(rows), precision=self._score.precision, recall=self._score.recall, f1=self._score.f1
        )
        return f"{told}\n\n{_table(head, rows)}"

    def _named(self, entity: Entity) -> str:
        return f"{self._name(entity.id)} ({entity.id})"

    def _label(self, term: str) -> str:
        return self._findings.ontology.label(term, self._language)

    def _name(self, id_: str) -> str:
        entity = self._findings.record.entities.get(id_)
        return entity.labels.get(self._language) or entity.labels.get("ja") or id_ if entity else id_


def _reading(fact: Fact) -> str:
    return f"{fact.roles['value']} ({fact.document}:{fact.evidence[0].line})"


def _most(names: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)
