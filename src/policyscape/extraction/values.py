"""Values in a text: money, dates, periods, percentages and counted quantities, with what their words are worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias

import yaml

from policyscape.fold import fold
from policyscape.paths import RULES
from policyscape.records import Scalar

__all__ = ["Value", "ValueFinder", "ValueKind", "header_parts"]

ValueKind: TypeAlias = Literal["money", "date", "period", "percent", "quantity", "number"]
_LONGEST_PERIOD = 80
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MINUS = re.compile(r"(?:(?<=[ぁ-んァ-ヶ一-龠(、:|\s])|^)[-△▲]$")
_HEADER_UNIT = re.compile(r"\s*\((?:単位\s?[::]\s?)?(?P<unit>[^()]{1,12})\)\s*$")
_DATE_PARTS = (
    r"(?:年度|年代|年)(?:(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>3[01]|[12]\d|0?[1-9])日)?|(?P<late>末)(?=まで|に|時点|の|、))?"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value found in ``text[start:end]``; ``roles`` are the properties it fills, ``main`` its plain value.

    ``start`` to ``end`` enclose the qualifying words too (約, 以上); ``column``: the date in its header.
    """

    kind: ValueKind
    start: int
    end: int
    roles: Mapping[str, Scalar]
    main: Scalar
    counted: str | None = None
    column: Mapping[str, Scalar] = field(default_factory=dict)

    def part(self, name: str) -> Scalar | None:
        """A field by its property, or what the value is worth as one of these, None where it is not.

        ``value`` and ``unit`` (of money its currency), ``count`` (件 -> 件数), ``year`` and ``before`` (the year
        before) as numbers, ``years`` (5年間), ``deadline`` (a date, of a fiscal year its number).
        """
        date, fiscal = self.roles.get("date"), self.roles.get("fiscalYear")
        year = int(date[:4]) if isinstance(date, str) else fiscal
        unit = self.roles.get("unit", self.roles.get("currency"))
        worth: dict[str, Scalar | None] = {
            "value": self.main if isinstance(self.main, int | float) and not year else None,
            "unit": unit,
            "count": self.counted,
            "year": year,
            "before": year - 1 if isinstance(year, int) else None,
            "years": f"{self.main}年間" if unit == "年間" else None,
            "deadline": date or (str(fiscal) if fiscal else None),
        }
        return worth[name] if name in worth else self.roles.get(name)

    @property
    def measure(self) -> Mapping[str, Scalar]:
        """Value, unit, qualifier and bounds, also of an amount of money."""
        names = {"amount": "value", "currency": "unit", "minAmount": "minValue", "maxAmount": "maxValue"}
        kept = {"value", "unit", "qualifier", "minValue", "maxValue"}
        return {names.get(role, role): v for role, v in self.roles.items() if names.get(role, role) in kept}


