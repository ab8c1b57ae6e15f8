"""Amounts, ranges and what an amount says of its scope."""

from __future__ import annotations

import pytest

from policyscape.extraction.values import Value, ValueFinder
from policyscape.records import Scalar


@pytest.fixture(scope="module")
def finder() -> ValueFinder:
    return ValueFinder()


def only(finder: ValueFinder, text: str) -> Value:
    [value] = finder.find(text)
    return value


@pytest.mark.parametrize(
    ("text", "currency", "low", "high"),
    [
        ("約5〜25万ドル", "USD", 50_000, 250_000),
        ("50万〜1,500万ユーロ", "EUR", 500_000, 15_000_000),
        ("3億円～5億円", "JPY", 300_000_000, 500_000_000),
    ],
)
def test_range_of_money_shares_its_scale(finder: ValueFinder, text: str, currency: str, low: int, high: int) -> None:
    roles = only(finder, text).roles
    assert (roles["currency"], roles["minAmount"], roles["maxAmount"]) == (currency, low, high)
    assert "amount" not in roles
    assert roles["originalWording"] == text


def test_range_of_percentages(finder: ValueFinder) -> None:
    value = only(finder, "20～30％")
    assert value.kind == "percent"
    assert dict(value.roles) == {"minValue": 20, "maxValue": 30, "unit": "%"}


def test_currency_is_not_the_beginning_of_a_word(finder: ValueFinder) -> None:
    assert [value.kind for value in finder.find("96元素")] == ["number"]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("総額30億円", "scope/total"),
        ("年額290万円", "scope/per-year"),
        ("最大300万円", "scope/ceiling"),
        ("5億円の内数", "scope/part-of"),
    ],
)
def test_scope_of_an_amount(finder: ValueFinder, text: str, scope: str) -> None:
    assert only(finder, text).roles["amountScope"] == scope


def test_year_belongs_to_the_date_before_it(finder: ValueFinder) -> None:
    date, amount = finder.find("2021年3億円")
    assert (date.roles["date"], amount.roles["amount"]) == ("2021", 300_000_000)
    assert "amountScope" not in amount.roles


def test_two_fiscal_years_joined_by_a_dot_are_a_period(finder: ValueFinder) -> None:
    roles: dict[str, Scalar] = dict(only(finder, "2021・2022年度").roles)
    assert (roles["startFiscalYear"], roles["endFiscalYear"]) == (2021, 2022)
    assert all(value.kind != "period" for value in finder.find("2015・2022年度"))
