"""Values: what words are worth, in any notation of the genre."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscape.extraction.values import ValueFinder

FINDER = ValueFinder()


def first(text: str, year: int | None = None) -> dict[str, Any]:
    found = FINDER.find(text, year)
    return dict(found[0].roles) if found else {}


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("5,000億円", 500_000_000_000, "JPY"),
        ("３．３兆円", 3_300_000_000_000, "JPY"),
        ("2億3,000万ドル", 230_000_000, "USD"),
        ("32.75億ユーロ", 3_275_000_000, "EUR"),
        ("1兆2,000億元", 1_200_000_000_000, "CNY"),
        ("71百億ドル", 710_000_000_000, "USD"),
        ("0.6億円", 60_000_000, "JPY"),
    ],
)
def test_money(text: str, amount: int, currency: str) -> None:
    assert (first(text)["amount"], first(text)["currency"]) == (amount, currency)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("最大5億ポンド", {"qualifier": "最大", "maxAmount": 500_000_000}),
        ("150兆円超", {"qualifier": "超", "minAmount": 150_000_000_000_000}),
        ("約240億ドル", {"qualifier": "約"}),
        ("5056億円の内数", {"amountScope": "scope/part-of"}),
        ("137億円/年", {"amountScope": "scope/per-year"}),
    ],
)
def test_what_words_around_an_amount_say(text: str, roles: dict[str, Any]) -> None:
    assert roles.items() <= first(text).items()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("約7割が占める", 70, "%"),
        ("2.5割増える", 25, "%"),
        ("12カ所", 12, "か所"),
        ("12箇所", 12, "か所"),
        ("59ヶ国", 59, "か国"),
        ("25名", 25, "人"),
    ],
)
def test_units_written_in_several_ways_are_one(text: str, value: float, unit: str) -> None:
    assert (first(text)["value"], first(text)["unit"]) == (value, unit)


@pytest.mark.parametrize("text", ["3割合", "3割引"])
def test_a_tenth_that_begins_another_word_is_no_share(text: str) -> None:
    assert first(text).get("unit") is None


def test_the_year_before_an_amount_is_no_part_of_it() -> None:
    assert [dict(value.roles).get("amount") for value in FINDER.find("2021年3億円")] == [None, 300_000_000]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("2021年3月26日", {"date": "2021-03-26"}),
        ("2023年7月", {"date": "2023-07"}),
        ("令和7年3月26日", {"date": "2025-03-26"}),
        ("平成31年4月1日", {"date": "2019-04-01"}),
        ("令和元年6月", {"date": "2019-06"}),
        ("H28年度", {"fiscalYear": 2016}),
        ("R1.10", {"date": "2019-10"}),
        ("令和2年度", {"fiscalYear": 2020}),
        ("FY2029", {"fiscalYear": 2029}),
        ("(2023/3)", {"date": "2023-03"}),
    ],
)
def test_dates_of_any_notation(text: str, roles: dict[str, Any]) -> None:
    assert first(text) == roles


def test_the_same_year_is_that_of_the_text_before() -> None:
    assert first("同年10月", 2021) == {"date": "2021-10"}
    assert first("同年10月") != {"date": "2021-10"}


def test_periods() -> None:
    assert first("2021～2025年度")["endFiscalYear"] == 2025
    assert first("2021〜2027年の7年間")["endDate"] == "2027"
    assert first("2003年～07年")["endDate"] == "2007"


@given(st.integers(1, 999_999), st.sampled_from([("万", 10**4), ("億", 10**8), ("兆", 10**12)]))
def test_a_number_with_a_scale_is_worth_their_product(number: int, scale: tuple[str, int]) -> None:
    assert first(f"{number:,}{scale[0]}円")["amount"] == number * scale[1]


@given(st.text(max_size=200))
def test_any_text_is_safe_and_values_do_not_overlap(text: str) -> None:
    found = FINDER.find(text, 2020)
    assert all(0 <= v.start < v.end <= len(text) for v in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("前年度比△3.5％", -3.5),
        ("成長率は-0.2％", -0.2),
        ("増減（▲3億円）", -300_000_000),
        ("2.5-3%", 2.5),
        ("A-5%", 5),
    ],
)
def test_a_sign_before_an_amount(text: str, value: float) -> None:
    assert FINDER.find(text)[0].main == value


def test_persons_may_be_counted_as_applicants() -> None:
    assert first("42者")["unit"] == "者"
