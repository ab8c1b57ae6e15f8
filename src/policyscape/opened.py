"""The built graph as Python sees it: ``policyscape.open()`` and what can be asked of it."""

from __future__ import annotations

import datetime
from collections import namedtuple
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import pyoxigraph as ox

from policyscape import query as asking
from policyscape.errors import InputError
from policyscape.namespaces import PREFIXES
from policyscape.ontology import load_ontology
from policyscape.query import Query, Result
from policyscape.query.text import Term
from policyscape.store import copy_to_memory, load_file, open_store

if TYPE_CHECKING:
    import pandas
    import rdflib

    from policyscape.network.project import Network

__all__ = ["OpenGraph", "Rows", "open_graph", "python_value"]

_NUMBERS = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "gYear")


def open_graph(path: str | Path = "out", memory: bool = False) -> OpenGraph:
    """Open a built graph for reading: the folder of a build, its store, or a file of RDF.

    ``memory`` copies the store into memory: slower to open, faster for many queries. A file is always in memory.
    InputError where there is none.
    """
    path = Path(path)
    if path.is_file():
        return OpenGraph(load_file(path))
    store = open_store(path / "store" if (path / "store").is_dir() or not (path / "CURRENT").is_file() else path)
    return OpenGraph(copy_to_memory(store) if memory else store)


class OpenGraph:
    """A graph opened for reading; ``store`` is the pyoxigraph store below."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def query(self, query: str, **parameters: object) -> Rows:
        """Ask: a name of the library, a file, or SPARQL text, with values for its parameters.

        A text is whatever has a brace. Entities are given by id, IRI or name, ``None`` leaves a parameter open.
        InputError on what cannot be asked, with what there is instead.
        """
        asked = self._query(query)
        return Rows(asking.run_query(self.store, asked, load_ontology(), parameters))

    def explain(self, query: str, language: str = "en", **parameters: object) -> str:
        """What a query asks, in words, with the number of triples of each pattern."""
        ask = asking.asker(self.store)
        text = asking.prepare(self._query(query), parameters, load_ontology(), ask)
        return asking.explain(text, load_ontology(), ask, language)

    def hints(self, query: str, **parameters: object) -> list[str]:
        """Why a query that is valid answers nothing."""
        ask = asking.asker(self.store)
        text = asking.prepare(self._query(query), parameters, load_ontology(), ask)
        return asking.hints(text, load_ontology(), ask)

    def dataset(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset over the same store, nothing copied; needs ``policyscape[analyst]``."""
        try:
            from oxrdflib import OxigraphStore
        except ImportError as error:
            raise InputError("an rdflib Dataset needs oxrdflib; pip install 'policyscape[analyst]'.") from error
        import rdflib

        return rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=True)

    def network(self, projection: str = "typed") -> Network:
        """A declared network as a NetworkX graph; InputError names the networks there are."""
        from policyscape.network.project import project
        from policyscape.network.projections import find_projection

        return project(self.store, find_projection(projection))

    @staticmethod
    def _query(query: str) -> Query:
        return asking.parse_query(query) if "{" in query else asking.find_query(query)


class Rows(Sequence[Any]):
    """The rows of an answer as named tuples of Python values; ``result`` has them as RDF terms.

    ``columns`` are their names; a name that Python cannot have as an attribute is ``_0``, ``_1`` ... in the tuples.
    """

    def __init__(self, result: Result) -> None:
        self.result = result
        self.columns = result.columns
        row = namedtuple("Row", result.columns, rename=True)  # type: ignore[misc]  # the columns are known at run time only
        self._rows = [row(*map(python_value, terms)) for terms in result.rows]

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        return asking.render(self.result, "html")

    def to_frame(self) -> pandas.DataFrame:
        """The rows as a pandas DataFrame; needs ``policyscape[analyst]``."""
        try:
            import pandas
        except ImportError as error:
            raise InputError("a DataFrame needs pandas; pip install 'policyscape[analyst]'.") from error
        return pandas.DataFrame([tuple(row) for row in self._rows], columns=list(self.columns))


def python_value(term: Term | None) -> Any:
    """A term as Python has it: int, Decimal, float, bool, date or str; a year is an int, an IRI a str, unbound None."""
    if term is None or isinstance(term, ox.Triple):
        return None if term is None else str(term)
    if not isinstance(term, ox.Literal):
        return term.value
    kind = term.datatype.value.removeprefix(PREFIXES["xsd"])
    try:
        return _PYTHON[kind](term.value) if kind in _PYTHON else term.value
    except (ValueError, ArithmeticError):  # a lexical form outside what Python can hold stays as it is written
        return term.value


_PYTHON: dict[str, Any] = {
    **dict.fromkeys(_NUMBERS, int),
    "decimal": Decimal,
    "double": float,
    "float": float,
    "boolean": lambda text: text in ("true", "1"),
    "date": datetime.date.fromisoformat,
}
