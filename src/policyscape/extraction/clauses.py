"""Clauses: the predicates of a sentence, each with the mentions that depend on it.

Japanese marks dependence by particles and order, so the tree that matters is read from them: a particle tells what a
mention is to the next predicate, a topic (は) goes past the clauses that modify a noun, the voice of the predicate
tells who does and to what it is done, and a noun right behind a clause is what that clause is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from policyscape.extraction.mentions import Mention
from policyscape.extraction.patterns import Captured, Match, Skeleton
from policyscape.extraction.verbs import load_verbs

__all__ = ["Clause", "ClausePattern", "Slot", "clauses"]

_INDEX, _SYMBOL = 0xF000, 0xE000
_OPENING, _CLOSING = "(「『【", ")」』】"
_TOGETHER = re.compile(r"\s?(?:、|,|・|や|と|及び|および|並びに|ならびに|又は|または)\s?(?=[\ue000-\uefff])")
# what may stand between a mention and its particle: 等, a bracket, the number of things named (の3大学)
_BEHIND = re.compile(
    r"(?:等|など|ら)?(?:\([^()]{0,60}\))?(?:の?[\ue000-\uefff][\uf000-\uf8ff](?:つの)?(?:機関|者|省庁|法人)?(?=[がはをにとで]))?"
    r"(?:政府|側|社)?(?:の(?:本格)?(?:運用|実施|提供|供用|適用|試行)(?=[をがはも]))?"
)
_PARTICLES = (
    ("until", r"まで(?:に)?"),
    ("since", r"から(?:は)?|より|以降、?|以来、?"),
    ("with", r"と(?:とも|共同|連携|協力)(?:に|で|し|して)?|と(?=[、\ue000-\uefff])"),
    ("by", r"により|によって|によ(?:る|り)|の下で|のもとで"),
    ("as", r"として(?:は)?"),
    ("at", r"において(?:は)?|における|にて|では|で(?!あ|き|も)"),
    ("dative", r"に対し(?:て)?|に向け(?:て)?|には|にも|に(?!つ|お|よ|関|基|係)|へ(?:の|は)?"),
    ("topic", r"は|も"),
    ("subject", r"が"),
    ("object", r"を(?!通|経|踏|受|含|中|対|基)"),
    ("of", r"の"),
)
_COUNTED = re.compile(r"の[\ue000-\uefff][\uf000-\uf8ff](?:つの)?(?:機関|者|省庁|法人)?[がはをにとで]")
_PARTICLE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _PARTICLES))
_PASSIVE = re.compile(r"さ(?=れ)|られ|(?<=[ばま])れ|せられ")
_INFLECTION = re.compile(
    r"(?:を(?:行|実施し|決定し|発表し|表明し|正式に))?(?:[さし](?!か)|す[るべ]|られ|た(?!め)|て|る|れ|っ|り(?=、)|ん)|(?=[。、]|$|中(?:[。、]|$)|予定|済)"
)
_HIRAGANA = re.compile(r"[ぁ-ん]{0,16}")
_AHEAD = re.compile(r"(?:予定|方針|計画|見込|見通|考え|必要|目標|構想)[^。、]{0,16}")
_COMPLEMENT = re.compile(r"こと|よう|べく|ため|べき|とともに|ほか|など|まで")
# where a clause ends whose verb no group knows, and the cases such a verb takes
_BREAK = re.compile(r"(?<![はがをにとでのも])[ぁ-ん](?<=[しめりえれせきちみてべ])(?:て|おり)?、")
_TAKEN = frozenset({"subject", "object", "dative", "with"})
_UNNAMED = re.compile(r"[一-龠ァ-ヴーA-Za-z]{2,}(?:等|など)?(?P<particle>[はがを])(?![一-龠]?通)")
_DATES = frozenset({"date", "period"})
_DATE_ENDS = re.compile(r"(?:の(?P<words>[^。、をがは\ue000-\uf8ff]{1,16}))?(?:に(?:は|も)?|では?|は)?、?")
_COMPOUND = r"(?:(?<![一-龠ァ-ヶー々])|(?<=新規)|(?<=同時)|(?<=正式)|(?<=新た)|(?<=再))"


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a clause a rule asks for: its relation to the predicate and the symbols of the classes that fit."""

    relation: str
    symbols: frozenset[str]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class _Argument:
    start: int
    end: int
    stop: int
    case: str
    symbol: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate in ``skeleton.text[start:end]``; ``told`` is where the words end that say how it is meant."""

    verb: str
    start: int
    end: int
    told: int
    passive: bool
    intransitive: bool
    adnominal: bool
    arguments: tuple[_Argument, ...]
    topics: tuple[_Argument, ...]
    head: _Argument | None
    unnamed: str

    def fill(self, relation: str) -> Iterator[_Argument]:
        """The arguments that may stand in a relation to the predicate, the likeliest first."""
        if relation == "done":
            yield from self._done()
        elif relation == "doer":
            yield from self._doer()
        elif relation == "when":
            yield from reversed([a for a in self.arguments if a.case == "when"])
        elif relation == "topic":
            yield from reversed([a for a in self.arguments if a.case == "topic"] + list(self.topics))
        else:
            yield from reversed([a for a in self.arguments if a.case == relation])

    def _subjects(self) -> Iterator[_Argument]:
        own = [a for a in self.arguments if a.case == "subject"]
        yield from reversed(own)
        if not own and not set("がは") & set(self.unnamed):
            if not self.adnominal:
                yield from reversed([*self.topics, *(a for a in self.arguments if a.case == "topic")])
            elif self.head:
                yield self.head

    def _done(self) -> Iterator[_Argument]:
        objects = [a for a in self.arguments if a.case == "object"]
        if self.passive or self.intransitive:
            yield from self._subjects()
        elif objects and "を" not in self.unnamed:
            yield objects[-1]
        elif not objects and self.adnominal and self.head and "を" not in self.unnamed:
            yield self.head

    def _doer(self) -> Iterator[_Argument]:
        if self.passive:
            yield from reversed([a for a in self.arguments if a.case == "by"])
        elif not self.intransitive or any(a.case == "object" for a in self.arguments):
            yield from self._subjects()


@dataclass(frozen=True, slots=True)
class ClausePattern:
    """What a rule asks of a clause: the groups of verbs its predicate is of, and its arguments."""

    groups: Sequence[str]
    slots: Sequence[tuple[str, Slot]]

    def find(self, skeleton: Skeleton, read: Sequence[Clause]) -> Iterator[tuple[Match, int]]:
        """Those of a sentence's clauses that have all that is asked, as matches, and where their telling words end."""
        for clause in read:
            if clause.verb in self.groups and (roles := self._roles(clause, skeleton)) is not None:
                start, end = skeleton.words(clause.start, clause.end)
                roles["verb"] = Captured(start, end, verb=clause.verb)
                yield Match(roles, start, end), skeleton.at(clause.told)

    def _roles(self, clause: Clause, skeleton: Skeleton) -> dict[str, Captured] | None:
        roles: dict[str, Captured] = {}
        for name, slot in self.slots:
            found = next(clause.fill(slot.relation), None)
            if name.startswith("!"):
                if found:
                    return None
                continue
            if found and found.symbol in slot.symbols:
                roles[name] = Captured(*skeleton.words(found.start, found.end), found.mentions)
            elif not slot.optional:
                return None
        return roles


