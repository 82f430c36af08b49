"""A change as data. Its JSON, without ``record``, is what ``indababot changes --format json`` prints."""

from enum import StrEnum

from pydantic import Field, SkipValidation

from indababot.privacy import Public
from indababot.records import Model, PageRef


class Kind(StrEnum):
    """What happened to a submission, in the order in which changes are told."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    """Its page has another title; its fields may have changed too."""
    CHANGED = "changed"


class Reason(StrEnum):
    """How a submission was withdrawn, or came back."""

    STATUS = "status"
    """By its status; the page is there."""
    DELETED = "deleted"
    LEFT = "left"
    """Its page was moved, or taken out of its categories, and is none of the edition's any more."""
    GONE = "gone"
    """It is not among the newer submissions, and nothing tells why."""


class Op(StrEnum):
    """What became of a part of a text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Part(Model):
    """A stretch of a text, or one value of a list."""

    op: Op
    text: str


class FieldChange(Model):
    """One field: a text, a list, or None where it has no value.

    ``diff`` leads from one value to the other: the parts that are the same or removed are ``before``, those that are the same or added are
    ``after``. Where ``masked`` is true, only an address or a number that is not shown has changed.
    """

    field: str
    before: str | tuple[str, ...] | None
    after: str | tuple[str, ...] | None
    diff: tuple[Part, ...] = ()
    masked: bool = False


class Change(Model):
    """One submission that is not what it was.

    ``page`` is its page now, or as it was last; ``before`` the page as it was, None where it was not there.
    """

    kind: Kind
    edition: str
    title: str
    page: PageRef
    before: PageRef | None = None
    reason: Reason | None = None
    fields: tuple[FieldChange, ...] = ()
    record: SkipValidation[Public] = Field(exclude=True, repr=False)
    """The submission as it is now, or as it was last."""
