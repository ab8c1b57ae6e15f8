"""The network report in both languages, as one self-contained HTML page and as Markdown."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path

import yaml

from policyscape.network.blocks import Block, Cell, Figure, Heading, Link, Paragraph, Table, as_html, as_markdown
from policyscape.network.evidence import fact_name
from policyscape.network.figures import dot_plot, drawing
from policyscape.network.gaps import Gap
from policyscape.network.measures import Ranked, ranking
from policyscape.network.nodes import Node
from policyscape.network.projections import LANGUAGES
from policyscape.network.readings import Portrait
from policyscape.network.robustness import DRAWS, NETWORKS, Robust
from policyscape.network.study import NetworkStudy, Study
from policyscape.network.tables import node_of
from policyscape.network.terms import entity_id
from policyscape.network.wording import measure_meaning, measure_name
from policyscape.paths import VIZ

__all__ = ["blocks", "page", "write_network_report"]

_EXPLORER = "../explorer.html"
_TOP, _EXPLAINED, _FACTS = 10, 5, 4
_USELESS = 0.6  # an area under the curve below this is hardly better than chance


def write_network_report(study: Study, folder: Path) -> None:
    """Write ``network.html``, ``network.md`` and ``network.ja.md`` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "network.html").write_text(page(study), encoding="utf-8")
    for language, name in (("en", "network.md"), ("ja", "network.ja.md")):
        (folder / name).write_text(as_markdown(blocks(study, language)), encoding="utf-8")


def page(study: Study) -> str:
    """The page: both languages in one file that runs no script and asks for nothing from anywhere."""
    style = (VIZ / "network-report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    parts = []
    for language in ("en", "ja"):
        other = next(code for code in LANGUAGES if code != language)
        link = f'<a href="#{other}">{_words(language)["language"]}</a>'
        parts.append(
            f'<article lang="{language}" id="{language}">\n<p>{link}</p>\n{as_html(blocks(study, language))}</article>'
        )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_words('en')['title'])}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def blocks(study: Study, language: str) -> list[Block]:
    """The whole report in one language."""
    return list(_Writer(language).report(study))


@cache
def _words(language: str) -> Mapping[str, str]:
    texts: dict[str, Mapping[str, str]] = yaml.safe_load((VIZ / "network-report.yaml").read_text(encoding="utf-8"))
    return texts[language]