class ValueFinder:
    """Finds values by the words of a data file (``rules/values.yaml``)."""

    def __init__(self, path: Path = RULES / "values.yaml") -> None:
        self._data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))

    @property
    def scales(self) -> Sequence[int]:
        """The worth of each scale word (万, 億, …)."""
        return tuple(self._data["scales"].values())

    def find(self, text: str, year: int | None = None) -> list[Value]:
        """All values of a text, leftmost and longest first, none overlapping; ``year`` is the one 同年 refers to."""
        folded = fold(text)
        found: list[Value] = []
        candidates = [*self._periods(folded), *self._dates(folded, year), *self._money(folded), *self._counts(folded)]
        candidates += self._ranges(folded)
        taken = 0
        for value in sorted(candidates, key=lambda v: (v.start, -(v.end - v.start))):
            if value.start >= taken:
                found.append(_as_written(value, text))
                taken = value.end
        return found

    # money and quantities

    @cached_property
    def _amount(self) -> str:
        scales = "|".join(map(re.escape, self._data["scales"]))
        before = _any(self._data["before"])
        # only a part with a scale is followed by another: 3億5千万, but not a note number before a year
        parts = rf"(?:(?:{_NUMBER})\s?(?:{scales})+\s?)*(?:{_NUMBER})(?:\s?(?:{scales})+)?"
        # 2021年3億円, 同年3億円: there the 年 belongs to the date, not to the amount
        return rf"(?P<before>(?:(?<![\d同翌前昨])(?:{before})\s?)*)(?P<number>{parts})"

    @cached_property
    def _money_pattern(self) -> re.Pattern[str]:
        after = _any([*self._data["scope_after"], *self._data["after"]])
        return re.compile(rf"{self._amount}\s?(?P<unit>{self._currency})(?P<after>(?:{after})*)")

    @cached_property
    def _currency(self) -> str:
        """A currency, but not as the beginning of another word (96元素)."""
        return rf"(?:{_any(self._data['currencies'])})(?!{_any(self._data['no_currency_before'])})"

    @cached_property
    def _count_pattern(self) -> re.Pattern[str]:
        after, counters = _any(self._data["after"]), _any(self._data["counters"])
        share = rf"(?:{_any(self._data['shares'])})(?!{_any(self._data['no_share_before'])})"
        unit = rf"%ポイント|%|{share}|{counters}"
        return re.compile(rf"{self._amount}(?:(?P<unit>{unit})(?P<after>(?:{after})*))?")

    def _money(self, text: str) -> Iterator[Value]:
        for match in self._money_pattern.finditer(text):
            start, sign = _signed(text, match)
            amount = sign * self._worth(match["number"])
            roles: dict[str, Scalar] = {
                "amount": int(amount),
                "currency": self._data["currencies"][match["unit"]],
                "originalWording": text[start : match.end()].strip(),
                **self._qualified(match, int(amount), "Amount"),
            }
            for words, table in ((match["before"], "scope_before"), (match["after"], "scope_after")):
                for word, scope in self._data[table].items():
                    if word in (words or ""):
                        roles["amountScope"] = f"scope/{scope}"
            yield Value("money", start, match.end(), roles, int(amount))

    def _counts(self, text: str) -> Iterator[Value]:
        for match in self._count_pattern.finditer(text):
            unit, worth = self._unit(match["unit"])
            start, sign = _signed(text, match) if (unit or "").startswith("%") else (match.start(), 1)
            number = _plain(sign * worth * self._worth(match["number"]))
            roles: dict[str, Scalar] = {"value": number, **self._qualified(match, number, "Value")}
            if "qualifier" in roles:
                roles["qualifier"] = self._data["counted"].get(roles["qualifier"], roles["qualifier"])
            kind: ValueKind = "number"
            if unit:
                roles["unit"] = unit
                kind = "percent" if unit.startswith("%") else "quantity"
            counted = self._data["counted_as"].get(unit, f"{unit}数") if kind == "quantity" else None
            yield Value(kind, start, match.end(), roles, number, counted)

    def _unit(self, word: str | None) -> tuple[str | None, int]:
        """A unit as the record writes it, and how many of it the word stands for: a tenth (割) is 10 %."""
        if word in self._data["shares"]:
            return "%", self._data["shares"][word]
        return self._data["units"].get(word, word), 1

    @cached_property
    def _range_pattern(self) -> re.Pattern[str]:
        scales = "|".join(map(re.escape, self._data["scales"]))
        unit = rf"%|{_any(self._data['counters'])}|{self._currency}"
        low = rf"(?P<low>{_NUMBER})\s?(?P<scale>(?:{scales})*)(?:{unit})?"
        return re.compile(
            rf"(?P<before>(?:(?:{_any(self._data['before'])})\s?)*){low}\s?~\s?"
            rf"(?P<high>{_NUMBER})\s?(?P<scales>(?:{scales})*)\s?(?P<unit>{unit})"
        )

    def _ranges(self, text: str) -> Iterator[Value]:
        """5~25万ドル: a value with two bounds; the lower takes the scale of the upper when it has none."""
        for match in self._range_pattern.finditer(text):
            high = self._worth(match["high"] + match["scales"])
            low = self._worth(match["low"] + (match["scale"] or match["scales"]))
            if low >= high:
                continue
            money = match["unit"] in self._data["currencies"]
            what = "Amount" if money else "Value"
            roles: dict[str, Scalar] = {f"min{what}": _plain(low), f"max{what}": _plain(high)}
            if match["before"]:
                roles |= {"qualifier": self._qualified(match, 0, what)["qualifier"]}
            if money:
                roles |= {"currency": self._data["currencies"][match["unit"]], "originalWording": match[0].strip()}
            else:
                roles["unit"] = self._unit(match["unit"])[0] or ""
            kind: ValueKind = "money" if money else "percent" if match["unit"] == "%" else "quantity"
            yield Value(kind, match.start(), match.end(), roles, _plain(high))

    def _qualified(self, match: re.Match[str], number: int | float, what: str) -> dict[str, Scalar]:
        roles: dict[str, Scalar] = {}
        words = [(word, says) for word, says in self._data["before"].items() if word in (match["before"] or "")]
        behind = match.groupdict().get("after") or ""
        words += [(word, says) for word, says in self._data["after"].items() if word in behind]
        for _, says in words:
            roles.setdefault("qualifier", says)
            bound = self._data["bounds"].get(says)
            if bound:
                roles["qualifier"] = says
                roles[f"{bound}{what}"] = number
        return roles

    def _worth(self, words: str) -> Decimal:
        """3兆2,000億 is a sum of parts, each a number times the product of the scales behind it."""
        total = Decimal(0)
        scales = "|".join(map(re.escape, self._data["scales"]))
        for part in re.finditer(rf"({_NUMBER})\s?((?:{scales})*)", words):
            worth = Decimal(part[1].replace(",", ""))
            for scale in re.findall(scales, part[2]):
                worth *= self._data["scales"][scale]
            total += worth
        return total

    # dates

    @cached_property
    def _date_pattern(self) -> re.Pattern[str]:
        eras = "|".join(self._data["eras"])
        letters = "".join(letter for era in self._data["eras"].values() for letter in era["letters"])
        letter = rf"(?<![A-Za-z])(?P<el>[{letters}])(?P<ly>\d{{1,2}})"
        year = rf"(?P<y>(?:1[6-9]|20)\d\d)|(?P<era>{eras})(?P<ey>\d{{1,2}}|元)|{letter}"
        same = r"(?P<same>同年)(?:(?P<sm>1[0-2]|0?[1-9])月)?"
        fiscal = r"(?<![A-Za-z])FY\s?(?P<fy>(?:19|20)\d\d)"
        slashed = (
            r"(?<![\d.,/])(?P<ny>(?:19|20)\d\d)[/.](?P<nm>1[0-2]|0?[1-9])(?:[/.](?P<nd>3[01]|[12]\d|0?[1-9]))?(?![\d/])"
        )
        month_day = r"(?P<dm>1[0-2]|0?[1-9])(?:\.(?P<dd>3[01]|[12]\d|0?[1-9]))?"
        lettered = rf"(?<![A-Za-z])(?P<dl>[{letters}])(?P<dy>\d{{1,2}})\.{month_day}"
        bracketed = r"(?<=\()(?P<by>(?:19|20)\d\d)(?=\))"
        yearless = r"(?<![年\d同/])(?P<om>1[0-2]|0?[1-9])月(?P<od>3[01]|[12]\d|0?[1-9])日"
        return re.compile(rf"{fiscal}|{lettered}|(?:{year}){_DATE_PARTS}|{same}|{slashed}|{bracketed}|{yearless}")

    def _dates(self, text: str, year: int | None) -> Iterator[Value]:
        for match in self._date_pattern.finditer(text):
            value = self._date(match, year)
            if value:
                # what follows in the text leaves out the year named last: 2024年度の公募（5月28日）
                named = value.part("year")
                year = named if isinstance(named, int) else year
                yield value

    def _date(self, match: re.Match[str], same_year: int | None) -> Value | None:
        groups = match.groupdict()
        year = self._year(groups) or (same_year if groups["same"] or groups["om"] else None)
        if not year:
            return None
        month = groups["m"] or groups["sm"] or groups["nm"] or groups["dm"] or groups["om"]
        day = groups["d"] or groups["nd"] or groups["dd"] or groups["od"]
        if "年度" in match[0] or groups["fy"]:
            return Value("date", match.start(), match.end(), {"fiscalYear": year}, year)
        if "年代" in match[0]:
            return Value("date", match.start(), match.end(), {"period": match[0]}, match[0])
        date = "-".join([f"{year:04}", *(f"{int(part):02}" for part in (month, day) if part)])
        return Value("date", match.start(), match.end(), {"date": date}, date)

    def _year(self, groups: Mapping[str, str | None]) -> int | None:
        for plain in ("y", "fy", "ny", "by"):
            if number := groups[plain]:
                return int(number)
        if groups["era"] and (era_year := groups["ey"]):
            return int(self._data["eras"][groups["era"]]["first"]) + (1 if era_year == "元" else int(era_year)) - 1
        for letter, number in ((groups["el"], groups["ly"]), (groups["dl"], groups["dy"])):
            if letter and number:
                firsts = [era["first"] for era in self._data["eras"].values() if letter in era["letters"]]
                return int(firsts[0]) + int(number) - 1
        return None

    # periods

    @cached_property
    def _period_pattern(self) -> re.Pattern[str]:
        month = r"(?:(?P<m{0}>1[0-2]|0?[1-9])月)?"
        start = r"(?P<a>(?:19|20)\d\d)(?P<au>年度|年)?" + month.format("a")
        end = r"(?P<b>(?:19|20)\d\d|\d\d(?=年))(?P<bu>年度|年)?" + month.format("b")
        return re.compile(rf"{start}\s?(?:~|-|・|から|より)\s?{end}(?:まで)?(?:の(?P<n>\d+)[かヵカヶ]?年間?)?")

    def _periods(self, text: str) -> Iterator[Value]:
        for match in self._period_pattern.finditer(text):
            first = int(match["a"])
            last = int(match["b"]) if len(match["b"]) == 4 else first // 100 * 100 + int(match["b"])
            longest = 1 if "・" in match[0] else _LONGEST_PERIOD
            if not first <= last <= first + longest:
                continue
            roles = _period_roles(match, first, last)
            yield Value("period", match.start(), match.end(), roles, match[0])


