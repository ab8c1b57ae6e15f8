"""The scripts of others that the pages carry, out of the Python packages that ship them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyvis
import vl_convert

__all__ = ["vega", "vis_network"]


@cache
def vis_network() -> str:
    """vis-network's script out of the pyvis package, without the pointer to its source map."""
    path = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    lines = path.read_text(encoding="utf-8").split("\n")  # splitlines would cut at U+2028 inside its strings
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))


@cache
def vega() -> str:
    """Vega, Vega-Lite and the embedding with its interpreter of expressions, as one script that sets ``vegaEmbed``."""
    script: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return script
