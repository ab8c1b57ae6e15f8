"""Peers for the tests of all folders: one of each a session, and a skip that says what to install."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from peers import NotInstalledError, Virtuoso
from peers.jena import command_line
from peers.virtuoso import virtuoso as start_virtuoso


@pytest.fixture(scope="session")
def riot(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that starts Jena's riot."""
    try:
        return command_line(tmp_path_factory.mktemp("jena"), "riotcmd.riot")
    except NotInstalledError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """An empty Virtuoso that the tests of a session share; each loads graphs of its own."""
    with ExitStack() as stack:
        try:
            yield stack.enter_context(start_virtuoso(tmp_path_factory.mktemp("virtuoso")))
        except NotInstalledError as missing:
            pytest.skip(str(missing))
