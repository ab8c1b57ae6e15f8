from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from policyscape.errors import InputError
from policyscape.network.analysis import Analysis, analyse
from policyscape.network.listing import listing
from policyscape.network.projections import find_projection
from policyscape.network.robustness import Effort, robustness

from . import factory as f


@pytest.fixture
def analysis() -> Analysis:
    return analyse(f.world(), find_projection("funding"), measures=["degree"])


def test_csv_json_and_markdown_hold_the_same_rows(analysis: Analysis) -> None:
    rows = json.loads(listing(analysis, "degree", "json", "en", 2))
    assert [(row["rank"], row["id"]) for row in rows] == [(1, f.MOON), (2, f.SEA)]
    assert [row["id"] for row in csv.DictReader(io.StringIO(listing(analysis, "degree", "csv", "en", 2)))] == [
        f.MOON,
        f.SEA,
    ]
    assert "| 1 | org/moon | 月機構 |" in listing(analysis, "degree", "markdown", "ja", 2)
    assert listing(analysis, "degree", "table", "ja", 1).splitlines()[1].startswith("1     org/moon  月機構")


def test_robust_rows_have_their_interval(analysis: Analysis) -> None:
    found = robustness(analysis, effort=Effort(5, 2))["degree"]
    row = json.loads(listing(analysis, "degree", "json", "en", 1, found))[0]
    assert {"interval", "without_one_document", "hangs_on", "z"} <= set(row)


def test_gexf_is_typed_and_has_no_clock(analysis: Analysis) -> None:
    text = listing(analysis, "degree", "gexf", "en", 1)
    assert "lastmodified" not in text
    types = {e.get("title"): e.get("type") for e in ElementTree.fromstring(text).iter() if e.tag.endswith("attribute")}
    assert types["degree"] == "double"
    assert types["label_ja"] == "string"


def test_an_unknown_format_gets_the_nearest(analysis: Analysis) -> None:
    with pytest.raises(InputError, match="There is no format 'graphm'; did you mean graphml\\?"):
        listing(analysis, "degree", "graphm", "en", 1)
