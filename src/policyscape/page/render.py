"""Put the pages together: template, styles, scripts and data in one file that asks for nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jinja2

from policyscape.page.charts import CHARTS, DRAWN, chart_data
from policyscape.page.data import PageData
from policyscape.page.libraries import vega, vis_network
from policyscape.page.payload import payload, record_payload
from policyscape.paths import VIZ

__all__ = ["embedded_json", "render", "render_chart", "write", "write_charts"]

_SHARED = ("model.js", "format.js", "text.js", "dom.js")
_EXPLORER = (
    "state.js",
    "filters.js",
    "search.js",
    "encoding.js",
    "labels.js",
    "neighbours.js",
    "focus.js",
    "overview.js",
    "painting.js",
    "drawing.js",
    "picture.js",
    "turtle.js",
    "fact.js",
    "path.js",
    "panel.js",
    "sidebar.js",
    "table.js",
    "main.js",
)
_ROWS = {"budgets": ("rows",), "timeline": ("rows",)}  # pages that draw rows against years
_UNSAFE = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def render(data: PageData) -> str:
    """The explorer as text; equal data give equal bytes."""
    scripts = [f"explorer/{name}" for name in (*_SHARED, *_EXPLORER)]
    queries = {name: _text(f"queries/{name}.rq") for name in ("entity", "fact", "pair", "overview")}
    styles = ("base", "explorer", "filters", "panel")
    return _page("explorer.html", styles, scripts, payload(data), {"queries": queries}, library=vis_network())


def render_chart(name: str, data: PageData) -> str:
    """One of the pages of ``charts.CHARTS`` as text; those in ``charts.DRAWN`` carry the library that draws them."""
    own = ("vega", *_ROWS.get(name, ()), name) if name in DRAWN else (name,)
    scripts = [f"explorer/{shared}" for shared in _SHARED]
    scripts += [f"charts/{script}.js" for script in ("common", *own)]
    more = {"prefectures": _json("prefectures")} if name == "hubs" else {}
    drawing = vega() if name in DRAWN else ""
    parts = {"library": drawing, "chart": name}
    return _page("chart.html", ("base", "charts"), scripts, record_payload(chart_data(name, data)), more, **parts)


def _page(
    template: str, styles: Iterable[str], scripts: Iterable[str], data: Any, settings: Mapping[str, Any], **parts: str
) -> str:
    style = "\n".join(_text(f"css/{name}.css") for name in styles)
    script = '"use strict";\n(() => {\n' + "\n".join(map(_text, scripts)) + "})();\n"
    common = {name: _json(name) for name in ("colours", "interface", "edges")}
    return (
        _templates()
        .get_template(template)
        .render(
            parts,
            policy=_policy([one for one in (parts["library"], script) if one], style),
            style=style,
            script=script,
            data=embedded_json(data),
            settings=embedded_json({**common, "charts": CHARTS, **settings}),
        )
    )


def _templates() -> jinja2.Environment:
    """Nothing is escaped here: what goes in is the page's own files and JSON that ``embedded_json`` has made safe."""
    return jinja2.Environment(
        autoescape=False,
        loader=jinja2.FileSystemLoader(VIZ),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def write(data: PageData, path: Path) -> None:
    """Write the explorer to ``path``; an interrupted run leaves the old page whole."""
    _write(render(data), path)


def write_charts(data: PageData, folder: Path) -> None:
    """Write the other pages into the folder of the explorer, with which they are linked."""
    for name in CHARTS:
        _write(render_chart(name, data), folder / f"{name}.html")


def _write(text: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    beside.write_text(text, encoding="utf-8", newline="\n")
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