class _Writer:
    def __init__(self, language: str) -> None:
        self._language = language
        self._say = _words(language)
        self._comma = "、" if language == "ja" else ", "

    def report(self, study: Study) -> Iterator[Block]:
        yield Heading(self._say["title"], 1)
        yield Paragraph(self._say["intro"].format(draws=DRAWS, networks=NETWORKS))
        for network in study.networks:
            yield from self._network(network)
        yield Heading(self._say["gaps"], 2)
        for gap in study.gaps:
            yield from self._gap(gap)

    def _network(self, network: NetworkStudy) -> Iterator[Block]:
        analysis = network.analysis
        yield Heading(analysis.projection.title[self._language], 2)
        yield Paragraph(analysis.projection.meaning[self._language])
        yield Paragraph(self._size(network))
        if not len(analysis.graph):
            yield Paragraph(self._say["empty"])
            return
        for name in network.robust:
            yield from self._ranking(network, name)
        yield from self._communities(network)
        yield from self._brokers(network)
        yield from self._predicted(network)
        yield from self._changes(network)

    def _size(self, network: NetworkStudy) -> str:
        analysis = network.analysis
        return self._say["size"].format(
            nodes=len(analysis.graph),
            edges=analysis.graph.number_of_edges(),
            facts=len({iri for tie in analysis.ties.rows for iri in tie.facts}),
            components=len(analysis.components),
            largest=max(map(len, analysis.components), default=0),
            hash=analysis.hash[:12],
        )

    def _ranking(self, network: NetworkStudy, name: str) -> Iterator[Block]:
        analysis, robust = network.analysis, network.robust[name]
        rows = [row for row in ranking(analysis.scores[name], _TOP) if row.score > 0]
        measure, nodes = measure_name(name, self._language), len(analysis.graph)
        yield Heading(measure, 3)
        caption = self._say["ranking"].format(
            count=len(rows), nodes=nodes, measure=measure, meaning=measure_meaning(name, self._language)
        )
        head = [self._say[key] for key in ("rank", "entity", "type", "score", "documents", "hangs", "z", "why")]
        table = [self._row(network, row, robust[row.iri], place) for place, row in enumerate(rows)]
        yield Table(caption, head, table)
        pairs = [(node_of(analysis.graph, row.iri), robust[row.iri]) for row in rows]
        yield Figure(self._say["dots"].format(measure=measure, nodes=nodes), dot_plot(pairs, self._language, nodes))
        if name == "betweenness":
            caption = self._say["drawing"].format(measure=measure)
            yield Figure(caption, drawing(analysis.graph, analysis.scores[name], self._language))
        command = f"policyscape network {analysis.projection.id} --measure {name} --top {_TOP} --robust"
        yield Paragraph(self._say["reproduce"])
        yield Paragraph(command, code=True)

    def _row(self, network: NetworkStudy, row: Ranked, robust: Robust, place: int) -> list[Cell]:
        node = node_of(network.analysis.graph, row.iri)
        left = robust.documents
        return [
            f"{row.rank} ({robust.low}–{robust.high})",
            self._entity(node),
            node.type,
            f"{row.score:.4g}",
            f"{left.best}–{left.worst}",
            left.name or self._say["none"],
            self._say["none"] if robust.z is None else f"{robust.z:+.1f}",
            self._why(network, row.iri) if place < _EXPLAINED else "",
        ]

    def _why(self, network: NetworkStudy, iri: str) -> Cell:
        """Number of ties, relations by number, and the facts of the heaviest ties."""
        graph = network.analysis.graph
        around = [(u, v, attributes) for u, v, attributes in graph.edges(data=True) if iri in (u, v)]
        kinds: dict[str, int] = {}
        for *_, attributes in around:
            for kind in attributes.get("kinds", ()):
                kinds[kind] = kinds.get(kind, 0) + 1
        told = self._comma.join(f"{kind} {count}" for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
        facts = sorted(
            {fact for tie in network.analysis.ties.rows if iri in (tie.source, tie.target) for fact in tie.facts}
        )
        return (f"{self._say['ties'].format(count=len(around))}; {told}; ", *self._facts(facts))

    def _facts(self, facts: list[str] | tuple[str, ...]) -> tuple[str | Link, ...]:
        parts: list[str | Link] = []
        for iri in facts[:_FACTS]:
            name = fact_name(iri)
            parts += [Link(name[:8], f"{_EXPLORER}#fact={name}"), " "]
        if len(facts) > _FACTS:
            parts.append(f"(+{len(facts) - _FACTS})")
        return tuple(parts)

    def _entity(self, node: Node) -> Link:
        return Link(node.label(self._language), f"{_EXPLORER}#entity={entity_id(node.iri)}")

    def _entities(self, nodes: tuple[Node, ...]) -> Cell:
        parts: list[str | Link] = []
        for node in nodes:
            parts += [self._comma, self._entity(node)] if parts else [self._entity(node)]
        return tuple(parts) or self._say["none"]

    def _communities(self, network: NetworkStudy) -> Iterator[Block]:
        found = network.stability
        yield Heading(self._say["communities"], 3)
        caption = self._say["community_table"].format(
            seeds=found.seeds,
            rand=f"{found.rand:.2f}",
            least=f"{found.least:.2f}",
            nmi=f"{found.mutual_information:.2f}",
        )
        keys = ("community", "members", "typical", "technologies", "places", "holds", "inside")
        yield Table(caption, [self._say[key] for key in keys], [self._portrait(one) for one in network.portraits])
        shown = {
            name: self._say["none"] if value is None else f"{value:.2f}"
            for name, value in network.assortativity.items()
        }
        yield Paragraph(self._say["mixing"].format(**shown))

    def _portrait(self, one: Portrait) -> list[Cell]:
        return [
            str(one.number),
            str(len(one.members)),
            self._entities(one.typical),
            self._entities(one.technologies),
            self._comma.join(map(entity_id, one.places)) or self._say["none"],
            self._comma.join(f"{kind} {count}" for kind, count in one.kinds),
            f"{one.inside:.0%}",
        ]

    def _brokers(self, network: NetworkStudy) -> Iterator[Block]:
        if network.brokers:
            yield Heading(self._say["brokers"], 3)
            head = [self._say[key] for key in ("rank", "entity", "parts", "cut")]
            rows: list[list[Cell]] = [
                [str(b.rank), self._entity(b.node), str(b.parts), str(b.cut_off)] for b in network.brokers
            ]
            yield Table(self._say["broker_table"], head, rows)

    def _predicted(self, network: NetworkStudy) -> Iterator[Block]:
        if network.predicted:
            yield Heading(self._say["predicted"], 3)
            rows: list[list[Cell]] = [
                [(self._entity(p.one), " – ", self._entity(p.two)), f"{p.score:.2f}", self._entities(p.shared)]
                for p in network.predicted
            ]
            caption = self._say["predicted_table"].format(evaluation=self._evaluation(network))
            yield Table(caption, [self._say[key] for key in ("pair", "score", "shared")], rows)

    def _evaluation(self, network: NetworkStudy) -> str:
        found = network.evaluation
        if found is None:
            return self._say["no_evaluation"]
        told = [
            self._say["evaluation"].format(
                hidden=found.hidden,
                rounds=found.rounds,
                auc=f"{found.auc:.2f}",
                spread=f"{found.spread:.2f}",
                baseline=f"{found.baseline:.2f}",
            )
        ]
        if found.auc < _USELESS:
            told.append(self._say["unreliable"])
        if any(tie.via for tie in network.analysis.ties.rows if len(tie.facts) > 1):
            told.append(self._say["clique"])
        return ("" if self._language == "ja" else " ").join(told)

    def _changes(self, network: NetworkStudy) -> Iterator[Block]:
        if network.changes and network.years:
            first, last = network.years
            yield Heading(self._say["changes"].format(before=first, after=last), 3)
            rows: list[list[Cell]] = [[self._entity(c.node), str(c.before), str(c.after)] for c in network.changes]
            yield Table(self._say["change_table"], [self._say["entity"], str(first), str(last)], rows)

    def _gap(self, gap: Gap) -> Iterator[Block]:
        shown = gap.entities[:_TOP]
        yield Heading(gap.title[self._language], 3)
        caption = self._say["gap"].format(
            meaning=gap.meaning[self._language], count=len(gap.entities), shown=len(shown)
        )
        rows: list[list[Cell]] = [[self._entity(node), node.type, self._facts(facts)] for node, facts in shown]
        yield Table(caption, [self._say[key] for key in ("entity", "type", "facts")], rows)
