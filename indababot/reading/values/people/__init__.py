"""Fields of people: authors as names, accounts as accounts, and whose each account is."""

from indababot.reading.values.people.field import Accounts, Authors, accounts, authors, together

__all__ = ["Accounts", "Authors", "accounts", "authors", "together"]
