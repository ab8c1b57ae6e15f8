"""Policyscape: a knowledge graph of the innovation policy landscape, each fact with the words it was read from."""
