"""Labels of facts in both languages, filled from the templates of ``rules/fact-labels.yaml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from policyscape.errors import RecordError
from policyscape.graph.record import Record
from policyscape.graph.templates import fill, roles_of
from policyscape.graph.wording import Wording
from policyscape.ontology import Ontology
from policyscape.paths import RULES
from policyscape.records import Fact, RoleValue, Scalar

__all__ = ["FactLabels"]

_DECIDED = "modality/decided"
_COMPOSED = ("money", "measure", "when", "by", "was")


class FactLabels:
    """Names facts; RecordError where the file names a class or role that the ontology does not have."""

    def __init__(self, ontology: Ontology, record: Record, path: Path = RULES / "fact-labels.yaml") -> None:
        self._ontology = ontology
        self._record = record
        data: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._templates: Mapping[str, Mapping[str, str]] = data["templates"]
        self._longest: int = data["longest"]
        self._telling_apart: list[str] = data["tellingApart"]
        self._more: dict[str, Mapping[str, str]] = {}
        self._wordings = {tag: Wording(tag, forms, data["qualifiers"]) for tag, forms in data["forms"].items()}
        self._check(path)

    def label(self, fact: Fact, language: str) -> str:
        """The label of a fact, with what tells it apart from others of its document that would have the same."""
        if language not in self._more:
            self._more[language] = dict(self._told_apart(language))
        more = self._more[language].get(fact.id)
        return f"{self._plain(fact, language)} [{more}]" if more else self._plain(fact, language)

    def _told_apart(self, language: str) -> Iterator[tuple[str, str]]:
        """For each fact that shares its label the values of those roles in which it and its fellows differ."""
        fellows: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self._record.facts:
            fellows[fact.document, self._plain(fact, language)].append(fact)
        wording = self._wordings[language]
        for facts in (group for group in fellows.values() if len(group) > 1):
            differing = [role for role in self._telling_apart if len({str(fact.roles.get(role)) for fact in facts}) > 1]
            for fact in facts:
                values = (self._value(role, fact.roles[role], wording) for role in differing if role in fact.roles)
                yield fact.id, str(wording.forms["join"]).join(dict.fromkeys(values))

    def _plain(self, fact: Fact, language: str) -> str:
        """What the template says: the class where no template of it or of one above has anything to show."""
        wording = self._wordings[language]

        def words(role: str) -> str:
            if role == "country":
                return self._name("country", fact.country, language) if fact.country else ""
            if role == "modality":
                return "" if fact.modality == _DECIDED else self._name("modality", fact.modality, language)
            if role in _COMPOSED:
                return str(getattr(wording, role)(fact.roles))
            return self._value(role, fact.roles.get(role, ()), wording)

        label = fill(self._template(fact.type, language), words, str(wording.forms["join"]))
        return label.strip(" :：–→") or self._ontology.label(fact.type, language)

    def _template(self, fact_class: str, language: str) -> str:
        """The template of the class, or of its nearest superclass that has one."""
        while fact_class not in self._templates:
            parents = self._ontology.klass(fact_class).parents
            if not parents:
                return ""
            fact_class = parents[0]
        return self._templates[fact_class][language]

    def _value(self, role: str, value: RoleValue, wording: Wording) -> str:
        several = value if isinstance(value, tuple) else (value,)
        names = [self._name(role, one, wording.language) for one in several]
        return str(wording.forms["list"]).join(names)

    def _name(self, role: str, value: Scalar, language: str) -> str:
        kind = self._ontology.kind(role)
        if kind == "entity":
            return self._entity(str(value), language)
        if kind in ("code", "relation"):
            return self._ontology.label(str(value), language)
        if kind == "date":
            return self._wordings[language].date(str(value))
        if kind == "decimal":
            return self._wordings[language].number(value)
        text = str(value)
        return text if len(text) <= self._longest else text[: self._longest - 1] + "…"

    def _entity(self, identifier: str, language: str) -> str:
        document = self._record.documents.get(identifier.removeprefix("document/"))
        labels = document.labels if document else self._record.entities[identifier].labels
        return labels.get(language) or next(iter(labels.values()), identifier)

    def _check(self, path: Path) -> None:
        for name, by_language in self._templates.items():
            try:
                self._ontology.klass(name)
                for role in {role for template in by_language.values() for role in roles_of(template)}:
                    if role not in _COMPOSED:
                        self._ontology.property(role)
            except RecordError as error:
                raise RecordError(f"in the templates of {name}, {error}", path.name) from error
