"""A partner's copy is proven whole, or told what is wrong with it."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from policyscape.errors import CheckError, InputError
from policyscape.handover.check import check_copy
from policyscape.handover.export import export_profile
from policyscape.handover.formats import FORMATS
from policyscape.handover.manifest import manifest_path
from policyscape.handover.profiles import find_profile

from . import world


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the core as Turtle, as tables, and as EURIO."""
    folder = tmp_path_factory.mktemp("handed")
    for name, profile in (("turtle", "core"), ("csv", "core"), ("nt", "eurio")):
        export_profile(world.store(), FORMATS[name], find_profile(profile), folder / f"{profile}{FORMATS[name].suffix}")
    return folder


@pytest.fixture
def copy(handed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(handed, tmp_path / "copy"))


def faults(path: Path, manifest: Path | None = None) -> str:
    with pytest.raises(CheckError) as caught:
        check_copy(path, manifest)
    return "\n".join(caught.value.faults)


def test_a_whole_copy_is_proven_by_bytes_triples_shapes_and_answers(copy: Path) -> None:
    told = "\n".join(check_copy(copy / "core.ttl"))
    for words in ("SHA-256 agrees", "RDFC-1.0 hash agrees", "no violation", "sample queries answer"):
        assert words in told
    assert "entities.csv: SHA-256 agrees" in check_copy(copy / "core")
    assert any("RDFC-1.0 hash agrees" in proof for proof in check_copy(copy / "eurio.nt"))


def test_a_copy_written_anew_by_another_program_is_the_same_graph(copy: Path) -> None:
    path = copy / "core.ttl"
    triples = [quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]
    random.Random(3).shuffle(triples)
    other = copy / "other.nt"
    ox.serialize(triples, str(other), ox.RdfFormat.N_TRIPLES)
    told = "\n".join(check_copy(other, manifest_path(path)))
    assert "RDFC-1.0 hash agrees, though its bytes are others" in told


def test_a_lost_triple_is_found_by_count_and_by_what_queries_answer(copy: Path) -> None:
    path = copy / "core.ttl"
    lines = [q.triple for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE) if "succeeds" not in str(q)]
    ox.serialize(lines, str(path), ox.RdfFormat.TURTLE)
    told = faults(path)
    assert "triples, not the" in told
    assert "was to give" in told


def test_a_cut_file_and_an_empty_one_are_found(copy: Path) -> None:
    path = copy / "core.ttl"
    path.write_bytes(path.read_bytes()[:2000])
    assert "cannot be read" in faults(path)
    path.write_bytes(b"")
    assert "holds 0 triples" in faults(path)


def test_a_missing_or_changed_table_is_found(copy: Path) -> None:
    (copy / "core" / "facts.csv").unlink()
    events = copy / "core" / "events.csv"
    events.write_bytes(events.read_bytes()[:-3])
    told = faults(copy / "core")
    assert "facts.csv is missing" in told
    assert "events.csv has other bytes" in told


def test_a_copy_that_breaks_a_shape_is_told_even_where_there_is_no_manifest(copy: Path) -> None:
    path = copy / "core.ttl"
    manifest_path(path).unlink()
    assert "no manifest" in check_copy(path)[0]
    path.write_text(path.read_text(encoding="utf-8").replace('ps:currency "JPY"', 'ps:currency "円"'), encoding="utf-8")
    assert "currency" in faults(path)


def test_what_is_no_copy_is_told(tmp_path: Path, copy: Path) -> None:
    with pytest.raises(InputError, match="there is no"):
        check_copy(tmp_path / "nothing")
    with pytest.raises(InputError, match="no manifest and is no RDF file"):
        check_copy(tmp_path)
    broken = manifest_path(copy / "core.ttl")
    broken.write_text(json.dumps({"about": {}}))
    with pytest.raises(InputError, match="is no manifest"):
        check_copy(copy / "core.ttl")