def _as_written(value: Value, text: str) -> Value:
    """The value with the words of the text itself, not those of its folded form."""
    if "originalWording" not in value.roles:
        return value
    words = text[value.start : value.end].strip()
    return replace(value, roles={**value.roles, "originalWording": words})


def _signed(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Where an amount begins and its sign: a triangle or a minus right before it, where no word or range ends."""
    sign = not match["before"] and _MINUS.search(text, 0, match.start())
    return (sign.start(), -1) if sign else (match.start(), 1)


def _period_roles(match: re.Match[str], first: int, last: int) -> dict[str, Scalar]:
    if "年度" in (match["bu"] or ""):
        return {"startFiscalYear": first, "endFiscalYear": last, "period": match[0]}
    start = f"{first}-{int(match['ma']):02}" if match["ma"] else str(first)
    end = f"{last}-{int(match['mb']):02}" if match["mb"] else str(last)
    return {"startDate": start, "endDate": end, "period": match[0]}


def _any(words: Any) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def header_parts(header: str) -> tuple[str, str]:
    """A header cell as name and unit: 研究開発費 and 億ドル of 研究開発費（億ドル）; no unit is an empty one."""
    folded = fold(header)
    unit = _HEADER_UNIT.search(folded)
    name = header[: unit.start()] if unit else header
    return re.sub(r"\s+", "", name), unit["unit"] if unit else ""
