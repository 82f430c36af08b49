"""Accounts, times and signatures in a line: names as MediaWiki spells them, a line as tokens, dates of all languages."""
