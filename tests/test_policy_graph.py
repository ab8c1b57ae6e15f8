"""The generated graph of the benchmarks is one that our ontology and shapes would pass."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.policy_graph import invented_part, policy_quads, write_policy_graph
from policyscape.graph import Dataset, Record, compile_record, read_record
from policyscape.ontology import load_ontology
from policyscape.shapes import find_breaches

FACTS = 400


@pytest.fixture(scope="module")
def real() -> Record:
    return read_record()


@pytest.fixture(scope="module")
def part(real: Record) -> Record:
    return invented_part(real, load_ontology(), 1, FACTS)


@pytest.fixture(scope="module")
def dataset(part: Record) -> Dataset:
    """Compiling refuses every name, kind of value and domain that the ontology does not allow."""
    return compile_record(part, load_ontology())


def test_an_invented_part_breaks_no_shape(dataset: Dataset) -> None:
    assert [breach for breach in find_breaches(dataset) if breach.severity == "Violation"] == []


def test_it_has_facts_and_entities_that_the_record_lacks(part: Record, real: Record) -> None:
    assert len(part.facts) > FACTS * 0.9
    assert not {fact.id for fact in part.facts} & {fact.id for fact in real.facts}
    assert len(part.entities) - len(real.entities) == FACTS // 4


def test_it_has_the_kinds_of_facts_of_the_record(part: Record, real: Record) -> None:
    frequent = Counter(fact.type for fact in real.facts).most_common(8)
    assert {name for name, _ in frequent} <= {fact.type for fact in part.facts}


def test_few_entities_have_many_facts_and_most_have_few(part: Record) -> None:
    degrees = sorted(
        Counter(str(end) for fact in part.facts for end in fact.roles.values() if str(end) in part.entities).values()
    )
    assert degrees[-1] >= 8 * degrees[len(degrees) // 2]


def test_the_same_seed_gives_the_same_part_and_another_seed_another(part: Record, real: Record) -> None:
    again, other = (invented_part(real, load_ontology(), 1, FACTS, seed) for seed in (1, 2))
    assert again == part
    assert other != part


def test_the_size_is_about_the_one_asked_for(tmp_path: Path) -> None:
    size = 300_000
    path = tmp_path / "graph.nt"
    write_policy_graph(path, size)
    with path.open() as lines:
        assert size <= sum(1 for _ in lines) < size * 1.05


def test_the_real_graph_comes_first_in_its_named_graphs() -> None:
    names = {quad.graph_name for quad in islice(policy_quads(1), 300_000)}
    assert "<https://w3id.org/policyscape/graph/entities>" in {str(name) for name in names}
