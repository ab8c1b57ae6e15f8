"""The network report in both languages, as one self-contained HTML page and as Markdown, with its figures as files."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from pathlib import Path

from policyscape.network.analysis import Analysis
from policyscape.network.blocks import Block, Cell, Figure, Heading, Link, Paragraph, Table, as_html, as_markdown
from policyscape.network.figures import standalone
from policyscape.network.projections import LANGUAGES
from policyscape.network.sections import FIGURES, SECTIONS, gap_section, rankings
from policyscape.network.study import NetworkStudy, Study
from policyscape.network.telling import Teller, fixed_words
from policyscape.paths import VIZ

__all__ = ["blocks", "page", "write_network_report"]


def write_network_report(study: Study, folder: Path) -> None:
    """Write ``network.html``, ``network.md``, ``network.ja.md`` and the figures of both into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {language: blocks(study, language) for language in LANGUAGES}
    (folder / "network.html").write_text(_page(written), encoding="utf-8")
    for language, name in (("en", "network.md"), ("ja", "network.ja.md")):
        (folder / name).write_text(as_markdown(written[language]), encoding="utf-8")
    (folder / FIGURES).mkdir(exist_ok=True)
    for block in (block for found in written.values() for block in found):
        if isinstance(block, Figure):
            (folder / block.file).write_text(standalone(block.svg), encoding="utf-8")


def page(study: Study) -> str:
    """The page: both languages in one file that runs no script and asks for nothing from anywhere."""
    return _page({language: blocks(study, language) for language in LANGUAGES})


def _page(written: dict[str, list[Block]]) -> str:
    style = "".join((VIZ / f"network-{name}.css").read_text(encoding="utf-8") for name in ("figure", "report"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    parts = []
    for language in ("en", "ja"):
        other = next(code for code in LANGUAGES if code != language)
        link = f'<a href="#{other}" lang="{other}">{fixed_words(language)["language"]}</a>'
        parts.append(
            f'<article lang="{language}" id="{language}">\n<p>{link}</p>\n{as_html(written[language])}</article>'
        )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(fixed_words('en')['title'])}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def blocks(study: Study, language: str) -> list[Block]:
    """The whole report in one language."""
    return list(_report(study, Teller(study.store, language)))


def _report(study: Study, tell: Teller) -> Iterator[Block]:
    yield Heading(tell.say("title"), 1)
    effort = study.networks[0].effort if study.networks else None
    if effort:
        yield Paragraph(tell.say("intro", draws=effort.draws, networks=effort.networks))
    yield Table(
        tell.say("overview"),
        [tell.say(key) for key in ("network", "n", "ties_count", "parts_count", "command")],
        [_overview(analysis, study, tell) for analysis in study.analyses],
    )
    yield from _documents(study, tell)
    for network in study.networks:
        yield from _network(network, tell)
    yield Heading(tell.say("gaps"), 2)
    for gap in study.gaps:
        yield from gap_section(gap, tell)
    yield Paragraph(tell.say("reproduce"))
    yield Paragraph("policyscape network --section gaps", code=True)


def _overview(analysis: Analysis, study: Study, tell: Teller) -> list[Cell]:
    title = analysis.projection.title[tell.language]
    selection, command = "", f"policyscape network {analysis.projection.id}"
    if not analysis.is_default():
        chosen = sorted(analysis.selection.documents)
        selection = tell.say("stated_in", documents=tell.comma.join(chosen))
        command += "".join(f" --document {name}" for name in chosen)
    told = any(network.analysis is analysis for network in study.networks)
    return [
        Link(title, f"#{_anchor(analysis, tell)}") if told else title + selection,
        str(len(analysis.graph)),
        str(analysis.graph.number_of_edges()),
        str(len(analysis.components)),
        command,
    ]


def _anchor(analysis: Analysis, tell: Teller) -> str:
    return f"{tell.language}-{analysis.projection.id}"


def _documents(study: Study, tell: Teller) -> Iterator[Block]:
    """The documents by the ids they are cited with."""
    found = {
        info.document for network in study.networks for info in network.analysis.ties.facts.values() if info.document
    }
    nodes = tell.named(sorted(found))
    rows: list[list[Cell]] = [[tell.document(node.iri.rpartition("/")[2]), tell.entity(node)] for node in nodes]
    if rows:
        yield Table(tell.say("document_table"), [tell.say("cited"), tell.say("document")], rows)


def _network(network: NetworkStudy, tell: Teller) -> Iterator[Block]:
    analysis = network.analysis
    yield Heading(analysis.projection.title[tell.language], 2, _anchor(analysis, tell))
    yield Paragraph(analysis.projection.meaning[tell.language])
    facts = len({iri for tie in analysis.ties.rows for iri in tie.facts})
    yield Paragraph(
        tell.say(
            "size",
            nodes=len(analysis.graph),
            edges=analysis.graph.number_of_edges(),
            facts=facts,
            components=len(analysis.components),
            largest=max(map(len, analysis.components), default=0),
            hash=analysis.hash[:12],
        )
    )
    if not len(analysis.graph):
        yield Paragraph(tell.say("empty"))
        return
    yield from rankings(network, tell)
    for section in SECTIONS.values():
        yield from section(network, tell)
