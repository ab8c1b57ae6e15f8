"""How numbers, dates, amounts and periods of a fact are written in a label, by the forms of a data file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from policyscape.records import RoleValue, Scalar

__all__ = ["Wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The written forms of one language; ``forms`` and ``qualifiers`` as in ``rules/fact-labels.yaml``."""

    language: str
    forms: Mapping[str, Any]
    qualifiers: Mapping[str, Mapping[str, str]]

    def money(self, roles: Mapping[str, RoleValue]) -> str:
        """``JPY 500,000,000,000`` or ``5,000億円``; bounds where there is no amount; empty without any."""
        currency = str(roles.get("currency", ""))
        currency = self.forms["currencies"].get(currency, currency)

        def written(number: Scalar) -> str:
            return self._form("money", amount=self.number(number), currency=currency)

        return self._bounded(roles, "amount", "minAmount", "maxAmount", written)

    def measure(self, roles: Mapping[str, RoleValue]) -> str:
        """A value with its unit, ``約100件``; bounds where there is no value; empty without any."""
        unit = str(roles.get("unit", ""))
        unit = self.forms["units"].get(unit, unit)

        def written(number: Scalar) -> str:
            words = self._form("measure", value=self.number(number), unit=unit).strip()
            return words.replace(" %", "%")

        return self._bounded(roles, "value", "minValue", "maxValue", written)

    def was(self, roles: Mapping[str, RoleValue]) -> str:
        """The baseline of a target, with its year."""
        value, year = roles.get("baselineValue"), roles.get("baselineYear")
        words = [self.number(_one(value))] if value is not None else []
        words += [self._form("fiscal", year)] if year is not None else []
        return self._form("was", " ".join(words)) if words else ""

    def by(self, roles: Mapping[str, RoleValue]) -> str:
        """The deadline of a target."""
        deadline = roles.get("deadline")
        return self._form("by", self.date(str(_one(deadline)))) if deadline else ""

    def when(self, roles: Mapping[str, RoleValue]) -> str:
        """The fiscal year or years, the date, the period, or its own words; empty where no time is known."""
        year, first, last = (roles.get(name) for name in ("fiscalYear", "startFiscalYear", "endFiscalYear"))
        if first is not None and last is not None:
            return self._form("fiscalRange", first, last)
        if year is not None or first is not None or last is not None:
            form = self._form("fiscal", _one(next(y for y in (year, first, last) if y is not None)))
            return form if year is not None else self._form("since" if first is not None else "until", form)
        if "date" in roles:
            return self.date(str(_one(roles["date"])))
        return self._period(roles)

    def date(self, iso: str) -> str:
        """``2025-02-14`` as the language writes it, in the precision that is known."""
        parts = [int(part) for part in iso.split("-")]
        return str(self.forms["dates"][len(parts) - 1]).format(*parts)

    def number(self, value: Scalar) -> str:
        """A number with thousands separated, or grouped by myriads where the language does so."""
        number = Decimal(str(value))
        groups = []
        for name, worth in self.forms["myriads"].items():
            count, number = divmod(number, worth) if number == number.to_integral_value() else (Decimal(0), number)
            groups += [f"{count:,}{name}"] if count else []
        if number or not groups:
            groups.append(_plain(number))
        return "".join(groups)

    def _period(self, roles: Mapping[str, RoleValue]) -> str:
        start, end = (self.date(str(_one(roles[name]))) if name in roles else "" for name in ("startDate", "endDate"))
        if start and end:
            return self._form("range", start, end)
        if start or end:
            return self._form("since", start) if start else self._form("until", end)
        return str(_one(roles.get("period", "")))

    def _bounded(
        self, roles: Mapping[str, RoleValue], exact: str, least: str, most: str, written: Callable[[Scalar], str]
    ) -> str:
        if exact in roles:
            return self._qualified(written(_one(roles[exact])), roles)
        if least in roles and most in roles:
            return self._form("range", written(_one(roles[least])), written(_one(roles[most])))
        for name, bound in ((least, "以上"), (most, "以下")):
            if name in roles:
                return self._qualified(written(_one(roles[name])), {"qualifier": bound, **roles})
        return ""

    def _qualified(self, words: str, roles: Mapping[str, RoleValue]) -> str:
        for qualifier in _all(roles.get("qualifier", ())):
            form = self.qualifiers.get(str(qualifier), {}).get(self.language, f"{{}} ({qualifier})")
            words = form.format(words)
        return words

    def _form(self, name: str, *values: object, **named: object) -> str:
        return str(self.forms[name]).format(*values, **named)


def _plain(number: Decimal) -> str:
    whole = number.to_integral_value()
    return f"{int(whole):,}" if number == whole else f"{number.normalize():,f}"


def _all(value: RoleValue) -> tuple[Scalar, ...]:
    return value if isinstance(value, tuple) else (value,)


def _one(value: RoleValue | None) -> Scalar:
    """The value, or the first of several; no value is the empty string."""
    return "" if value is None else _all(value)[0]
