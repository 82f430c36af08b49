"""Findings as text for people and programs: one module a format, each with ``render(report) -> str``."""

from collections.abc import Iterable, Iterator
from importlib import import_module

from indababot.checking.render.report import Report, Tally, fix_lines, summary, totals
from indababot.diagnostics import Diagnostic

__all__ = ["FORMATS", "STREAMED", "Report", "Tally", "fix_lines", "render", "streamed", "summary", "totals"]

FORMATS = ("full", "concise", "json", "sarif", "github", "junit")
"""The formats, by the name of the module that renders each; wikitext is the writing part's (:mod:`indababot.writing.findings`)."""

STREAMED = ("concise", "json")
"""Those that are written as findings come."""


def streamed(name: str, diagnostics: Iterable[Diagnostic], **more: bool) -> Iterator[str]:
    """Findings in one of :data:`STREAMED`, in pieces of text; ``more`` is what the format itself takes."""
    pieces: Iterator[str] = import_module(f"indababot.checking.render.{name}").pieces(diagnostics, **more)
    return pieces


def render(name: str, report: Report) -> str:
    """A report in one of :data:`FORMATS`; empty, or ending with a line break."""
    text: str = import_module(f"indababot.checking.render.{name}").render(report)
    return text
