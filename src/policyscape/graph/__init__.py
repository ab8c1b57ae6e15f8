"""The graph stage: from the record (entities, facts, documents) to RDF in named graphs, and to files."""

from policyscape.graph.compiling import compile_record
from policyscape.graph.dataset import Dataset
from policyscape.graph.description import describe
from policyscape.graph.record import Record, read_record
from policyscape.graph.write import write_trig, write_turtle

__all__ = ["Dataset", "Record", "compile_record", "describe", "read_record", "write_trig", "write_turtle"]
