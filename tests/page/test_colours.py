"""The colours of what is painted, where no style sheet can be asked: contrast as WCAG 2.1 defines it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from policyscape.paths import VIZ

LEAST_FOR_TEXT, LEAST_FOR_SHAPES = 4.5, 3.0
COLOURS: dict[str, Any] = json.loads((VIZ / "colours.json").read_text("utf-8"))
PAPERS = [(theme, paper) for theme in ("light", "dark") for paper in ("background", "disc")]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def shapes(theme: str) -> Iterator[str]:
    yield from (group[theme] for group in COLOURS["groups"])
    yield from COLOURS["communities"][theme]
    yield from COLOURS["ranks"][theme]


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("theme", "paper"), PAPERS)
def test_names_on_the_canvas_stand_out(theme: str, paper: str) -> None:
    canvas = COLOURS["canvas"][theme]
    faint = {ink: contrast(canvas[ink], canvas[paper]) for ink in ("text", "muted", "accent")}
    assert {ink: found for ink, found in faint.items() if found < LEAST_FOR_TEXT} == {}


@pytest.mark.parametrize(("theme", "paper"), PAPERS)
def test_shapes_on_the_canvas_stand_out(theme: str, paper: str) -> None:
    behind = COLOURS["canvas"][theme][paper]
    found = {colour: contrast(colour, behind) for colour in shapes(theme)}
    assert len(found) > 15
    assert {colour: ratio for colour, ratio in found.items() if ratio < LEAST_FOR_SHAPES} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_ranks_grow_paler_or_brighter_in_one_direction(theme: str) -> None:
    found = [contrast(colour, COLOURS["canvas"][theme]["background"]) for colour in COLOURS["ranks"][theme]]
    assert found == sorted(found, reverse=True)
