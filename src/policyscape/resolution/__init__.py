"""Resolution: one entity for one thing, by declared names, the context of a mention, and judgements."""
