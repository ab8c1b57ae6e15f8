"""The harbour landscape with names that break careless exporters, as quads and as a store; all invented."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import factory as f
import pyoxigraph as ox
from query.harbour import harbour

from policyscape.graph import Dataset, Record, compile_record
from policyscape.ontology import load_ontology
from policyscape.store import memory_store

ODD = "org/odd"
ODD_NAME = 'A name  with   spaces, "quotes", <tags> & \\ back\\slash\r\nand lines | bars @en 🗼'


@cache
def record() -> Record:
    """The record of the harbour with an odd entity in it, and a fact about that."""
    odd = f.make_entity(ODD, "Company", ODD_NAME, ODD_NAME, ("名前 の 空白",), f.JAPAN)
    known = harbour()
    fact = f.make_fact("Characteristic", about=ODD, attribute="特 徴", text='=1+1,"x"\n|', country=f.JAPAN)
    return replace(known, entities={**known.entities, ODD: odd}, facts=(*known.facts, fact))


@cache
def dataset() -> Dataset:
    """The record, compiled."""
    return compile_record(record(), load_ontology())


@cache
def store() -> ox.Store:
    """The graph in memory."""
    return memory_store(dataset().quads())


def quads() -> list[ox.Quad]:
    """All quads."""
    return list(store().quads_for_pattern(None, None, None, None))
