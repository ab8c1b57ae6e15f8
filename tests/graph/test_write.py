"""Files: any label survives, a failed write leaves the file that was there."""

from __future__ import annotations

import tempfile
from pathlib import Path

import factory as f
import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policyscape.graph import Dataset, compile_record, terms, write_trig, write_turtle
from policyscape.ontology import load_ontology

# Surrogates cannot be written as UTF-8, and no text file holds them.
LABELS = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1)


def dataset_of(*labels: str) -> Dataset:
    dataset = Dataset()
    subject, predicate = terms.entity(f.AGENCY), terms.node("rdfs:label")
    dataset.add("entities", (ox.Triple(subject, predicate, ox.Literal(label, language="ja")) for label in labels))
    return dataset


@given(LABELS)
@example('"quoted" \\ back\\slash')
@example("line\nfeed\r\nand\ttab")
@example("🗼 灯台 👩‍🔬")
@example("\u202eעברית\u202c")
@example('"""\\"""')
@example("\x00\x01\x7f\ufffe")
@settings(deadline=None, max_examples=60)
def test_any_label_survives_turtle_and_trig(label: str) -> None:
    dataset = dataset_of(label)
    with tempfile.TemporaryDirectory() as folder:
        for write, form in ((write_turtle, ox.RdfFormat.TURTLE), (write_trig, ox.RdfFormat.TRIG)):
            path = Path(folder) / "out"
            write(dataset, path)
            read = {quad.triple for quad in ox.parse(path=str(path), format=form)}
            assert dataset.graphs["entities"] <= read


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.ttl"
    path.write_text("old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ox, "serialize", full)
    with pytest.raises(OSError, match="No space left"):
        write_turtle(dataset_of("x"), path)
    assert path.read_text() == "old"


def test_no_name_has_an_escaped_slash_which_virtuoso_takes_for_part_of_the_iri(tmp_path: Path) -> None:
    dataset = compile_record(f.landscape(), load_ontology())
    for write in (write_turtle, write_trig):
        write(dataset, tmp_path / "out")
        assert "\\/" not in (tmp_path / "out").read_text()
