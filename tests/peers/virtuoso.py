"""Virtuoso: Debian's virtuoso-opensource-7, with a database of its own in a folder of the test."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .process import NotInstalledError, Server, free_port, running

__all__ = ["Virtuoso", "virtuoso"]

_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
CaseMode = 2
DirsAllowed = /
MaxMemPoolSize = 400000000
MaxQueryMem = 2G
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 20
MaxKeepAlives = 20
KeepAliveTimeout = 30
Charset = UTF-8
[SPARQL]
"""
# What the last argument of TTLP calls the syntaxes with more in them than one graph of Turtle.
_FLAGS = {".nq": 512, ".trig": 256}
_PAGES_A_MEGABYTE = 100  # Virtuoso's buffers have 8 kB and some administration
USER, PASSWORD = "dba", "dba"  # of an empty database; it listens on 127.0.0.1 only


@dataclass(frozen=True, slots=True)
class Virtuoso(Server):
    """A running Virtuoso, whose default graph is the union of all; anyone may ask, ``user`` may write (digest)."""

    sql_port: int = 0
    user: str = USER
    password: str = PASSWORD

    def load(self, path: Path, graph: str = "http://localhost/graph") -> None:
        """Load a file; ``graph`` takes what the file puts in no graph (all of Turtle and N-Triples)."""
        text = f"file_to_string_output('{path.resolve()}')"
        self.sql(f"DB.DBA.TTLP({text}, '', '{graph}', {_FLAGS.get(path.suffix, 0)}); checkpoint;")

    @contextmanager
    def holding(self, path: Path) -> Iterator[None]:
        """Hold the named graphs of a TriG or N-Quads file until the block ends; the server must be empty before."""
        self.load(path)
        try:
            yield
        finally:
            self.sql(
                "DELETE FROM DB.DBA.RDF_QUAD WHERE id_to_iri (G) LIKE 'https://w3id.org/policyscape/%'; checkpoint;"
            )

    def sql(self, statements: str) -> str:
        """What isql prints for SQL, or for SPARQL after the word SPARQL; RuntimeError where it reports an error."""
        command = ["isql-vt", f"127.0.0.1:{self.sql_port}", self.user, self.password]
        done = subprocess.run(
            [*command, "VERBOSE=OFF", f"exec={statements}"], capture_output=True, text=True, check=False
        )
        if errors := re.findall(r"\*\*\* Error.*", done.stdout + done.stderr):
            raise RuntimeError("; ".join(errors))
        return done.stdout

    def allow_update(self) -> None:
        """Let anyone write over ``endpoint``, as an unguarded server would."""
        self.sql("GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);")


@contextmanager
def virtuoso(folder: Path, megabytes: int = 100) -> Iterator[Virtuoso]:
    """Start an empty Virtuoso with so much memory for pages; starting takes about ten seconds."""
    if not shutil.which("virtuoso-t"):
        raise NotInstalledError("needs Virtuoso (Debian: virtuoso-opensource-7)")
    sql, http = free_port(), free_port()
    buffers = megabytes * _PAGES_A_MEGABYTE
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(sql=sql, http=http, buffers=buffers, dirty=buffers * 3 // 4))
    base = f"http://127.0.0.1:{http}"
    with running(["virtuoso-t", "+foreground", "+configfile", ini], folder, f"{base}/sparql") as pid:
        yield Virtuoso(f"{base}/sparql", f"{base}/sparql-auth", f"{base}/sparql-graph-crud-auth", pid, sql)
