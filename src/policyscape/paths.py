"""Where the folders of data are: beside the sources in a checkout, inside the package in an installed wheel."""

from __future__ import annotations

from pathlib import Path

__all__ = ["GRAPH", "HANDOVER", "ONTOLOGY", "QUERIES", "RULES", "VIZ"]

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]
_ROOT = _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else _PACKAGE / "data"

ONTOLOGY = _ROOT / "ontology"
GRAPH = _ROOT / "graph"
HANDOVER = _ROOT / "handover"
QUERIES = _ROOT / "queries"
RULES = _ROOT / "rules"
VIZ = _ROOT / "viz"
