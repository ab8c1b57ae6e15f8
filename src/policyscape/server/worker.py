"""A process that answers one query after the other on a store opened read-only: it can be killed, a thread cannot.

``python -m policyscape.server.worker STORE BYTES MEMORY SECONDS`` reads questions from standard input
and writes answers to standard output, each as its length and a pickle; the two ends are one program. It ends when
its input does.
"""

from __future__ import annotations

import io
import pickle
import resource
import sys
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

import pyoxigraph as ox

from policyscape.server.formats import GRAPHS, ROWS
from policyscape.server.messages import HEAD, Answer, Question

__all__: list[str] = []


@dataclass(slots=True)
class _Bounded(io.RawIOBase):
    """A file in memory that refuses to grow beyond ``most`` bytes."""

    most: int
    kept: bytearray = field(default_factory=bytearray)

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(cast(bytes, data))
        if len(self.kept) + len(part) > self.most:
            raise OverflowError
        self.kept += part
        return len(part)


def answer(store: ox.Store, question: Question, most: int, prefixes: dict[str, str]) -> Answer:
    """Run the query and write its result, of at most ``most`` bytes, in the media type for its kind."""
    try:
        found = store.query(question.text, prefixes=prefixes, **_dataset(question))
        media = question.graph if isinstance(found, ox.QueryTriples) else question.rows
        if media is None:
            return Answer("unacceptable", message="graph" if isinstance(found, ox.QueryTriples) else "rows")
        output = _Bounded(most)
        if isinstance(found, ox.QueryTriples):
            ox.serialize(found, cast(BinaryIO, output), GRAPHS[media], prefixes=prefixes)
        else:
            found.serialize(cast(BinaryIO, output), ROWS[media])
    except SyntaxError as error:
        return Answer("syntax", message=str(error))
    except OverflowError:
        return Answer("large")
    except (ValueError, OSError, RuntimeError) as error:
        return Answer("failed", message=str(error))
    return Answer("done", media, bytes(output.kept))


def _dataset(question: Question) -> dict[str, Any]:
    """The dataset as named arguments of the engine; ``?this`` with it."""
    bound = {ox.Variable("this"): ox.NamedNode(question.this)} if question.this else {}
    if question.default_graphs is None and question.named_graphs is None:
        return {"use_default_graph_as_union": not question.own_dataset, "substitutions": bound}
    # A graph the request does not name is no part of the dataset (SPARQL 1.1 Protocol, 2.1.4).
    return {
        "default_graph": [ox.NamedNode(graph) for graph in question.default_graphs or ()],
        "named_graphs": [ox.NamedNode(graph) for graph in question.named_graphs or ()],
        "substitutions": bound,
    }


def main() -> None:
    """Answer until standard input ends."""
    path, most, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    store = ox.Store.read_only(path)
    prefixes: dict[str, str] = pickle.loads(_read(sys.stdin.buffer) or b"")
    _write(sys.stdout.buffer, b"")  # ready
    while (message := _read(sys.stdin.buffer)) is not None:
        _allow(seconds)
        _write(sys.stdout.buffer, pickle.dumps(answer(store, pickle.loads(message), most, prefixes)))


def _allow(seconds: float) -> None:
    """Give the process this much more time: it ends by itself where nobody is left to stop it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (end, resource.RLIM_INFINITY))


def _read(stream: BinaryIO) -> bytes | None:
    """The next message, None at the end of the stream."""
    head = stream.read(HEAD.size)
    return stream.read(HEAD.unpack(head)[0]) if len(head) == HEAD.size else None


def _write(stream: BinaryIO, message: bytes) -> None:
    stream.write(HEAD.pack(len(message)) + message)
    stream.flush()


if __name__ == "__main__":
    main()
