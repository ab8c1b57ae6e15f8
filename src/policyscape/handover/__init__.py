"""Handing over to partners: exports in their formats, proofs that a copy is whole, differences, loading into stores."""
