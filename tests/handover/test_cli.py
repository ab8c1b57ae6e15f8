"""The hand-over as a user meets it on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import factory as f
import pytest
from click.testing import CliRunner, Result

from policyscape.cli import main


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The landscape, built."""
    out = tmp_path_factory.mktemp("handover") / "out"
    done = run("build", "--record", f.LANDSCAPE, "--out", out, "--no-networks")
    assert done.exit_code == 0, done.stderr
    return out


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def told(result: Result, code: int) -> str:
    assert result.exit_code == code, result.output
    assert isinstance(result.exception, SystemExit)
    return result.stderr


def test_a_build_is_a_whole_copy_of_itself(out: Path) -> None:
    done = run("check", out)
    assert done.exit_code == 0, done.stderr
    assert "policyscape.trig: SHA-256 agrees" in done.stdout
    assert "sample queries answer" in done.stdout


def test_an_export_is_written_with_its_manifest_and_checked(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "core.jsonld"
    assert run("export", "--build", out, "--format", "jsonld", "--out", path).exit_code == 0
    assert sorted(child.name for child in path.parent.iterdir()) == ["core.jsonld", "core.jsonld.manifest.json"]
    assert run("check", path).exit_code == 0
    path.write_text(path.read_text(encoding="utf-8").replace("灯台事業", "燈台事業"), encoding="utf-8")
    assert "is not a whole copy" in told(run("check", path), 1)


def test_tables_replace_tables_but_no_folder_of_the_users(out: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("export", "--build", out, "--format", "csv", "--out", tmp_path / "tables").exit_code == 0
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    assert "was not made by an export" in told(run("export", "--build", out, "--format", "csv", "--out", mine), 2)
    assert (mine / "thesis.txt").read_text() == "years of work"


def test_standard_output_has_the_lines_alone(out: Path) -> None:
    done = run("export", "--build", out, "--format", "nt", "--profile", f"document={f.DOCUMENT}", "--out", "-")
    assert done.exit_code == 0
    assert all(line.endswith(" .") for line in done.stdout.splitlines())


def test_the_list_names_every_profile_in_both_languages() -> None:
    for language, words in (("en", "One country"), ("ja", "国別")):
        assert f"country=…\t{words}" in run("export", "--list", "--language", language).stdout


def test_wrong_use_is_told_in_one_sentence(out: Path, tmp_path: Path) -> None:
    assert "needs --format and --out" in told(run("export"), 2)
    assert "no format 'xlsx'" in told(run("export", "--build", out, "--format", "xlsx", "--out", tmp_path / "x"), 2)
    assert "there is no" in told(run("export", "--build", tmp_path / "x", "--format", "nt", "--out", tmp_path / "y"), 2)
    assert "has no named graphs" in told(
        run("export", "--build", out, "--format", "trig", "--profile", "org", "--out", tmp_path / "x"), 2
    )
    assert "holds no credentials" in told(run("push", "http://a:b@localhost/", "--build", out), 2)


def test_the_difference_of_a_record_and_a_build_is_none_and_tombstones_are_written(out: Path, tmp_path: Path) -> None:
    graph = Path(shutil.copytree(f.LANDSCAPE, tmp_path / "graph"))
    assert "Nothing changed." in run("diff", out, graph).stdout
    statements = graph / "statements" / f"{f.DOCUMENT}.jsonl"
    kept = [line for line in statements.read_text(encoding="utf-8").splitlines() if "Allocation" not in line]
    statements.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert "1 removed" in run("diff", out, graph).stdout
    done = run("diff", out, graph, "--tombstones", graph)
    assert "wrote 1 tombstones" in done.stderr
    again = json.loads(run("diff", out, graph, "--format", "json").stdout)
    assert (len(again["removed"]), again["without_tombstone"]) == (1, [])
    for form, words in (("sparql", "DELETE DATA"), ("trig", "changes/removed"), ("turtle", "cs:ChangeSet")):
        assert words in run("diff", out, graph, "--format", form).stdout


def test_a_release_that_lost_an_id_does_not_pass_as_the_next_one(out: Path, tmp_path: Path) -> None:
    assert "lives on" in run("check", out, "--since", out).stdout
    graph = Path(shutil.copytree(f.LANDSCAPE, tmp_path / "graph"))
    extra = graph / "entities" / "extra.jsonl"
    extra.write_text(
        '{"id": "place/gone", "labels": {"en": "Gone", "ja": "消えた"}, "type": "SubnationalArea"}\n', encoding="utf-8"
    )
    assert "place/gone is gone and has no tombstone" in told(run("check", out, "--since", graph), 1)


def test_a_dry_run_of_a_push_lists_the_graphs(out: Path) -> None:
    done = run("push", "http://localhost:1/store", "--build", out, "--dry-run")
    assert done.exit_code == 0
    assert "entities: " in done.stderr
    assert "0 there already" in done.stdout
