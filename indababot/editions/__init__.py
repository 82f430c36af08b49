"""What a conference's year looks like: one TOML file an edition, and the model that validates them."""

from indababot.editions.load import available, load
from indababot.editions.model import Edition

__all__ = ["Edition", "available", "load"]