def clauses(skeleton: Skeleton) -> Iterator[Clause]:
    """The clauses of a sentence, from left to right; brackets are passed over."""
    arguments, masked = _parsed(skeleton)
    start, topics = 0, list[_Argument]()
    pattern, groups, intransitive = _predicates()
    for verb in pattern.finditer(masked):
        if not _INFLECTION.match(masked, verb.end()):
            continue
        words = _HIRAGANA.match(masked, verb.end())
        end = words.end() if words else verb.end()
        if "よう" in masked[verb.end() : end]:  # what is asked for: the date is that of the asking
            continue
        own = _dependent(masked, [a for a in arguments if start <= a.start and a.end <= verb.start()], verb.start())
        adnominal = _modifies_noun(masked, verb.end(), end)
        yield Clause(
            groups[verb[0]],
            verb.start(),
            verb.end(),
            _told(masked, end, adnominal),
            bool(_PASSIVE.match(masked, verb.end())),
            verb[0] in intransitive,
            adnominal,
            tuple(own),
            tuple(topics),
            next((a for a in arguments if a.start == end), None),
            _unnamed(masked, own[-1].stop if own else start, verb.start()),
        )
        topics += [a for a in own if a.case == "topic"]
        start = end


def _dependent(text: str, arguments: Sequence[_Argument], end: int) -> list[_Argument]:
    """The arguments but those that a predicate between them and the end has taken (AがBを進め、決定した)."""
    breaks = [match.end() for match in _BREAK.finditer(text, arguments[0].end if arguments else end, end)]
    return [a for a in arguments if a.case not in _TAKEN or not any(a.end < place for place in breaks)]


