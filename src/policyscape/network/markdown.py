"""The network section as Markdown, in Japanese or English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyscape.network.nodes import Node
from policyscape.network.tables import NetworkSection, NetworkTables, RankTable
from policyscape.network.wording import measure_meaning, measure_name, words

__all__ = ["markdown"]


def markdown(section: NetworkSection, language: str, level: int = 2) -> str:
    """The section from its heading (``level`` #) down, in ``ja`` or ``en``; ends with a newline."""
    lines = [_heading(words(language)["title"], level)]
    for network in section.networks:
        lines += _network(network, language, level + 1)
    return "\n\n".join(lines) + "\n"


def _network(network: NetworkTables, language: str, level: int) -> Iterator[str]:
    text = words(language)
    projection = network.projection
    yield _heading(projection.title[language], level)
    yield projection.meaning[language]
    gap = " " if language == "en" else ""
    yield gap.join(_remarks(network, language))
    if not network.nodes:
        yield text["empty"]
        return
    for table in network.rankings:
        yield _heading(measure_name(table.measure, language), level + 1)
        yield measure_meaning(table.measure, language) + text["stop"]
        yield _rank_table(table, language)
    yield _heading(text["communities"], level + 1)
    yield _community_table(network, language)


def _remarks(network: NetworkTables, language: str) -> Iterator[str]:
    text = words(language)
    projection = network.projection
    if projection.fallback:
        yield text["fallback"]
    yield text["directed" if projection.directed else "undirected"]
    yield text[projection.weight].format(currency=network.selection.currency)
    yield text["summary"].format(
        nodes=f"{network.nodes:,}",
        edges=f"{network.edges:,}",
        components=f"{network.components:,}",
        largest=f"{network.largest:,}",
        hash=network.hash[:12],
    )


def _rank_table(table: RankTable, language: str) -> str:
    text = words(language)
    rows = ((str(row.rank), _label(row.node, language), row.node.type, _number(row.score)) for row in table.rows)
    return _table((text["rank"], text["entity"], text["type"], text["score"]), rows)


def _community_table(network: NetworkTables, language: str) -> str:
    text = words(language)
    comma = "、" if language == "ja" else ", "
    rows = (
        (str(row.number), f"{row.size:,}", comma.join(_label(node, language) for node in row.leaders))
        for row in network.communities
    )
    return _table((text["community"], text["size"], text["leaders"]), rows)


def _label(node: Node, language: str) -> str:
    return node.label(language).replace("|", "\\|").replace("\n", " ")


def _number(score: float) -> str:
    """Whole numbers with thousands separators, others with four significant digits."""
    return f"{score:,.0f}" if score.is_integer() else f"{score:.4g}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _heading(text: str, level: int) -> str:
    return f"{'#' * level} {text}"
