"""Units: the sentences, items and rows that rules are matched against, with their mentions and their context."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from policyscape.extraction.clauses import Clause
from policyscape.extraction.definitions import define_early
from policyscape.extraction.local_names import LocalNames, defined_aliases
from policyscape.extraction.mentions import Mention, NameFinder
from policyscape.extraction.patterns import Hierarchy, Language, Skeleton, skeleton
from policyscape.extraction.values import Value, ValueFinder, header_parts
from policyscape.fold import fold
from policyscape.reading.model import Block, Cell, Document
from policyscape.records import Span
from policyscape.resolution.registry import Registry

__all__ = ["Reader", "Unit", "units"]

CELL_BREAK = "|"
_SENTENCE_END = re.compile(r"[。！？]")
_OPENING, _CLOSING = "（(「『【[", "）)」』】]"
_TOPIC = re.compile(r"(?:連邦政府|政府|側)?(?:では|でも|は|も|において|における|の|で)")
_TOPIC_REACH = 20
_AMONG = ("、", "・", "と", "や", "び")
_LONGEST_TITLE = 40
_ABOVE = 6
_BEFORE = 100  # units of the same block that a subject is inherited from; a text of one line has no end of them
_NUMBERING = 10  # characters a heading may hold beside the country it names
_LONGEST_UNIT, _LONGEST_ROW = 1_500, 6_000  # characters: no sentence and no row of facts is longer
_SHARED_UNIT = re.compile(
    r"\((?:[^()]*[、,]\s?)?(?:単位\s?:\s?(?P<named>)|(?=[兆億万百千]))(?P<unit>[^()、,:\d]{1,8})\)\s*$"
)
_UNITLESS = re.compile(r"順位|位$|比|率|割合|年|No")
_YEAR = re.compile(r"(?:令和|平成)?(?:\d{1,4}|元)(?:会計|財政)?年度?(?:実績|見込み?|要求|予算|決算)?額?$")
_COUNTED = re.compile(r"数$")
_OF_MONEY = re.compile(r"円|元$|ドル|ユーロ|ポンド|ウォン")
_SHORTEST_NAME = 3
_UNNAMED = ("Place", "Technology")  # a bracket behind these gives no abbreviation of a name


@dataclass(slots=True)
class Unit:
    """A sentence, list item, heading, caption, footnote or table row.

    ``offsets`` as in Block. ``before`` are the units of the same block and the nearest heads above it, nearest last:
    where an inherited subject is looked for; ``above`` the heads and last units of any kind on the same page.
    ``country`` is the jurisdiction the passage speaks of, if it says so. ``clauses`` are read when first asked for.
    ``within`` is the row a line of a cell is of.
    """

    text: str
    offsets: tuple[int, ...]
    block: Block
    mentions: list[Mention] = field(default_factory=list)
    country: str | None = None
    before: list[Unit] = field(default_factory=list)
    above: list[Unit] = field(default_factory=list)
    header: tuple[str, ...] = ()
    form: Skeleton | None = None
    clauses: tuple[Clause, ...] | None = None
    within: Unit | None = None

    def span(self, start: int, end: int) -> Span:
        """The span in the original that encloses ``text[start:end]``."""
        # a cell that spans rows stands before those of a lower row, wherever its column is
        places = self.offsets[start:end] if self.block.rows else (self.offsets[start], self.offsets[end - 1])
        return min(places), max(places) + 1


@dataclass
class Reader:
    """What turning blocks into units needs."""

    names: NameFinder
    values: ValueFinder
    registry: Registry
    language: Language
    hierarchy: Hierarchy


def units(document: Document, reader: Reader) -> Iterator[Unit]:
    """All units of a document in reading order, mentions found and resolved."""
    country: str | None = None
    seen: int | None = None
    local = LocalNames()
    define_early([b.text for b in document.blocks if not b.rows], document.id, reader.names, reader.registry, local)
    heads: list[Unit] = []
    above: list[Unit] = []
    for block in document.blocks:
        made: list[Unit] = []
        # the days of a table are of the year the text before it speaks of
        year = seen if block.rows else None
        lead = [unit for unit in above[-1:] if block.rows and _leads(unit)]
        if block.kind == "heading":
            heads = [head for head in heads if head.block.level < block.level]
            country = next((head.country for head in reversed(heads) if _titles_country(head)), None)
        spoken = country
        for unit in _split(block):
            unit.before = [*_heads_of(block, heads), *lead, *made[-_BEFORE:]]
            lines = [line for line in above if line.block.page == block.page]
            unit.above = [*(head for head in heads if head.block.page == block.page), *lines]
            above = [*lines, unit][-_ABOVE:]
            year = _find_mentions(unit, reader, year, local)
            seen = year or seen
            topic = _topic_country(unit, reader)
            spoken = topic or spoken
            unit.country = topic or (None if _among_others(unit, spoken, reader) else spoken)
            # only how a block begins tells what the passage goes on about, and a footnote interrupts it
            country = country if made or block.kind == "footnote" else topic or country
            _resolve(unit, document.id, reader, local)
            unit.form = skeleton(unit.text, unit.mentions, reader.language)
            made.append(unit)
            yield unit
        if block.kind in ("heading", "caption") and made:
            heads.append(made[0])


def _heads_of(block: Block, heads: Sequence[Unit]) -> list[Unit]:
    """The heads a block stands under: a caption names what its table or list shows, not what later prose is about."""
    prose = block.kind == "paragraph" and "。" in block.text
    return [head for head in heads if head.block.kind == "heading" or not prose]


def _leads(unit: Unit) -> bool:
    """Whether a unit may be the title of the table behind it: a short line that is no sentence."""
    text = unit.text
    worded = len(text) <= _LONGEST_TITLE and not text.strip().isnumeric() and not _SENTENCE_END.search(text)
    return unit.block.kind == "paragraph" and worded


def _split(block: Block) -> Iterator[Unit]:
    if block.rows:
        header = _header(block)
        for row in block.rows:
            yield _row(block, row, header)
        return
    start = depth = 0
    for index, char in enumerate(block.text):
        depth = max(0, depth + (char in _OPENING) - (char in _CLOSING))
        ended = _SENTENCE_END.match(char) and (depth == 0 or index - start > 400)
        if ended or index - start >= _LONGEST_UNIT:
            yield from _piece(block, start, index + 1)
            start, depth = index + 1, 0
    yield from _piece(block, start, len(block.text))


def _header(block: Block) -> tuple[str, ...]:
    """The name of each column; of several header rows the lower goes before the upper, whose unit may end it."""
    rows = list(takewhile(lambda row: any(cell.header for cell in row), block.rows))
    if not rows:
        return ()
    names = [cell.text for cell in rows[0]]
    for row in rows[1:]:
        for column, cell in enumerate(row[: len(names)]):
            if cell.text != names[column]:
                names[column] = cell.text + names[column]
    return tuple(names)


def _piece(block: Block, start: int, end: int) -> Iterator[Unit]:
    while start < end and block.text[start].isspace():
        start += 1
    while end > start and block.text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Unit(block.text[start:end], block.offsets[start:end], block)


def _row(block: Block, row: Sequence[Cell], header: tuple[str, ...]) -> Unit:
    """A row as one text, its cells joined by a bar that stands at the end of the cell before it."""
    text, offsets = "", list[int]()
    last = next((cell.offsets[0] for cell in row if cell.offsets), block.offsets[0] if block.offsets else 0)
    for number, cell in enumerate(row):
        if number:
            text += CELL_BREAK
            offsets.append(last)
        text += cell.text
        offsets += cell.offsets
        last = cell.offsets[-1] if cell.offsets else last
    return Unit(text[:_LONGEST_ROW], tuple(offsets[:_LONGEST_ROW]), block, header=header)


def _find_mentions(unit: Unit, reader: Reader, year: int | None, local: LocalNames) -> int | None:
    values = [_in_column(value, unit, reader) for value in reader.values.find(unit.text, year)]
    names = reader.names.find(unit.text, local, () if _is_header(unit) else unit.header)
    found = [n for n in names if not any(v.start < n.end and n.start < v.end and _wider(v, n) for v in values)]
    for value in values:
        if not any(n.start < value.end and value.start < n.end for n in found):
            found.append(Mention(value.start, value.end, value.kind, value=value))
            date = value.roles.get("date", value.roles.get("endDate"))
            year = _year(date, value.roles.get("fiscalYear")) or year
    unit.mentions = sorted(found, key=lambda m: m.start)
    return year


def _is_header(unit: Unit) -> bool:
    cells = unit.text.split(CELL_BREAK)
    return len(cells) <= len(unit.header) and all(c in name for c, name in zip(cells, unit.header, strict=False))


def _in_column(value: Value, unit: Unit, reader: Reader) -> Value:
    """A bare number that fills a cell is read with the unit its column's header gives: 8,218 below (億ドル)."""
    column = unit.text.count(CELL_BREAK, 0, value.start)
    if column >= len(unit.header):
        return value
    dates = [v for v in reader.values.find(unit.header[column]) if v.kind in ("date", "period")]
    value = replace(value, column=dates[0].roles) if dates else value
    if value.kind != "number":
        return value
    words = unit.text[value.start : value.end].strip()
    name, measure = header_parts(unit.header[column])
    measure = measure or ("" if _UNITLESS.search(name) and not _YEAR.match(fold(name)) else _unit_of_title(unit))
    if _COUNTED.search(name) and _OF_MONEY.search(measure):
        return value  # 件数 is no amount, whatever the title says of the other columns
    if not measure or words != unit.text.split(CELL_BREAK)[column].strip():
        return value
    found = reader.values.find(words + measure)
    whole = len(found) == 1 and found[0].kind != "number" and found[0].end == len(words + measure)
    return replace(found[0], start=value.start, end=value.end, column=value.column) if whole else value


