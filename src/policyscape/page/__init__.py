"""The explorer and its sister pages: self-contained, made from the record; ``viz/`` has their looks and behaviour."""

from __future__ import annotations

from policyscape.page.data import PageData, page_data
from policyscape.page.render import render, render_chart, write, write_charts
from policyscape.page.terms import OntologyVocabulary

__all__ = ["OntologyVocabulary", "PageData", "page_data", "render", "render_chart", "write", "write_charts"]
