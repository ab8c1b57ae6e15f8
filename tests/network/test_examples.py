from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from policyscape import network

MODULES = [module.name for module in pkgutil.iter_modules(network.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_are_right(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"policyscape.network.{name}")).failed == 0


@pytest.mark.parametrize(
    "name", ["bipartite", "brokerage", "centrality", "mixing", "shortest_paths", "spectral", "structure"]
)
def test_every_measure_has_an_example(name: str) -> None:
    module = importlib.import_module(f"policyscape.network.{name}")
    functions = [item for item in module.__all__ if callable(getattr(module, item)) and item[0].islower()]
    assert functions
    assert [item for item in functions if ">>> " not in getattr(module, item).__doc__] == []