def _unit_of_title(unit: Unit) -> str:
    """The unit all columns of a table share: the last thing in the bracket of its title (2023年、億ドル; 単位：件)."""
    title = next((above.text for above in reversed(unit.before) if above.block is not unit.block), "")
    found = _SHARED_UNIT.search(fold(title))
    return found["unit"] if found else ""


def _wider(value: object, name: Mention) -> bool:
    return bool(getattr(value, "end", 0) - getattr(value, "start", 0) > name.end - name.start)


def _year(date: object, fiscal: object) -> int | None:
    if isinstance(date, str):
        return int(date[:4])
    return fiscal if isinstance(fiscal, int) else None


def _topic_country(unit: Unit, reader: Reader) -> str | None:
    """The country a unit is about: named at its head as topic, or the only thing a heading names."""
    for mention in unit.mentions:
        if mention.type != "Country" or mention.start > _TOPIC_REACH or "は" in unit.text[: mention.start]:
            continue
        if mention.start and unit.text[mention.start - 1] in _AMONG:
            continue  # 日本、米国、英国は: of several, the passage is about none
        if unit.block.kind in ("heading", "caption") or _TOPIC.match(unit.text, mention.end):
            return reader.registry.resolve(mention.name, "", None)
    titled = unit.block.kind in ("heading", "caption") or _names_ministry(unit)
    return _titled_country(unit, reader) if titled else None


