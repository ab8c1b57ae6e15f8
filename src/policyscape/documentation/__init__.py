"""The ontology's page: how to ask the graph, and every term with its definition, its use in the data and a query."""

from policyscape.documentation.content import contents
from policyscape.documentation.render import render, write

__all__ = ["contents", "render", "write"]
