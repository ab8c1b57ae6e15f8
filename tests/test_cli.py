"""The command line as a user meets it: what it prints, how it fails, with which exit code."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factory import LANDSCAPE

from policyscape.cli import main

ASK = "SELECT ?what WHERE { ?fact a ps:Allocation ; ps:about ?what }"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The landscape, built."""
    out = tmp_path_factory.mktemp("cli") / "out"
    done = run("build", "--record", str(LANDSCAPE), "--out", str(out))
    assert done.exit_code == 0, done.stderr
    return out


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def told(result: Result, code: int) -> str:
    """The one sentence of an error; a traceback would be no SystemExit."""
    assert result.exit_code == code, result.output
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result.stderr


def test_a_build_has_all_its_parts(out: Path) -> None:
    names = {path.name for path in out.iterdir()}
    assert {"policyscape.ttl", "policyscape.trig", "explorer.html", "store", "report"} <= names
    assert (out / "report" / "report.md").read_text().startswith("# ")
    assert (out / "report" / "report.ja.md").read_text().startswith("# ")


def test_a_build_twice_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    assert run("build", "--record", str(LANDSCAPE), "--out", str(tmp_path / "out")).exit_code == 0
    for name in ("policyscape.ttl", "policyscape.trig", "explorer.html"):
        assert (out / name).read_bytes() == (tmp_path / "out" / name).read_bytes(), name


def test_a_query_in_a_pipe_is_json(out: Path) -> None:
    done = run("query", "-", "--out", str(out), stdin=ASK)
    answer = json.loads(done.stdout)
    assert [row["what"]["value"] for row in answer["results"]["bindings"]] == [
        "https://w3id.org/policyscape/id/policy/lighthouse"
    ]


def test_a_query_as_csv(out: Path) -> None:
    assert run("query", "-", "--out", str(out), "--format", "csv", stdin=ASK).stdout.startswith("what\n")


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "message"),
    [
        (["query", "-"], "SELECT ?x WHERE { ?x a }", 2, "line 1"),
        (["query", "-"], "SELECT ?x WHERE { ?x a ps:Alocation }", 2, "did you mean"),
        (["query", "allocations-larges"], None, 2, "did you mean allocations-largest"),
        (["query", "-", "--format", "xls"], ASK, 2, "there is no format 'xls'; there are"),
        (["query", "-", "--param", "what"], ASK, 2, "--param takes name=value"),
        (["network", "colaboration"], None, 2, "collaboration"),
        (["network", "typed", "--measure", "fame"], None, 2, "here is no measure 'fame'; there are"),
    ],
)
def test_wrong_use_is_told(out: Path, arguments: list[str], stdin: str | None, code: int, message: str) -> None:
    assert message in told(run(*arguments, "--out", str(out), stdin=stdin), code)


def test_asking_before_building_says_what_to_do(tmp_path: Path) -> None:
    assert "policyscape build" in told(run("query", "-", "--out", str(tmp_path / "none"), stdin=ASK), 2)


def test_an_unknown_layer_names_the_known(tmp_path: Path) -> None:
    done = run("build", "--record", str(LANDSCAPE), "--out", str(tmp_path / "out"), "--layers", "rule,magic")
    assert "there is no layer 'magic'; there are mapping, reviewed, rule" in told(done, 2)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x00\x01\x02PK", "binary"),
        ("sjis.txt", "科学技術・イノベーション基本計画を策定した。".encode("shift_jis"), "Shift_JIS"),
        ("report.docx", b"PK", ".docx"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert message in told(run("extract", str(tmp_path / name)), 2)


def test_a_missing_corpus_is_told_and_the_output_is_untouched(out: Path, tmp_path: Path) -> None:
    before = (out / "policyscape.ttl").read_bytes()
    done = run("build", "--record", str(LANDSCAPE), "--out", str(out), "--corpus", str(tmp_path / "none"))
    assert "is no folder" in told(done, 2)
    assert (out / "policyscape.ttl").read_bytes() == before


def test_a_document_without_facts_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_text("古池や蛙飛びこむ水の音\n")
    done = run("extract", str(tmp_path / "poem.txt"))
    assert done.exit_code == 0
    assert "Warning: poem gave no fact" in done.stderr


def test_a_broken_record_names_file_and_line(tmp_path: Path) -> None:
    record = tmp_path / "record"
    shutil.copytree(LANDSCAPE, record)
    path = next((record / "statements").glob("*.jsonl"))
    path.write_text(path.read_text() + "{oops\n")
    message = told(run("build", "--record", str(record), "--out", str(tmp_path / "out")), 2)
    assert f"{path.name}:7: not JSON" in message
    assert not (tmp_path / "out").exists()


def test_extracting_prints_facts_with_their_places(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("科学技術振興機構は2031年4月に「火星移住推進計画」を策定した。\n")
    rows = [json.loads(line) for line in run("extract", str(tmp_path / "report.txt")).stdout.splitlines()]
    events = [row for row in rows if row.get("type") == "Event"]
    assert [event["roles"]["date"] for event in events] == ["2031-04"]
    assert [row["labels"]["ja"] for row in rows if "labels" in row] == ["火星移住推進計画"]


def test_showing_an_entity_by_any_name() -> None:
    rows = [json.loads(line) for line in run("show", "J-PEAKS").stdout.splitlines()]
    assert rows[0]["id"] == "policy/j-peaks"
    assert len(rows) > 10
    assert "nothing in the record is called 'Atlantis'" in told(run("show", "Atlantis"), 2)
    assert "did you mean J-PEAKS" in told(run("show", "J-PEKS"), 2)


def test_showing_a_fact_by_its_id_with_its_words(tmp_path: Path) -> None:
    shutil.copytree(LANDSCAPE, tmp_path / "record")
    text = LANDSCAPE / "harbour-2025.txt"
    shutil.copy(text, tmp_path)
    documents = tmp_path / "record" / "documents.jsonl"
    hashed = hashlib.sha256(text.read_bytes()).hexdigest()
    documents.write_text(documents.read_text().replace("0" * 64, hashed))
    arguments = ("show", "2f264300f554f80a", "--record", str(tmp_path / "record"))
    (fact,) = [json.loads(line) for line in run(*arguments, "--corpus", str(tmp_path)).stdout.splitlines()]
    assert fact["evidence"][0]["passage"] == "発明機構は灯台事業を運営する。"
    assert "passage" not in run(*arguments).stdout
    assert "is no folder" in told(run(*arguments, "--corpus", str(tmp_path / "none")), 2)


def test_every_command_explains_itself() -> None:
    for name in main.commands:
        done = run(name, "--help")
        assert done.exit_code == 0
        assert len(done.output.splitlines()) > 4
        assert "\\b" not in done.output


def test_the_query_of_the_readme_runs(out: Path) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text()
    text = readme.split("```sparql\n")[1].split("```")[0]
    rows = json.loads(run("query", "-", "--out", str(out), stdin=text).stdout)["results"]["bindings"]
    assert [row["amount"]["value"] for row in rows] == ["500000000000"]


def test_a_query_goes_by_its_name_with_or_without_its_theme(out: Path) -> None:
    for name in ("allocations-largest", "money/allocations-largest"):
        assert run("query", name, "--out", str(out)).exit_code == 0


def test_a_query_asks_no_other_server(out: Path) -> None:
    text = "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }"
    assert "SERVICE is off" in told(run("query", "-", "--out", str(out), stdin=text), 2)
