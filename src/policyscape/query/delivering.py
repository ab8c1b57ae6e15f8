"""An answer in the form that was asked for, with its evidence or its sources where they are wanted."""

from __future__ import annotations

from policyscape.query.citing import cite
from policyscape.query.evidence import Run, describe_facts, with_evidence
from policyscape.query.formats import render
from policyscape.query.running import Result

__all__ = ["deliver"]


def deliver(
    result: Result,
    text: str,
    run: Run,
    form: str,
    *,
    evidence: bool = False,
    citation: str | None = None,
    language: str = "en",
    width: int | None = None,
) -> str:
    """The answer of a prepared text as text.

    ``form`` is one of FORMATS or ``bibtex``; turtle of a table is what the graph says of the facts behind its rows.
    ``citation`` is one of CITATIONS and goes before the form. InputError where rows stand for no single facts.
    """
    if citation or form == "bibtex":
        return cite(result, text, run, citation or form, language)
    if form == "turtle" and result.form == "SELECT":
        return render(describe_facts(result, text, run), form)
    return render(with_evidence(result, text, run, language) if evidence else result, form, width)
