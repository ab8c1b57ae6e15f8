"""A build replaces its output whole, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policyscape.errors import InputError
from policyscape.output import replaced

SLOW_BUILD = """
import sys, time
from pathlib import Path
from policyscape.output import replaced
with replaced(Path(sys.argv[1])) as fresh:
    (fresh / "graph.ttl").write_text("half")
    print("writing", flush=True)
    time.sleep(60)
"""


def finished(out: Path, text: str) -> None:
    with replaced(out) as fresh:
        (fresh / "graph.ttl").write_text(text)


def interrupted(out: Path, error: Exception) -> None:
    with replaced(out) as fresh:
        (fresh / "graph.ttl").write_text("half")
        raise error


def test_the_second_build_takes_the_place_of_the_first(tmp_path: Path) -> None:
    out = tmp_path / "out"
    finished(out, "first")
    finished(out, "second")
    assert (out / "graph.ttl").read_text() == "second"
    assert len(list(tmp_path.iterdir())) == 2  # the link and the one folder it names


def test_an_error_leaves_the_previous_output(tmp_path: Path) -> None:
    out = tmp_path / "out"
    finished(out, "first")
    with pytest.raises(RuntimeError):
        interrupted(out, RuntimeError())
    assert (out / "graph.ttl").read_text() == "first"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_full_disk_is_told_and_leaves_the_previous_output(tmp_path: Path) -> None:
    out = tmp_path / "out"
    finished(out, "first")
    with pytest.raises(InputError, match=r"No space left on device.*previous output is untouched"):
        interrupted(out, OSError(28, "No space left on device"))
    assert (out / "graph.ttl").read_text() == "first"


def test_a_killed_build_leaves_the_previous_output_and_its_rest_is_swept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    finished(out, "first")
    with subprocess.Popen([sys.executable, "-c", SLOW_BUILD, str(out)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(0.05)
        os.kill(process.pid, signal.SIGKILL)
    assert (out / "graph.ttl").read_text() == "first"
    finished(out, "second")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_no_build_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(InputError, match="was not made by a build"):
        finished(tmp_path / "out", "first")


def test_the_output_beside_it_is_left_alone(tmp_path: Path) -> None:
    finished(tmp_path / "out-old", "other")
    finished(tmp_path / "out", "first")
    assert (tmp_path / "out-old" / "graph.ttl").read_text() == "other"
