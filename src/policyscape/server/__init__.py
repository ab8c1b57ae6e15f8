"""The built graph over HTTP: SPARQL protocol, pages, the query library as a web API; and for assistants by MCP."""
