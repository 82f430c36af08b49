"""Submissions as wikitext: the escaped-text type, tables, views, and the regions of pages that the bot owns."""
