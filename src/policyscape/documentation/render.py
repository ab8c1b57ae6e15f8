"""Put the ontology's page together: one file that asks for nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import jinja2
from markupsafe import Markup

from policyscape.documentation.content import contents
from policyscape.documentation.diagram import class_diagram, pattern_diagram
from policyscape.documentation.usage import measure_usage
from policyscape.graph import Dataset
from policyscape.ontology import Ontology
from policyscape.paths import VIZ

__all__ = ["render", "write"]

_FOLDER = VIZ / "ontology"


def render(dataset: Dataset, ontology: Ontology) -> str:
    """The whole page as text; equal graphs give equal bytes. The template escapes all but the page's own files."""
    environment = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FileSystemLoader(_FOLDER),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    usage = measure_usage(dataset, ontology)
    style, script = (Markup((_FOLDER / name).read_text(encoding="utf-8")) for name in ("ontology.css", "ontology.js"))
    counts = {name: usage.members_of(name) for name in ontology.classes}
    return environment.get_template("ontology.html").render(
        contents(ontology, usage),
        policy=_policy(script, style),
        style=style,
        script=script,
        class_diagram=class_diagram(ontology, counts),
        pattern_diagram=pattern_diagram(ontology),
    )


def write(dataset: Dataset, ontology: Ontology, path: Path) -> None:
    """Write the page beside ``path``, then rename it over."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    beside.write_text(render(dataset, ontology), encoding="utf-8", newline="\n")
    beside.replace(path)


def _policy(script: str, style: str) -> Markup:
    """Only the page's own script and style, known by their hashes; no connection, frame, font or form."""
    return Markup(
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
