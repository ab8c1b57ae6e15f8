"""Extraction stage by stage over a corpus, and over one long line: one run, two tables.

    python benchmarks/extraction.py ../shared/corpus [megabytes of the long line, 10 by default]

Reading, units with mentions, rules, and verification are timed apart, document by document; loading the rules and
names is done once. The long line is made of invented sentences, each with another number.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from policyscape.extraction.corpus import corpus_files
from policyscape.extraction.mentions import NameFinder, anaphoric_words
from policyscape.extraction.rules import load_language, load_rules
from policyscape.extraction.run import extract
from policyscape.extraction.units import Reader, units
from policyscape.extraction.values import ValueFinder
from policyscape.graph.verify import verify
from policyscape.ontology import load_ontology
from policyscape.reading import read, read_text
from policyscape.reading.model import Document
from policyscape.records import Fact
from policyscape.resolution.registry import Registry

Result = TypeVar("Result")
SENTENCE = "発明機構は2031年4月に「火星移住推進計画{}」を策定し、約{}億円を措置した。"


class Bench:
    """The stages with a clock each."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.characters = 0
        self.facts = 0
        self.timed("loading", self._loaded)

    def timed(self, stage: str, work: Callable[[], Result]) -> Result:
        """What the work gives, its time added to the stage's."""
        started = time.perf_counter()
        result = work()
        self.seconds[stage] += time.perf_counter() - started
        return result

    def _loaded(self) -> None:
        self._ontology = load_ontology()
        registry, language = Registry.load(), load_language(self._ontology)
        self._rules = list(load_rules(language))
        self._reader = Reader(NameFinder(registry), ValueFinder(), registry, language, self._ontology)

    def run(self, reading: Callable[[], Document]) -> None:
        """Take one document the whole way."""
        document = self.timed("reading", reading)
        made = self.timed("units and mentions", lambda: list(units(document, self._reader)))
        facts = self.timed("rules", lambda: extract(document, made, self._rules, self._reader))
        self.timed("verification", lambda: self._verify(facts, document))
        self.characters += len(document.text)
        self.facts += len(facts)

    def _verify(self, facts: list[Fact], document: Document) -> None:
        registry = self._reader.registry
        entities = {**registry.entities, **registry.discovered}
        faults = verify(facts, document, entities, self._ontology, self._reader.values, anaphoric_words())
        assert not faults, faults[0]

    def print(self, name: str) -> None:
        """One table: seconds and characters a second of each stage, and of all."""
        print(f"\n{name}: {self.characters:,} characters, {self.facts:,} facts\n")
        print("| stage | seconds | characters a second |\n|---|---|---|")
        for stage, seconds in [*self.seconds.items(), ("all", sum(self.seconds.values()))]:
            print(f"| {stage} | {seconds:.2f} | {self.characters / seconds:,.0f} |")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"\nPeak memory so far: {peak:,.0f} MiB", flush=True)


def long_line(megabytes: float) -> str:
    """Invented sentences of so many bytes in one line."""
    count = int(megabytes * 1_000_000 / len(SENTENCE.encode()))
    return "".join(SENTENCE.format(number % 997, number + 1) for number in range(count))


def main(corpus: Path, megabytes: float) -> None:
    """Print both tables."""
    bench = Bench()
    for path in corpus_files(corpus):
        bench.run(lambda path=path: read(path))  # type: ignore[misc]
    bench.print(f"The documents of {corpus.name}")
    text = long_line(megabytes)
    bench = Bench()
    bench.run(lambda: read_text("line", text))
    bench.print(f"{megabytes:g} MB in one line")


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("Usage: python benchmarks/extraction.py CORPUS [MEGABYTES]")
    main(Path(sys.argv[1]), float((sys.argv[2:] or ["10"])[0]))
