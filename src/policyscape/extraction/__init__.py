"""Extraction: mentions and facts, found in blocks by rules that are data."""
