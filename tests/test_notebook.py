"""The notebook for analysts: its cells run, and it holds no output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import factory as f
import pytest

from policyscape.graph import compile_record
from policyscape.ontology import load_ontology
from policyscape.store import write_store

nbformat = pytest.importorskip("nbformat", reason="nbformat is a dependency of the tests")
NOTEBOOK = Path(__file__).parents[1] / "docs" / "analyst.ipynb"


def cells() -> list[Any]:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    return list(notebook.cells)


def test_prose_and_code_alternate_and_no_output_is_kept() -> None:
    assert {cell.cell_type for cell in cells()} == {"markdown", "code"}
    assert all(not cell.outputs and cell.execution_count is None for cell in cells() if cell.cell_type == "code")


def test_every_cell_runs_on_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one namespace, from top to bottom, without a kernel: nothing is left running."""
    for needed in ("pandas", "oxrdflib"):
        pytest.importorskip(needed, reason=f"{needed} is in the extra 'analyst'")
    write_store(compile_record(f.landscape(), load_ontology()).quads(), tmp_path / "store")
    monkeypatch.setenv("POLICYSCAPE_OUT", str(tmp_path))
    names: dict[str, Any] = {}
    code = [cell.source for cell in cells() if cell.cell_type == "code"]
    assert len(code) > 5
    for number, source in enumerate(code):
        exec(compile(source, f"cell {number}", "exec"), names)
    assert names["largest"].amount == 500_000_000_000
    assert names["network"].number_of_nodes() > 0
    assert len(names["frame"]) == 1
