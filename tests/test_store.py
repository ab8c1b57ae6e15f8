"""The store: on disk or in memory, replaced whole, opened for reading."""

from __future__ import annotations

from pathlib import Path

import factory as f
import pytest

from policyscape.errors import InputError
from policyscape.graph import compile_record, write_trig, write_turtle
from policyscape.ontology import load_ontology
from policyscape.store import load_file, memory_store, open_store, write_store

DATASET = compile_record(f.landscape(), load_ontology())


def test_disk_and_memory_hold_the_same(tmp_path: Path) -> None:
    write_store(DATASET.quads(), tmp_path / "store")
    assert len(open_store(tmp_path / "store")) == len(memory_store(DATASET.quads())) == len(DATASET)


def test_a_store_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "store"
    write_store(DATASET.quads(), path)
    write_store(list(DATASET.quads())[:3], path)
    assert len(open_store(path)) == 3
    assert [entry.name for entry in tmp_path.iterdir()] == ["store"]


def test_an_interrupted_build_leaves_the_old_store(tmp_path: Path) -> None:
    path = tmp_path / "store"
    write_store(DATASET.quads(), path)

    def breaking() -> object:
        yield from list(DATASET.quads())[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_store(breaking(), path)  # type: ignore[arg-type]
    assert len(open_store(path)) == len(DATASET)
    write_store(DATASET.quads(), path)  # what was left over does not stand in the way
    assert len(open_store(path)) == len(DATASET)


def test_readers_cannot_write(tmp_path: Path) -> None:
    write_store(DATASET.quads(), tmp_path / "store")
    with pytest.raises(RuntimeError, match="read-write"):
        open_store(tmp_path / "store").add(next(DATASET.quads()))


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no store at .*; make one with policyscape build"):
        open_store(tmp_path / "store")


def test_files_can_be_asked_too(tmp_path: Path) -> None:
    write_trig(DATASET, tmp_path / "all.trig")
    write_turtle(DATASET, tmp_path / "some.ttl")
    assert len(load_file(tmp_path / "all.trig")) == len(DATASET)
    assert 0 < len(load_file(tmp_path / "some.ttl")) < len(DATASET)


@pytest.mark.parametrize(("name", "content"), [("a.ttl", "this is no Turtle"), ("b.csv", "a,b"), ("c.ttl", None)])
def test_a_file_that_is_none_is_an_input_error(tmp_path: Path, name: str, content: str | None) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match=name):
        load_file(tmp_path / name)
