"""The explorer: one self-contained network page made from the record, see ``viz/`` for its looks and behaviour."""

from __future__ import annotations

from policyscape.page.data import PageData, page_data
from policyscape.page.render import render, write
from policyscape.page.terms import OntologyVocabulary

__all__ = ["OntologyVocabulary", "PageData", "page_data", "render", "write"]