def _titles_country(head: Unit) -> bool:
    """Whether a heading names one country and little else: then the headings below it are about that country."""
    named = [m for m in head.mentions if m.entity]
    rest = len(head.text) - sum(m.end - m.start for m in named)
    return head.block.kind == "heading" and [m.type for m in named] == ["Country"] and rest <= _NUMBERING


def _among_others(unit: Unit, country: str | None, reader: Reader) -> bool:
    """Whether a unit names several countries and not the one of its passage: then it speaks of none in particular."""
    named = {reader.registry.resolve(m.name, "", None) for m in unit.mentions if m.type == "Country"}
    return len(named) > 1 and country not in named


def _names_ministry(unit: Unit) -> bool:
    """Whether a line is no sentence and begins with a ministry: a title that lost its heading mark."""
    return _leads(unit) and bool(unit.mentions) and unit.mentions[0].start == 0 and unit.mentions[0].type == "Ministry"


def _titled_country(unit: Unit, reader: Reader) -> str | None:
    """The country of what a title names first, where the name leaves no doubt: that of a strategy, of a programme."""
    named = next((m for m in unit.mentions if m.value is None and not m.refers and m.start <= _TOPIC_REACH), None)
    ids = reader.registry.candidates(named.name) if named else []
    return reader.registry.get(ids[0]).country if len(ids) == 1 else None


def _resolve(unit: Unit, document: str, reader: Reader, local: LocalNames) -> None:
    resolved: list[Mention] = []
    folded = fold(unit.text)
    for mention in unit.mentions:
        if mention.value is None:
            mention = _resolved(mention, unit, document, reader, resolved, local)
        if mention.entity and not mention.refers:
            _define(mention, folded, reader, local, unit.country)
        if mention.value is not None or mention.entity:
            resolved.append(mention)
    unit.mentions = resolved


