"""The sections of the network report: what is said of one network, and of the gaps, as blocks in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from policyscape.network.analysis import Analysis, document_years
from policyscape.network.blocks import Block, Cell, Figure, Heading, Link, Paragraph, Table, as_markdown
from policyscape.network.bonds import Bond
from policyscape.network.figures import dot_plot, drawing
from policyscape.network.gaps import Gap, find_gaps
from policyscape.network.measures import Ranked, plain_name, ranking
from policyscape.network.readings import Change, Portrait
from policyscape.network.reasons import reasons
from policyscape.network.robustness import Effort, LeftOut, Robust
from policyscape.network.selecting import choose
from policyscape.network.shortest_paths import PIVOTS, sampling_error
from policyscape.network.study import NetworkStudy, study_network
from policyscape.network.tables import node_of
from policyscape.network.telling import Teller
from policyscape.network.wording import measure_meaning, measure_name
from policyscape.store import Graph

__all__ = ["FIGURES", "SECTIONS", "gap_section", "rankings", "section_text"]

FIGURES = "network-figures"  # the folder beside the report
_TOP, _EXPLAINED, _MEMBERS, _FACTS = 10, 5, 12, 2


def rankings(network: NetworkStudy, tell: Teller) -> Iterator[Block]:
    """For each measure the table, the reasons of the first five, the figures and the command."""
    for name in network.robust:
        rows = [row for row in ranking(network.analysis.scores[name], _TOP) if row.score > 0]
        yield Heading(measure_name(name, tell.language), 3)
        yield from _ranking(network, name, rows, tell)
        yield from _figures(network, name, rows, tell)
        yield from _command(network, tell, f"--measure {name} --top {_TOP} --robust")


def _ranking(network: NetworkStudy, name: str, rows: list[Ranked], tell: Teller) -> Iterator[Block]:
    nodes, measure = len(network.analysis.graph), measure_name(name, tell.language)
    meaning = measure_meaning(name, tell.language)
    caption = tell.say("ranking", count=len(rows), nodes=nodes, measure=measure, meaning=meaning)
    if plain_name(name) != name:
        caption += tell.say("sampled", pivots=PIVOTS, error=f"{sampling_error(nodes):.2f}")
    head = [tell.say(key) for key in ("rank", "entity", "type", "score", "documents", "hangs", "classes", "z")]
    yield Table(caption, head, [_row(network, row, network.robust[name][row.iri], tell) for row in rows])
    found = reasons(network.analysis, name, [row.iri for row in rows[:_EXPLAINED]])
    table: list[list[Cell]] = [
        [
            str(row.rank),
            tell.entity(reason.node),
            tell.why(reason),
            tell.facts(_grounds(reason.bonds), 3 * _FACTS),
        ]
        for row, reason in zip(rows, found, strict=False)
    ]
    yield Table(
        tell.say("why_table", count=len(table)), [tell.say(k) for k in ("rank", "entity", "why", "facts")], table
    )


def _grounds(bonds: Iterable[Bond]) -> list[str]:
    """The first facts of each bond."""
    return list(dict.fromkeys(fact for bond in bonds for fact in bond.facts[:_FACTS]))


def _row(network: NetworkStudy, row: Ranked, robust: Robust, tell: Teller) -> list[Cell]:
    node = node_of(network.analysis.graph, row.iri)
    return [
        f"{row.rank} ({robust.low}–{robust.high})",
        tell.entity(node),
        tell.term(node.type),
        f"{row.score:.4g}",
        f"{robust.documents.best}–{robust.documents.worst}",
        tell.document(robust.documents.name),
        _class(robust.classes, tell),
        tell.say("none") if robust.z is None else f"{robust.z:+.1f}",
    ]


def _class(left: LeftOut, tell: Teller) -> str:
    ranks = f"{left.best}–{left.worst}"
    return f"{ranks} ({tell.term(left.name)})" if left.name else ranks


def _figures(network: NetworkStudy, name: str, rows: list[Ranked], tell: Teller) -> Iterator[Block]:
    analysis, robust = network.analysis, network.robust[name]
    nodes, measure = len(analysis.graph), measure_name(name, tell.language)
    title = analysis.projection.title[tell.language]
    pairs = [(node_of(analysis.graph, row.iri), robust[row.iri]) for row in rows]
    file = f"{analysis.projection.id}-{name}"
    caption = tell.say("dots", title=title, measure=measure, nodes=nodes)
    yield Figure(caption, dot_plot(pairs, tell.language, nodes), f"{FIGURES}/{file}.{tell.language}.svg")
    if plain_name(name) == "betweenness":
        caption = tell.say("drawing", title=title, measure=measure, nodes=nodes)
        svg = drawing(analysis.graph, analysis.scores[name], tell.language)
        yield Figure(caption, svg, f"{FIGURES}/{file}-drawing.{tell.language}.svg")


def _communities(network: NetworkStudy, tell: Teller) -> Iterator[Block]:
    found = network.stability
    yield Heading(tell.say("communities"), 3)
    caption = tell.say(
        "community_table",
        shown=len(network.portraits),
        count=len(network.analysis.communities),
        nodes=len(network.analysis.graph),
        seeds=found.seeds,
        rand=f"{found.rand:.2f}",
        least=f"{found.least:.2f}",
        nmi=f"{found.mutual_information:.2f}",
    )
    keys = ("community", "members", "holds", "inside", "facts")
    yield Table(caption, [tell.say(key) for key in keys], [_portrait(one, tell) for one in network.portraits])
    shown = {
        name: tell.say("none") if value is None else f"{value:.2f}" for name, value in network.assortativity.items()
    }
    yield Paragraph(tell.say("mixing", nodes=len(network.analysis.graph), **shown))
    yield from _command(network, tell, "--section communities")


def _portrait(one: Portrait, tell: Teller) -> list[Cell]:
    """The name of a community is its most typical members, technologies and places."""
    name: list[str | Link] = [f"{one.number}. "]
    for nodes in (one.typical, one.technologies, tell.named(one.places)):
        if nodes:
            name += [" / "] * (len(name) > 1) + [*tell.entities(nodes)]
    held = tuple(part for i, bond in enumerate(one.bonds) for part in (*["\n"] * bool(i), *tell.bond(bond)))
    members = one.members[:_MEMBERS]
    return [
        tuple(name),
        (f"n = {len(one.members)}{tell.say('colon')}", *tell.entities(members, len(one.members) - len(members))),
        held or tell.say("none"),
        f"{one.inside:.0%}",
        tell.facts(_grounds(one.bonds), 2 * _FACTS),
    ]


def _brokers(network: NetworkStudy, tell: Teller) -> Iterator[Block]:
    yield Heading(tell.say("brokers"), 3)
    head = [tell.say(key) for key in ("rank", "entity", "parts", "cut", "lost")]
    rows: list[list[Cell]] = [
        [
            str(one.rank),
            tell.entity(one.node),
            str(one.parts),
            str(one.cut_off),
            tell.entities(one.lost, one.cut_off - len(one.lost)),
        ]
        for one in network.brokers
    ]
    yield Table(tell.say("broker_table", count=len(rows), nodes=len(network.analysis.graph)), head, rows)
    yield from _command(network, tell, "--section brokers")


def _links(network: NetworkStudy, tell: Teller) -> Iterator[Block]:
    yield Heading(tell.say("predicted"), 3)
    evaluation = _evaluation(network, tell)
    if network.predicted:
        rows: list[list[Cell]] = [
            [(tell.entity(p.one), " – ", tell.entity(p.two)), f"{p.score:.2f}", tell.entities(p.shared)]
            for p in network.predicted
        ]
        caption = tell.say("predicted_table", count=len(rows), nodes=len(network.analysis.graph), evaluation=evaluation)
        yield Table(caption, [tell.say(key) for key in ("pair", "score", "shared")], rows)
    else:
        yield Paragraph(evaluation)
    yield from _command(network, tell, "--section links")


def _evaluation(network: NetworkStudy, tell: Teller) -> str:
    found = network.evaluation
    if found is None:
        return tell.say("no_evaluation")
    figures = {"auc": f"{found.auc:.2f}", "spread": f"{found.spread:.2f}", "baseline": f"{found.baseline:.2f}"}
    told = [
        tell.say(f"rule_{found.rule}"),
        tell.say("evaluation", hidden=found.hidden, rounds=found.rounds, **figures),
    ]
    if not found.is_useful():
        told.append(tell.say("unreliable"))
    elif any(tie.via for tie in network.analysis.ties.rows if len(tie.facts) > 1):
        told.append(tell.say("clique"))
    return ("" if tell.language == "ja" else " ").join(told)


def _changes(network: NetworkStudy, tell: Teller) -> Iterator[Block]:
    if not (network.changes and network.years):
        return
    first, last = network.years
    yield Heading(tell.say("changes", before=first, after=last), 3)
    found = network.changes
    caption = tell.say("change_table", shared=found.shared, shown=len(found.rows), before=first, after=last)
    if found.rows:
        head = [tell.say("entity"), str(first), str(last), *(tell.say("facts_of", year=year) for year in network.years)]
        yield Table(caption, head, [_change(row, tell) for row in found.rows])
        yield from _command(network, tell, "--section change")
    else:
        yield Paragraph(tell.say("no_change", before=first, after=last))


def _change(row: Change, tell: Teller) -> list[Cell]:
    return [
        tell.entity(row.node),
        tell.say("rank_ties", rank=row.before, ties=row.ties[0]),
        tell.say("rank_ties", rank=row.after, ties=row.ties[1]),
        tell.facts(row.facts[0], _FACTS),
        tell.facts(row.facts[1], _FACTS),
    ]


def gap_section(gap: Gap, tell: Teller) -> Iterator[Block]:
    """One kind of structural gap."""
    shown = gap.entities[:_TOP]
    yield Heading(gap.title[tell.language], 3)
    caption = tell.say("gap", meaning=gap.meaning[tell.language], count=len(gap.entities), shown=len(shown))
    rows: list[list[Cell]] = [
        [tell.entity(node), tell.term(node.type), tell.facts(facts, _FACTS)] for node, facts in shown
    ]
    yield Table(caption, [tell.say(key) for key in ("entity", "type", "facts")], rows)


def _command(network: NetworkStudy, tell: Teller, options: str) -> Iterator[Block]:
    yield Paragraph(tell.say("reproduce"))
    yield Paragraph(f"policyscape network {network.analysis.projection.id} {options}", code=True)


SECTIONS: Mapping[str, Callable[[NetworkStudy, Teller], Iterator[Block]]] = MappingProxyType(
    {"communities": _communities, "brokers": _brokers, "links": _links, "change": _changes}
)


def section_text(store: Graph, analysis: Analysis, name: str, language: str) -> str:
    """One section on a network (its analysis holds a betweenness), or the gaps of the graph, as Markdown."""
    tell = Teller(store, language)
    if choose("section", name, (*SECTIONS, "gaps")) == "gaps":
        return as_markdown(block for gap in find_gaps(store) for block in gap_section(gap, tell))
    network = study_network(analysis, document_years(store), Effort(0, 0, 0))
    return as_markdown(SECTIONS[name](network, tell))
