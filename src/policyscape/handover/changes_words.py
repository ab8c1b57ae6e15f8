"""Changes in words, as Markdown in Japanese or English, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from policyscape.handover.changes import Change, Changes
from policyscape.handover.things import Thing
from policyscape.ontology import load_ontology
from policyscape.paths import HANDOVER

__all__ = ["as_json", "as_markdown"]

_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|"})


def as_markdown(changes: Changes, old: str, new: str, language: str = "en") -> str:
    """What changed, for a reader: entities and documents first, then facts; ``old`` and ``new`` name the releases."""
    words = yaml.safe_load((HANDOVER / "words.yaml").read_text(encoding="utf-8"))[language]
    return "\n".join(_Teller(changes, words, language).lines(old, new)) + "\n"


def as_json(changes: Changes) -> str:
    """The same for programs."""
    data = {
        "added": [_thing(thing) for thing in changes.added],
        "removed": [_thing(thing) | {"successors": changes.successors(thing)} for thing in changes.removed],
        "changed": [
            {"old": change.old.id, "new": change.new.id, "labels": dict(change.new.labels), "values": change.values}
            for change in changes.changed
        ],
        "without_tombstone": changes.unburied,
    }
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _thing(thing: Thing) -> dict[str, Any]:
    return {"id": thing.id, "type": thing.type, "labels": dict(thing.labels)}


@dataclass(frozen=True, slots=True)
class _Teller:
    changes: Changes
    words: Mapping[str, str]
    language: str

    def lines(self, old: str, new: str) -> Iterator[str]:
        yield f"# {self.words['title'].format(old=old, new=new)}\n"
        if not self.changes:
            yield self.words["none"]
            return
        for is_fact, kind in ((False, "entity"), (True, "fact")):
            yield from self._kind(is_fact, self.words[kind])
        if self.changes.unburied:
            yield f"\n{self.words['unburied'].format(len(self.changes.unburied))}"

    def _kind(self, is_fact: bool, name: str) -> Iterator[str]:
        added = [thing for thing in self.changes.added if thing.is_fact == is_fact]
        removed = [thing for thing in self.changes.removed if thing.is_fact == is_fact]
        changed = [change for change in self.changes.changed if change.new.is_fact == is_fact]
        counts = {"added": len(added), "removed": len(removed), "changed": len(changed)}
        yield f"## {name[0].upper()}{name[1:]}\n\n{self.words['summary'].format(**counts)}"
        yield from self._section("added", (self._told(thing) for thing in added))
        yield from self._section("removed", (self._told(thing, self._fate(thing)) for thing in removed))
        yield from self._section("changed", (self._changed(change) for change in changed))
        yield ""

    def _section(self, name: str, told: Iterable[str]) -> Iterator[str]:
        lines = list(told)
        if lines:
            yield f"\n### {self.words[name]}\n"
            yield from lines

    def _told(self, thing: Thing, fate: str = "") -> str:
        label = self._label(thing).translate(_MARKDOWN)
        kind = load_ontology().label(thing.type, self.language)
        return f"- {label} ({kind}, `{thing.id}`){f' — {fate}' if fate else ''}"

    def _fate(self, thing: Thing) -> str:
        heirs = self.changes.successors(thing)
        return self.words["replaced"].format(", ".join(map(self._name, heirs))) if heirs else self.words["withdrawn"]

    def _changed(self, change: Change) -> str:
        lines = [self._told(change.new)]
        for name, (old, new) in change.values.items():
            if name == "places":
                told = self.words["places"].format(old=self._several(old), new=self._several(new))
            else:
                told = self.words["change"].format(
                    property=self._property(name), old=self._several(old), new=self._several(new)
                )
            lines.append(f"  - {told}")
        return "\n".join(lines)

    def _property(self, name: str) -> str:
        if name.startswith("label_"):
            return self.words["label"].format(name.removeprefix("label_"))
        known = load_ontology().properties
        return known[name].labels.get(self.language, name) if name in known else name

    def _several(self, values: Iterable[str]) -> str:
        return ", ".join(self._name(value).translate(_MARKDOWN) for value in values) or self.words["nothing"]

    def _name(self, value: str) -> str:
        """A value in words: the label of the entity, class or code it is the id of."""
        for release in (self.changes.new, self.changes.old):
            if value in release.things:
                return self._label(release.things[value])
        ontology = load_ontology()
        known = value in ontology.codes or value in ontology.classes or value in ontology.properties
        return ontology.label(value, self.language) if known else value

    def _label(self, thing: Thing) -> str:
        return thing.labels.get(self.language) or next(iter(thing.labels.values()), thing.id)
