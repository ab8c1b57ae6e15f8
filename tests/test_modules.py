"""The ontology's files in the hands of other tools: Raptor, Jena, rdflib and owlready2 see the same triples."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import owlready2
import pytest
from rdflib import Graph

from policyscape.ontology_reader import read_module, read_modules
from policyscape.paths import ONTOLOGY

MODULES = sorted(ONTOLOGY.glob("*.ttl"))


def count(path: Path) -> int:
    return len(read_module(path))


@pytest.mark.skipif(not shutil.which("rapper"), reason="needs rapper (Debian: raptor2-utils)")
@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_raptor_reads_as_many_triples_as_rdflib(path: Path) -> None:
    done = subprocess.run(["rapper", "--count", "--input", "turtle", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"returned {count(path)} triples" in done.stderr


def test_jena_finds_nothing_wrong_and_as_many_triples(riot: list[str]) -> None:
    checked = subprocess.run([*riot, "--validate", *MODULES], capture_output=True, text=True, check=False)
    # Java 25 warns of what Debian's guava does; riot itself writes WARN.
    told = [line for line in (checked.stdout + checked.stderr).splitlines() if not line.startswith("WARNING: ")]
    assert (checked.returncode, told) == (0, [])
    counted = subprocess.run([*riot, "--count", *MODULES], capture_output=True, text=True, check=False)
    found = re.findall(r"(\w+\.ttl)\s*: Triples = ([\d,]+)", counted.stdout + counted.stderr)
    assert {name: int(number.replace(",", "")) for name, number in found} == {p.name: count(p) for p in MODULES}


def test_owlready_loads_as_many_triples_as_rdflib() -> None:
    graph = read_modules(ONTOLOGY)
    # An import would be looked for on the network; the modules are all here.
    kept = Graph()
    for triple in graph:
        if not str(triple[1]).endswith("#imports"):
            kept.add(triple)
    world = owlready2.World()
    text = kept.serialize(format="nt", encoding="utf-8")
    loaded = world.get_ontology("https://w3id.org/policyscape/ontology").load(fileobj=io.BytesIO(text))
    assert len(loaded.graph) == len(kept)
    world.close()
