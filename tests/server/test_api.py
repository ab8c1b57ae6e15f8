"""The query library as a web API and as pages."""

from __future__ import annotations

import json

import httpx
import pytest

from policyscape.query import library

MONEY = "/api/queries/budget-by-phase"


def test_all_queries_of_the_library_are_listed_with_their_parameters(client: httpx.Client) -> None:
    listed = client.get("/api/queries").json()
    assert [one["name"] for one in listed] == [query.name for query in library()]
    (money,) = [one for one in listed if one["name"] == "budget-by-phase"]
    assert {"ja", "en"} == set(money["titles"]) == set(money["questions"])
    assert [parameter["name"] for parameter in money["parameters"]] == ["country", "programme", "year", "phase"]
    assert money["parameters"][0]["kind"] == "entity"


def test_queries_are_found_by_their_words(client: httpx.Client) -> None:
    for words in ("budgets phase", "年度 予算額"):
        assert "budget-by-phase" in [one["name"] for one in client.get("/api/queries", params={"q": words}).json()]
    assert client.get("/api/queries", params={"q": "no such words"}).json() == []


def test_one_query_comes_with_its_text(client: httpx.Client) -> None:
    assert "SELECT ?programme" in client.get(MONEY).json()["text"]


def test_a_query_is_run_with_parameters_by_id_and_by_name(client: httpx.Client) -> None:
    def programmes(**parameters: str | list[str]) -> list[str]:
        answer = client.get(f"{MONEY}/results", params={"format": "json", **parameters})
        assert answer.status_code == 200, answer.text
        return [row["programme"]["value"] for row in answer.json()["results"]["bindings"]]

    everything = programmes()
    assert "灯台事業" in everything
    assert programmes(country="place/jp") == programmes(country="Japan") == programmes(country="日本") == everything
    assert programmes(country="place/is") == []
    assert set(programmes(year="2021")) == {"灯台事業"}
    assert set(programmes(programme=["灯台基金", "灯台事業"])) == {"灯台基金", "灯台事業"}


@pytest.mark.parametrize(
    ("form", "media", "begin"),
    [
        ("json", "application/sparql-results+json", "{"),
        ("csv", "text/csv", "programme,fiscal_year"),
        ("tsv", "text/tab-separated-values", "?programme\t?fiscal_year"),
        ("markdown", "text/markdown", "| programme |"),
        ("html", "text/html", "<table>"),
        ("turtle", "text/turtle", "@prefix"),
        ("bibtex", "application/x-bibtex", "@"),
    ],
)
def test_an_answer_is_had_in_several_formats(client: httpx.Client, form: str, media: str, begin: str) -> None:
    named = client.get(f"{MONEY}/results", params={"format": form})
    asked = client.get(f"{MONEY}/results", headers={"Accept": media})
    for answer in (named, asked):
        assert answer.headers["content-type"].split(";")[0] == media
        assert answer.text.startswith(begin)


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/api/queries/budget-by-fase", 404, "did you mean budget-by-phase"),
        ("/api/queries/pyproject.toml", 404, "has no query"),
        (f"{MONEY}/results?yeer=2022", 400, "no parameter 'yeer'; it has country, programme, year, phase"),
        (f"{MONEY}/results?year=soon", 400, "year takes a year of four digits, not 'soon'"),
        (f"{MONEY}/results?country=Japn", 400, "did you mean Japan"),
        (f"{MONEY}/results?format=xls", 400, "no format 'xls'; there are json, csv, tsv"),
        (f"{MONEY}/results?year=2022%22%7D%20UNION%20%7B", 400, "year of four digits"),
        (f"{MONEY}/values/yeer", 404, "has no parameter 'yeer'"),
        (f"{MONEY}/values/year?lang=fr", 400, "no language 'fr'"),
    ],
)
def test_wrong_use_is_told(client: httpx.Client, path: str, status: int, message: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert message in answer.json()["message"]


def test_a_value_is_bound_and_never_pasted(client: httpx.Client) -> None:
    for value in ('x" } #', "<http://x> } #", "?x", 'x"@en . ?s ?p ?o . "'):
        answer = client.get(f"{MONEY}/results", params={"programme": value})
        assert answer.status_code == 400, value
        assert "no" in answer.text


def test_an_answer_comes_with_its_evidence_and_its_sources(client: httpx.Client) -> None:
    wanted = {"year": "2021", "lang": "en"}
    shown = client.get(f"{MONEY}/results", params={**wanted, "format": "csv", "evidence": "true"})
    assert shown.text.splitlines()[0].endswith(",evidence")
    assert "Harbour report, line 2" in shown.text
    cited = client.get(f"{MONEY}/results", params={**wanted, "cite": "markdown"})
    assert cited.headers["content-type"].startswith("text/markdown")
    assert "Sources" in cited.text
    assert "Harbour report" in cited.text
    assert "灯台事業" in cited.text
    page = client.get("/queries/budget-by-phase", params={**wanted, "evidence": "true"})
    assert "Harbour report, line 2" in page.text
    for fault in ({"evidence": "maybe"}, {"cite": "apa"}):
        assert client.get(f"{MONEY}/results", params=fault).status_code == 400


def test_no_parameter_of_a_query_is_called_like_an_option_of_the_api() -> None:
    names = {parameter.name for query in library() for parameter in query.parameters}
    assert names.isdisjoint({"format", "evidence", "cite", "lang", "language"})


def test_the_values_of_a_parameter_are_those_of_the_graph(client: httpx.Client) -> None:
    countries = client.get(f"{MONEY}/values/country", params={"lang": "en"}).json()
    assert countries[0]["value"] == "place/jp"
    assert countries[0]["label"] == "Japan"
    assert countries[0]["uses"] > 5


def test_the_description_has_an_operation_for_each_query(client: httpx.Client) -> None:
    told = client.get("/openapi.json").json()
    names = {one["name"] for one in client.get("/api/queries").json()}
    assert {path.split("/")[3] for path in told["paths"] if path.endswith("/results")} == names
    money = told["paths"][f"{MONEY}/results"]["get"]
    parameters = {parameter["name"]: parameter["schema"] for parameter in money["parameters"]}
    assert "supplementary" in parameters["phase"]["enum"]
    assert parameters["year"] == {"type": "integer"}
    assert json.dumps(told)


def test_a_reader_fills_a_form(client: httpx.Client) -> None:
    for language, title, name in (
        ("en", "Budgets by year and phase", "fiscal year"),
        ("ja", "年度・段階別の予算額", "年度"),
    ):
        text = client.get("/queries/budget-by-phase", params={"lang": language, "year": "2021"}).text
        assert f"<h1>{title}</h1>" in text
        assert name in text
        assert "灯台事業" in text
        assert "500,000,000,000" in text
        assert 'value="2021"' in text
    assert "Budgets by year and phase" in client.get("/queries", params={"lang": "en"}).text


def test_an_empty_answer_is_explained(client: httpx.Client) -> None:
    told = client.get("/api/hints", params={"query": "SELECT ?x { ?x a ps:Patent }"}).json()
    assert told
    assert all("Patent" in sentence for sentence in told)
    assert client.get("/api/hints", params={"query": "SELECT {"}).json() == []
    assert client.get("/api/hints").status_code == 400


def test_explaining_runs_nothing_beside_the_pool(client: httpx.Client) -> None:
    """A query over nothing but its own values can run for ever on an empty store as well."""
    values = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(90)))} }}" for name in "abcdefgh")
    client.get("/api/hints", params={"query": f"SELECT (COUNT(*) AS ?n) {{ {values} }}"})
    assert client.get("/health").json() == {"status": "ok"}