def _modifies_noun(text: str, start: int, end: int) -> bool:
    """Whether the inflection in ``text[start:end]`` ends in a noun it modifies, and not the clause or in こと."""
    ended = text[end : end + 1] in ("", "、", "。", " ", "|", ")")
    return not ended and not _COMPLEMENT.search(text, start, end) and not _AHEAD.match(text, end)


def _told(text: str, end: int, adnominal: bool) -> int:
    if adnominal:
        return end
    stop = re.compile("[、。]").search(text, end)
    return stop.start() if stop else len(text)


def _unnamed(text: str, start: int, end: int) -> str:
    """The particles of the nouns no mention stands for, between the last argument and the predicate."""
    return "".join(match["particle"] for match in _UNNAMED.finditer(text, start, end))


@cache
def _predicates() -> tuple[re.Pattern[str], Mapping[str, str], frozenset[str]]:
    """The stems of all verbs as one pattern, the group of each, and those that take no object."""
    verbs = load_verbs()
    groups = {form: group for group, verb in reversed(verbs.items()) for form in verb["forms"]}
    intransitive = frozenset(form for verb in verbs.values() for form in verb.get("intransitive", ()))
    forms = "|".join(sorted(groups, key=lambda form: (-len(form), form)))
    return re.compile(f"{_COMPOUND}(?:{forms})"), groups, intransitive


def _parsed(skeleton: Skeleton) -> tuple[list[_Argument], str]:
    """The arguments of a sentence, and its text with brackets and quotations blanked."""
    text = skeleton.text
    masked = _masked(text)
    found: list[_Argument] = []
    position = 0
    while position < len(masked):
        if not (_SYMBOL <= ord(masked[position]) < _INDEX and _mention(masked, position, skeleton)):
            position += 1
            continue
        end = _enumeration(masked, position, skeleton)
        argument = _argument(masked, position, end, skeleton)
        found.append(argument)
        # the number of what was named (の3大学) is no argument of its own
        position = end + 3 if argument.case and _COUNTED.match(masked, end) else end
    return found, masked


def _masked(text: str) -> str:
    out, depth = [], 0
    for char in text:
        depth += char in _OPENING
        out.append(char if depth == 0 or char in _OPENING + _CLOSING else "\x00")
        depth = max(0, depth - (char in _CLOSING))
    return "".join(out) if depth == 0 else text


def _mention(text: str, position: int, skeleton: Skeleton) -> Mention | None:
    index = ord(text[position + 1]) - _INDEX if position + 1 < len(text) else -1
    return skeleton.mentions[index] if 0 <= index < len(skeleton.mentions) else None


def _enumeration(text: str, start: int, skeleton: Skeleton) -> int:
    """The end of a mention or of several entities named one after another."""
    end = start + 2
    first = _mention(text, start, skeleton)
    while first and first.value is None and (join := _TOGETHER.match(text, end)):
        following = _mention(text, join.end(), skeleton)
        if following is None or following.value is not None:
            break
        end = join.end() + 2
    return end


def _argument(text: str, start: int, end: int, skeleton: Skeleton) -> _Argument:
    places = [i for i in range(start, end) if _SYMBOL <= ord(text[i]) < _INDEX]
    mentions = tuple(mention for i in places if (mention := _mention(text, i, skeleton)))
    behind = _BEHIND.match(text, end)
    stop = behind.end() if behind else end
    particle = _PARTICLE.match(text, stop) or _PARTICLE.match(text, end)
    case = str(particle.lastgroup) if particle else ""
    if mentions and mentions[0].type in _DATES and case in ("", "dative", "topic", "at", "of"):
        case = _dated(text, end)
    return _Argument(start, end, particle.end() if particle else stop, case, text[start], mentions)


def _dated(text: str, end: int) -> str:
    """``when`` for a date that tells when the clause holds, and not of which year a thing is."""
    words = _DATE_ENDS.match(text, end)
    of = words and words["words"]
    return (
        "of"
        if of and not re.search(r"予算|国会|会合|会議|演説|首脳|総会|閣議|段階|時点|初め|末|春|夏|秋|冬", of)
        else "when"
    )
