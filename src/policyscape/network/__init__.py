"""Network analysis: projections of the graph, centralities and communities, written back as triples and tables.

``projections`` reads the declared networks, ``project`` builds one from a store, ``measures`` scores its nodes,
``analysis`` does all of it, ``triples``, ``tables``, ``markdown``, ``export`` and ``layout`` hand it on.
"""
