"""Which media type a request would rather have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyscape.server.formats import choose

OFFERS = ["text/html", "text/turtle", "application/json"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle", "text/turtle"),
        ("application/json, text/turtle", "text/turtle"),
        ("application/json, text/turtle;q=0.9", "application/json"),
        ("text/*;q=0.5, application/json;q=0.4", "text/html"),
        ("text/*;q=0.5, text/html;q=0.1", "text/turtle"),
        ("*/*;q=0.1, text/html;q=0", "text/turtle"),
        ("text/html;q=0", None),
        ("image/png", None),
        ("text/turtle;level=1;q=0.3, application/json;q=0.2", "text/turtle"),
        ("nonsense", None),
        ("text/turtle;q=much", None),
    ],
)
def test_the_best_liked_type_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, OFFERS) == chosen


@given(st.text(alphabet=st.sampled_from("textapplicationturtlejson/*;q=.,0 19")))
def test_no_header_breaks_it(accept: str) -> None:
    assert choose(accept, OFFERS) in (*OFFERS, None)


@given(st.permutations(["text/html;q=0.2", "text/turtle;q=0.7", "application/json;q=0.5"]))
def test_the_order_of_the_header_does_not_matter(parts: list[str]) -> None:
    assert choose(", ".join(parts), OFFERS) == "text/turtle"
