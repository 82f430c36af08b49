"""Fields of people: authors as names, accounts as accounts, and whose each account is."""

from indababot.reading.values.people.field import Authors, accounts, authors, together

__all__ = ["Authors", "accounts", "authors", "together"]
