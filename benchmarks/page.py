"""How fast the explorer is: time to the first usable picture, and frames a second while dragging and zooming.

Run from the top folder: ``python -m benchmarks.page [--edges 2000 10000] [--page out/explorer.html] [--pyvis 2000]``.
The synthetic graphs are those of the tests, enlarged, and laid out like the real one. Beside them stands plain pyvis of
the same graph (the real one, and those of the sizes after ``--pyvis``): with the positions given and physics off, and
with its defaults, which lay out in the browser and are given up after a minute.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Error, Page
from pyvis.network import Network

from policyscape.page import PageData, write
from tests.page.browsing import SIZE, chromium
from tests.page.synthetic import synthetic

REAL_FOCUS = "#entity=place/jp&steps=2"
SECONDS = 3.0  # of dragging, and of zooming
PATIENCE = 60_000  # milliseconds to wait for a first picture
EDGES_PER_ENTITY = 4
EDGES_PER_FACT = 1.05  # what the synthetic record gives

_WATCH_START = """() => {
    const drawn = () => { window.firstPicture ??= performance.now(); };
    const pyvis = (network) => {
        const laysOut = network.physics.options.enabled;
        if (laysOut) return network.once("stabilizationIterationsDone", () => setTimeout(drawn));
        network.once("afterDrawing", drawn);
        requestAnimationFrame(() => network.redraw());
    };
    const look = () => {
        if (window.network?.body) pyvis(window.network);
        else if (document.body?.classList.contains("ready")) requestAnimationFrame(() => requestAnimationFrame(drawn));
        else requestAnimationFrame(look);
    };
    document.addEventListener("DOMContentLoaded", look);
}"""
_COUNT = """() => {
    window.frames = { count: 0, from: performance.now(), on: true };
    const next = () => { if (window.frames.on) { window.frames.count += 1; requestAnimationFrame(next); } };
    requestAnimationFrame(next);
}"""
_COUNTED = """() => {
    window.frames.on = false;
    return window.frames.count / ((performance.now() - window.frames.from) / 1000);
}"""


def main() -> None:
    """Print one line for each graph and way of drawing it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--edges", type=int, nargs="*", default=[2_000, 10_000, 50_000])
    parser.add_argument("--page", type=Path, default=Path("out/explorer.html"))
    parser.add_argument(
        "--pyvis", type=int, nargs="*", default=[2_000, 10_000], help="sizes to draw with pyvis as well"
    )
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="policyscape-page-"))
    print(f"{'graph':<34}{'MB':>7}{'usable s':>10}{'drag fps':>10}{'zoom fps':>10}{'focus fps':>11}")
    try:
        with chromium() as browser:
            for name, path, focus in _pages(given, folder):
                print(_line(name, path, focus, browser), flush=True)
    finally:
        shutil.rmtree(folder)


def _pages(given: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path, str]]:
    """What the graph is, its page, and the link to the focus view with most in it (pyvis has none)."""
    if given.page.is_file():
        yield "real graph", given.page, REAL_FOCUS
        yield from _beside("real graph", given.page, folder)
    for edges in given.edges:
        data = enlarged(edges)
        path = folder / f"{edges}.html"
        write(data, path)
        busiest = Counter(end for edge in data.edges for end in (edge.source, edge.target)).most_common(1)[0][0]
        yield f"synthetic, {len(data.edges):,} edges", path, f"#entity={busiest}&steps=2"
        if edges in given.pyvis:
            yield from _beside(f"{edges:,}", path, folder)


def _beside(name: str, page: Path, folder: Path) -> Iterator[tuple[str, Path, str]]:
    for title, physics in (("physics off", False), ("defaults", True)):
        yield f"  pyvis, {title}, {name}", plain_pyvis(page, folder / f"{page.stem}-{title}.html", physics=physics), ""


def enlarged(edges: int) -> PageData:
    """The synthetic record with about so many edges, four for each entity."""
    entities = edges // EDGES_PER_ENTITY
    return synthetic(int(edges / EDGES_PER_FACT), scale=max(1, round(entities / 420)))


def plain_pyvis(page: Path, path: Path, *, physics: bool) -> Path:
    """The nodes and edges of an explorer as pyvis draws them; with physics it places them itself."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.read_text("utf-8"))
    assert found, f"{page} is no explorer"
    drawn = json.loads(found[1])["network"]
    net = Network(directed=True, cdn_resources="in_line")
    for node in drawn["nodes"]:
        spot = {} if physics else {"x": node["x"], "y": node["y"], "physics": False}
        net.add_node(node["id"], label=node["id"], size=node["size"], **spot)
    for edge in drawn["edges"]:
        net.add_edge(edge["from"], edge["to"])
    net.toggle_physics(physics)
    path.write_text(net.generate_html(), encoding="utf-8")
    return path


def _line(name: str, path: Path, focus: str, browser: Browser) -> str:
    page = browser.new_page(viewport=SIZE)
    page.route("http*://**", lambda route: route.abort())  # pyvis links style sheets from elsewhere
    page.add_init_script(f"({_WATCH_START})()")
    try:
        page.goto(path.resolve().as_uri(), timeout=PATIENCE)
        page.wait_for_function("window.firstPicture", timeout=PATIENCE)
        usable = f"{page.evaluate('window.firstPicture') / 1000:.1f}"
        page.wait_for_timeout(500)
        drag, wheel = f"{_frames(page, wheel=False):.0f}", f"{_frames(page, wheel=True):.0f}"
        focused = f"{_focused(page, focus):.0f}" if focus else "-"
    except Error:
        usable, drag, wheel, focused = f"> {PATIENCE // 1000}", "-", "-", "-"
    page.close()
    return f"{name:<34}{path.stat().st_size / 1e6:>7.1f}{usable:>10}{drag:>10}{wheel:>10}{focused:>11}"


def _focused(page: Page, focus: str) -> float:
    """Frames a second while dragging or zooming in a focus view, the lower of the two."""
    page.evaluate("link => { location.hash = link }", focus)
    page.wait_for_timeout(1000)
    return min(_frames(page, wheel=False), _frames(page, wheel=True))


def _frames(page: Page, *, wheel: bool) -> float:
    """Frames a second while the picture is moved by the mouse for a few seconds."""
    box = page.locator("canvas").first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.8
    page.mouse.move(x, y)
    if not wheel:
        page.mouse.down()
    page.evaluate(_COUNT)
    end, step = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        step += 1
        if wheel:
            page.mouse.wheel(0, -40 if step % 20 < 10 else 40)
        else:
            page.mouse.move(x + step % 40 * 3, y + step % 30 * 2)
    found: float = page.evaluate(_COUNTED)
    if not wheel:
        page.mouse.up()
    return found


if __name__ == "__main__":
    main()
