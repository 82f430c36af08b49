"""Wikitext, rendered HTML or bare text -> Submission."""
