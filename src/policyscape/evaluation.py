"""The competency questions, scored by their own scorer on the graph just built."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from policyscape.errors import InputError
from policyscape.paths import QUERIES

__all__ = ["Score", "find", "score"]


@dataclass(frozen=True, slots=True)
class Score:
    """Macro averages over all questions, and the result of each question."""

    precision: float
    recall: float
    f1: float
    questions: list[dict[str, Any]]


def find(folder: Path) -> tuple[Path, list[Path]]:
    """The scorer and the files of questions in a folder; InputError where one of them is missing."""
    scorer, questions = folder / "score.py", sorted(folder.glob("*.jsonl"))
    if not scorer.is_file() or not questions:
        raise InputError(f"{folder} holds no score.py with questions in *.jsonl.")
    return scorer, questions


def score(data: Path, evaluation: Path, queries: Path = QUERIES / "competency") -> Score:
    """Run ``score.py`` of a folder of questions on a file of RDF; InputError where it cannot run."""
    scorer, questions = find(evaluation)
    with TemporaryDirectory() as folder:
        result = Path(folder) / "scores.json"
        arguments = ["--data", str(data), "--questions", *map(str, questions), "--queries", str(queries)]
        command = [sys.executable, str(scorer), *arguments, "--json", str(result)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise InputError(f"{scorer} failed: {done.stderr.strip().splitlines()[-1] if done.stderr else 'silently'}.")
        rows = json.loads(result.read_text(encoding="utf-8"))
    return Score(_mean(rows, "precision"), _mean(rows, "recall"), _mean(rows, "f1"), rows)


def _mean(rows: list[dict[str, Any]], name: str) -> float:
    return sum(row[name] for row in rows) / len(rows) if rows else 0.0
