"""Triple stores that other people wrote, started for a test on free ports of 127.0.0.1 and removed after it.

``virtuoso``, ``oxigraph`` and ``jena`` each give a server that speaks the SPARQL 1.1 protocol; ``command_line`` gives
Jena's tools. What is not installed raises ``NotInstalledError``; the fixtures in ``tests/conftest.py`` skip with its
words.
"""

from .process import NotInstalledError, Server
from .virtuoso import Virtuoso

__all__ = ["NotInstalledError", "Server", "Virtuoso"]
