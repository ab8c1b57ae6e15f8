"""Put the page together: template, style, scripts and data in one file that asks for nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from policyscape.page.data import PageData
from policyscape.page.network import library
from policyscape.page.payload import payload
from policyscape.paths import VIZ

__all__ = ["embedded_json", "render", "write"]

_SCRIPTS = (
    "model.js",
    "format.js",
    "text.js",
    "state.js",
    "filters.js",
    "search.js",
    "labels.js",
    "focus.js",
    "drawing.js",
    "dom.js",
    "fact.js",
    "panel.js",
    "sidebar.js",
    "table.js",
    "main.js",
)
_UNSAFE = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def render(data: PageData) -> str:
    """The whole page as text; equal data give equal bytes."""
    style = _text("explorer.css")
    script = '"use strict";\n(() => {\n' + "\n".join(_text(f"explorer/{name}") for name in _SCRIPTS) + "})();\n"
    drawing = library()
    settings = {name: _json(name) for name in ("colours", "interface", "edges")}
    queries = {name: _text(f"queries/{name}.rq") for name in ("entity", "fact", "pair", "overview")}
    parts = {
        "policy": _policy([drawing, script], style),
        "style": style,
        "library": drawing,
        "script": script,
        "data": embedded_json(payload(data)),
        "settings": embedded_json(settings | {"queries": queries}),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], _text("explorer.html"))


def write(data: PageData, path: Path) -> None:
    """Write the page beside ``path``, then rename it over, so that an interrupted run leaves the old page whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    beside.write_text(render(data), encoding="utf-8", newline="\n")
    beside.replace(path)


def embedded_json(value: Any) -> str:
    """JSON that can stand inside an HTML script element: no character of it can end or open anything there."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).translate(_UNSAFE)


def _policy(scripts: list[str], style: str) -> str:
    """Only the page's own scripts and style, known by their hashes; no connection, frame, font or form."""
    script_hashes = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {script_hashes}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _text(name: str) -> str:
    return (VIZ / name).read_text(encoding="utf-8")


def _json(name: str) -> Any:
    return json.loads(_text(f"{name}.json"))
