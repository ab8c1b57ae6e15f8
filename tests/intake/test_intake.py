"""Documents come into a record and leave it; the rest stays, byte for byte."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factory import LANDSCAPE, MINISTRY, make_entity, make_evidence, make_fact

from policyscape.cli import main
from policyscape.errors import CheckError, InputError
from policyscape.extraction.corpus import Extractor
from policyscape.graph import read_record
from policyscape.intake import Added, Metadata, Removed
from policyscape.intake import add as add_to
from policyscape.intake import remove as remove_from
from policyscape.ontology import load_ontology
from policyscape.records import write_lines
from policyscape.resolution.judgements import add_judgement
from policyscape.sources import Sources

ONTOLOGY = load_ontology()
TITLED = Metadata("火星白書", "発明省", "2031-05", "White Paper on Mars")
MARS = "発明機構は2031年4月に「火星移住推進計画」（以下、火星計画）を策定した。\n"
CHANGED = "発明機構は2031年4月に「火星移住推進計画」を策定した。発明省は2032年5月に「木星探査推進計画」を公表した。\n"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    shutil.copytree(LANDSCAPE, tmp_path / "graph")
    return tmp_path / "graph"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "mars-2031.txt"
    path.write_text(MARS, encoding="utf-8")
    return path


def snapshot(graph: Path) -> dict[str, str]:
    files = [path for path in sorted(graph.rglob("*")) if path.is_file()]
    return {str(path.relative_to(graph)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def add(path: Path, metadata: Metadata, graph: Path, id_: str | None = None) -> Added:
    return add_to(path, metadata, graph, id_, ONTOLOGY)


def remove(document: str, graph: Path, dry_run: bool = False) -> Removed:
    return remove_from(document, graph, dry_run, ONTOLOGY)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_document_comes_in_with_its_facts_and_entities(graph: Path, paper: Path) -> None:
    before = snapshot(graph)
    added = add(paper, TITLED, graph)
    record = read_record(graph)
    assert record.documents["mars-2031"].publisher == MINISTRY
    assert record.documents["mars-2031"].labels == {"ja": "火星白書", "en": "White Paper on Mars"}
    events = [fact for fact in record.facts if fact.document == "mars-2031" and fact.type == "Event"]
    assert [fact.roles["date"] for fact in events] == ["2031-04"]
    (plan,) = added.discovered
    assert (plan.labels["ja"], plan.aliases) == ("火星移住推進計画", ("火星計画",))
    assert events[0].roles["about"] == plan.id
    changed = {name for name, hashed in snapshot(graph).items() if before.get(name) != hashed}
    assert changed == {
        "documents.jsonl",
        "statements/mars-2031.jsonl",
        "entities/discovered/mars-2031.jsonl",
    }


def test_the_words_can_be_looked_up_in_the_same_file(graph: Path, paper: Path) -> None:
    page = paper.with_name("mars.html")
    page.write_text(f"<nav>広告</nav><h1>火星</h1><p>{MARS}</p>", encoding="utf-8")
    (fact,) = [fact for fact in add(page, TITLED, graph).facts if fact.type == "Event"]
    sources = Sources(page.parent, read_record(graph).documents)
    evidence = fact.evidence[0]
    assert sources.words("mars", evidence.start, evidence.end) == MARS.strip()


def test_a_text_that_another_version_of_the_reader_makes_is_refused(graph: Path, paper: Path) -> None:
    page = paper.with_name("mars.html")
    page.write_text(f"<p>{MARS}</p>", encoding="utf-8")
    add(page, TITLED, graph)
    rows = [json.loads(line) for line in (graph / "documents.jsonl").read_text().splitlines()]
    write_lines(
        graph / "documents.jsonl",
        [row | {"reader": "lxml 1.0"} | ({"text_sha256": "0" * 64} if "reader" in row else {}) for row in rows],
    )
    with pytest.raises(InputError, match=r"gives another text with lxml .* than with lxml 1\.0"):
        Sources(page.parent, read_record(graph).documents).document("mars")


def test_the_same_file_is_told_and_not_read_again(graph: Path, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(paper, TITLED, graph)
    before = snapshot(graph)
    monkeypatch.setattr(Extractor, "read_all", lambda *_: pytest.fail("it was read again"))
    again = add(paper, TITLED, graph)
    assert again.is_current
    assert snapshot(graph) == before


def test_what_is_said_of_the_same_file_can_be_mended(graph: Path, paper: Path) -> None:
    add(paper, TITLED, graph)
    again = add(paper, Metadata("火星白書 改題", "火星協会", "2031-06"), graph)
    assert again.is_changed
    document = read_record(graph).documents["mars-2031"]
    assert (document.labels, document.publisher, document.date) == ({"ja": "火星白書 改題"}, "火星協会", "2031-06")


def test_a_changed_file_takes_the_place_of_what_it_was(graph: Path, paper: Path) -> None:
    add(paper, TITLED, graph)
    paper.write_text(CHANGED, encoding="utf-8")
    added = add(paper, TITLED, graph)
    assert [fact.roles["date"] for fact in added.fresh if fact.type == "Event"] == ["2032-05"]
    assert [entity.labels["ja"] for entity in added.discovered] == ["木星探査推進計画"]
    assert len([f for f in read_record(graph).facts if f.document == "mars-2031"]) == len(added.facts)


def test_another_file_of_the_same_id_or_content_is_refused(graph: Path, paper: Path) -> None:
    add(paper, TITLED, graph)
    other = paper.with_suffix(".md")
    other.write_text(CHANGED, encoding="utf-8")
    with pytest.raises(InputError, match="give --id mars-2031 to put"):
        add(other, TITLED, graph)
    shutil.copy(paper, paper.with_name("copy.txt"))
    with pytest.raises(InputError, match="in the record already, as mars-2031"):
        add(paper.with_name("copy.txt"), TITLED, graph)
    assert add(other, TITLED, graph, "mars-2031").document.file == "mars-2031.md"


def test_what_came_in_goes_out_and_the_record_is_as_it_was(graph: Path, paper: Path) -> None:
    before = snapshot(graph)
    add(paper, TITLED, graph)
    told = remove("mars-2031", graph, dry_run=True)
    assert snapshot(graph) != before
    removed = remove("mars-2031", graph)
    assert removed == told
    assert snapshot(graph) == before


def test_an_entity_that_another_document_names_stays(graph: Path, paper: Path) -> None:
    add(paper, TITLED, graph)
    other = paper.with_name("moon.txt")
    other.write_text(CHANGED, encoding="utf-8")
    assert [entity.labels["ja"] for entity in add(other, TITLED, graph).discovered] == ["木星探査推進計画"]
    assert remove("mars-2031", graph).entities == []
    names = [name for entity in read_record(graph).entities.values() for name in entity.names]
    assert "火星移住推進計画" in names
    assert "火星計画" not in names


def test_what_others_speak_of_cannot_be_removed(graph: Path, paper: Path) -> None:
    added = add(paper, TITLED, graph)
    plan = added.discovered[0].id
    write_lines(
        graph / "entities" / "more.jsonl", [make_entity("policy/more", "Programme", "続き", implements=plan).as_json()]
    )
    before = snapshot(graph)
    with pytest.raises(CheckError, match="cannot be removed") as raised:
        remove("mars-2031", graph)
    assert plan in raised.value.faults[0]
    assert snapshot(graph) == before


def test_judgements_on_nothing_else_are_told_and_stay(graph: Path, paper: Path) -> None:
    added = add(paper, TITLED, graph)
    add_judgement(graph / "judgements" / "accepted.jsonl", {"fact": added.facts[0].id})
    add_judgement(graph / "judgements" / "accepted.jsonl", {"fact": "0" * 16})
    assert remove("mars-2031", graph).judgements == [("accepted.jsonl", {"fact": added.facts[0].id})]
    assert (graph / "judgements" / "accepted.jsonl").is_file()


def test_facts_a_person_read_go_with_the_document(graph: Path, paper: Path) -> None:
    added = add(paper, TITLED, graph)
    read = make_fact(
        "Event", document="mars-2031", evidence=(make_evidence(0, 4),), eventType="event/started", agent=MINISTRY
    )
    write_lines(graph / "reviewed" / "mars-2031.jsonl", [read.as_json()])
    assert remove("mars-2031", graph).reviewed == [read]
    assert not [fact for fact in read_record(graph).facts if fact.document == added.document.id]


def test_a_file_that_cannot_be_written_leaves_the_record_as_it_was(graph: Path, paper: Path) -> None:
    before = snapshot(graph)
    (graph / "statements" / "mars-2031.jsonl.part").mkdir()
    with pytest.raises(InputError, match="nothing was changed"):
        add(paper, TITLED, graph)
    assert snapshot(graph) == before


@pytest.mark.parametrize(
    ("metadata", "id_", "message"),
    [
        (Metadata("", "発明省", "2031"), None, "the title is empty"),
        (Metadata("白書", " ", "2031"), None, "the publisher is empty"),
        (Metadata("白書", "org/none", "2031"), None, "the record has no org/none"),
        (Metadata("白書", "発明省", "令和13年"), None, "--date takes a date such as 2025"),
        (Metadata("白書", "発明省", "2031-13"), None, "--date takes a date such as 2025"),
        (TITLED, "火星", "is no id"),
        (TITLED, "../mars", "is no id"),
    ],
)
def test_wrong_particulars_are_told(
    graph: Path, paper: Path, metadata: Metadata, id_: str | None, message: str
) -> None:
    before = snapshot(graph)
    with pytest.raises(InputError, match=message):
        add(paper, metadata, graph, id_)
    assert snapshot(graph) == before


def test_a_name_that_makes_no_id_asks_for_one(graph: Path, paper: Path) -> None:
    named = paper.rename(paper.with_name("火星2031.txt"))
    with pytest.raises(InputError, match="give one in ASCII with --id"):
        add(named, TITLED, graph)


def test_an_unknown_document_is_told(graph: Path) -> None:
    with pytest.raises(InputError, match="the record has no document 'none'; it has harbour-2025"):
        remove("none", graph)


def test_the_commands_tell_machines_what_came_and_went(graph: Path, paper: Path) -> None:
    record = ("--record", str(graph))
    titled = ("--title", "火星白書", "--publisher", "発明省", "--date", "2031")
    came = json.loads(run("add", str(paper), *titled, *record).stdout)
    assert (came["state"], came["removed"], came["facts"]["Event"]) == ("added", [], 1)
    assert [entity["labels"]["ja"] for entity in came["discovered"]] == ["火星移住推進計画"]
    text = run("add", str(paper), *titled, *record, "--format", "text").stdout
    assert "in the record already, as mars-2031" in text
    dry = json.loads(run("remove", "mars-2031", "--dry-run", *record).stdout)
    went = json.loads(run("remove", "mars-2031", *record).stdout)
    assert (dry["removed"], went["removed"]) == (False, True)
    assert went["facts"] == sorted(came["added"])
    assert [entity["id"] for entity in went["entities"]] == [entity["id"] for entity in came["discovered"]]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_commands_tell_the_eye_what_came_and_went(graph: Path, paper: Path, language: str) -> None:
    titled = ("--title", "火星白書", "--publisher", "発明省", "--date", "2031")
    rest = ("--record", str(graph), "--format", "text", "--language", language)
    told = run("add", str(paper), *titled, *rest).stdout
    assert ("出来事 1" if language == "ja" else "event 1") in told
    assert "1 entity that the record did not know:" in told
    assert "would go: mars-2031" in run("remove", "mars-2031", "--dry-run", *rest).stdout
    assert "removed: 1 entity that no other document names:" in run("remove", "mars-2031", *rest).stdout
