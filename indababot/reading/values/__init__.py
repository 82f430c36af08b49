"""A field's lines -> people, choices, participants, dates."""