def _define(mention: Mention, folded: str, reader: Reader, local: LocalNames, country: str | None) -> None:
    """Keeps what the text itself says of a name: the aliases in the bracket behind it, and a new name for later use."""
    entity = mention.entity or ""
    if any(reader.hierarchy.is_a(mention.type, class_) for class_ in _UNNAMED):
        return
    discovered = entity in reader.registry.discovered
    if discovered and len(mention.name) >= _SHORTEST_NAME:
        local.define(mention.name, entity)
    for alias in defined_aliases(folded, fold(mention.name), mention.end):
        if reader.names.is_generic(alias):
            continue
        foreign = discovered and _means_elsewhere(alias, country, reader)
        if foreign or not reader.registry.declared(alias):
            local.define(alias, entity, overrides=foreign)
            if discovered:
                reader.registry.add_alias(entity, alias)


def _means_elsewhere(alias: str, country: str | None, reader: Reader) -> bool:
    """Whether all that the record calls so is of other countries than the one the passage is about."""
    countries = {reader.registry.get(id_).country for id_ in reader.registry.candidates(alias)}
    return country is not None and bool(countries) and None not in countries and country not in countries


def _resolved(
    mention: Mention, unit: Unit, document: str, reader: Reader, earlier: list[Mention], local: LocalNames
) -> Mention:
    if mention.entity:
        return _own_bearer(mention, unit, reader)
    own = local.entity(mention.name) if mention.kind or local.overrides(mention.name) else None
    if own:
        return replace(mention, entity=own, type=reader.registry.get(own).type)
    if mention.refers:
        candidates = [m for u in unit.before for m in u.mentions] + earlier
        same = _of_class(candidates, mention.type, reader)
        if not same and mention.start == 0 and _is_prose(unit):  # a paragraph that goes on about that of the one above
            same = _of_class([m for u in unit.above if _is_prose(u) for m in u.mentions], mention.type, reader)
        alike = [m for m in same if m.name.endswith(mention.name[1:])]  # 同機構 is rather a 機構 than a センター
        meant = (alike or same)[-1:]
        return replace(mention, entity=meant[0].entity, type=meant[0].type) if meant else mention
    if mention.kind:
        country = None if mention.type == "Person" else _country_by_name(mention, unit, reader) or unit.country
        entity: str | None = reader.registry.discover(mention.name, mention.type, mention.kind, country)
    else:
        entity = reader.registry.resolve(mention.name, document, unit.country, _named_above(unit))
        entity = None if entity and _of_another_state(entity, mention.name, unit, reader) else entity
    return replace(mention, entity=entity, type=reader.registry.get(entity).type) if entity else mention


def _of_class(mentions: Sequence[Mention], class_: str, reader: Reader) -> list[Mention]:
    return [m for m in mentions if m.entity and not m.refers and reader.hierarchy.is_a(m.type, class_)]


def _is_prose(unit: Unit) -> bool:
    return unit.block.kind == "paragraph" and "。" in unit.text


def _of_another_state(entity: str, name: str, unit: Unit, reader: Reader) -> bool:
    """Whether a body every state has (財務省) is that of a country neither the passage nor the sentence speaks of."""
    country = reader.registry.get(entity).country
    if not reader.names.is_of_every_state(name) or None in (country, unit.country) or country == unit.country:
        return False
    named = (m for m in unit.mentions if m.type == "Country")
    return all(reader.registry.resolve(m.name, "", None) != country for m in named)


def _own_bearer(mention: Mention, unit: Unit, reader: Reader) -> Mention:
    """A name the document gave before; one every country has a bearer of is given anew in another country's passage."""
    country = reader.registry.get(mention.entity or "").country
    if not reader.names.is_national(mention.name) or None in (country, unit.country) or country == unit.country:
        return mention
    kind = (mention.entity or "").partition("/")[0]
    return replace(mention, entity=reader.registry.discover(mention.name, mention.type, kind, unit.country))


def _country_by_name(mention: Mention, unit: Unit, reader: Reader) -> str | None:
    """The country a new name begins with, or that stands before it with の: オランダ企業庁, 英国の国立研究所."""
    text = unit.text
    before = next((m for m in reversed(unit.mentions) if m.end <= mention.start and m.type == "Country"), None)
    if before and text[before.end : mention.start] in ("の", "の「", "の『"):
        return before.entity or reader.registry.resolve(before.name, "", None)
    if mention.type == "Company":  # 中国電力 is no company of China
        return None
    return reader.registry.country_of_opening(mention.name)


def _named_above(unit: Unit) -> frozenset[str]:
    """What the heads above a unit name: of homonyms a part of one of these is meant."""
    heads = (head for head in unit.before if head.block is not unit.block)
    return frozenset(m.entity for head in heads for m in head.mentions if m.entity)
