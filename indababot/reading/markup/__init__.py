"""Wikitext, HTML or bare text -> lines with their places."""
