from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from policyscape import paths
from policyscape.errors import InputError, RecordError
from policyscape.network.projections import PROJECTIONS, find_projection, read_projection, read_projections

HEADER = """#+ id: trial
#+ title.ja: 試し
#+ title.en: Trial
#+ meaning.ja: 試す
#+ meaning.en: To try
#+ directed: false
#+ weight: count
SELECT ?source ?target WHERE { ?source ?p ?target }
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "trial.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_networks_asked_for_are_declared() -> None:
    wanted = {
        "citation",
        "co-mention",
        "collaboration",
        "country-technology",
        "funding",
        "funding-amount",
        "implementation",
        "lineage",
        "participation",
        "typed",
    }
    found = read_projections()
    assert set(found) == wanted
    assert [name for name, projection in found.items() if projection.fallback] == ["citation", "co-mention"]


@pytest.mark.parametrize("path", sorted(PROJECTIONS.glob("*.rq")), ids=lambda path: path.stem)
def test_a_projection_is_a_select_of_declared_terms(path: Path) -> None:
    projection = read_projection(path)
    solutions = Store().query(projection.query)
    assert isinstance(solutions, QuerySolutions)
    assert {"source", "target"} <= {variable.value for variable in solutions.variables}
    ontology = "".join(file.read_text(encoding="utf-8") for file in sorted(paths.ONTOLOGY.glob("*.ttl")))
    used = set(re.findall(r"\bps:\w+", projection.query))
    assert used
    assert [term for term in sorted(used) if not re.search(rf"^{term} a ", ontology, re.MULTILINE)] == []


def test_a_header_is_read(tmp_path: Path) -> None:
    projection = read_projection(write(tmp_path, HEADER))
    assert (projection.id, projection.title["ja"], projection.meaning["en"]) == ("trial", "試し", "To try")
    assert (projection.directed, projection.weight, projection.fallback) == (False, "count", False)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#+ title.en: Trial\n", "", "trial.rq: the header lacks title.en."),
        ("#+ id: trial", "#+ id: other", "trial.rq: the id other differs from the file's name; make them equal."),
        ("count", "mass", "trial.rq: the weight mass is none of count, amount, none."),
        ("count", "amount", "trial.rq: amounts are comparable within one currency only; add '#+ currency: JPY'."),
        ("directed: false", "directed: no", "trial.rq: directed is 'no'; write true or false."),
        (
            "#+ weight",
            "#+ colour: red\n#+ weight",
            "trial.rq:7: the header line 'colour' is unknown, empty or repeated.",
        ),
    ],
)
def test_a_faulty_header_is_named_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(RecordError) as caught:
        read_projection(write(tmp_path, HEADER.replace(old, new)))
    assert str(caught.value) == message


def test_an_unknown_network_gets_the_nearest_name() -> None:
    with pytest.raises(InputError, match="There is no network 'fundng'; did you mean funding\\?"):
        find_projection("fundng")
    with pytest.raises(InputError, match="choose one of citation, co-mention, collaboration"):
        find_projection("xyz")
