"""Policyscape: a knowledge graph of the innovation policy landscape, each fact with the words it was read from."""

from importlib.metadata import version

__all__ = ["__version__"]

__version__ = version("policyscape")
