"""Network analysis: projections of the graph, measures with their robustness, readings; as triples, tables and pages.

``projections`` reads the declared networks, ``ties`` and ``project`` build one from a store, ``measures`` scores its
nodes, ``analysis`` does all of it, ``robustness`` asks what the ranks rest on, ``readings`` what they mean.
"""
