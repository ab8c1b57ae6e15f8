from __future__ import annotations

from math import hypot

from policyscape.page.layout import layout

from .synthetic import synthetic

TWO_GROUPS = [(a, b) for group in ("abcdef", "uvwxyz") for a in group for b in group if a < b] + [("a", "u")]


def test_nodes_keep_apart() -> None:
    places = list(synthetic(facts=400).layout.places.values())
    gaps = [hypot(a.x - b.x, a.y - b.y) - a.size - b.size for n, a in enumerate(places) for b in places[:n]]
    assert len(places) > 200
    assert min(gaps) > 5


def test_discs_do_not_overlap_and_hold_their_nodes() -> None:
    made = layout(TWO_GROUPS, {})
    (x, y, r), (u, v, s) = made.discs
    assert hypot(x - u, y - v) >= r + s
    for px, py, _ in made.places.values():
        assert min(hypot(px - x, py - y) - r, hypot(px - u, py - v) - s) <= 0


def test_communities_stay_together_and_the_heaviest_node_is_in_the_middle() -> None:
    made = layout(TWO_GROUPS, {"c": 0.9, "w": 0.8})
    assert {made.places["c"][:2], made.places["w"][:2]} == {(x, y) for x, y, _ in made.discs}


def test_the_order_of_pairs_does_not_matter() -> None:
    assert layout(TWO_GROUPS, {}) == layout([(b, a) for a, b in reversed(TWO_GROUPS)], {})


def test_nothing_to_place() -> None:
    assert layout([], {}).places == {}
