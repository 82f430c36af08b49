"""Findings as text for people and programs: one module a format, each with ``render(report) -> str``."""

from importlib import import_module

from indababot.checking.render.report import Report

FORMATS = ("full", "concise", "json", "sarif", "github", "junit")
"""The formats, by the name of the module that renders each; wikitext is the writing part's (:mod:`indababot.writing.findings`)."""


def render(name: str, report: Report) -> str:
    """A report in one of :data:`FORMATS`; empty, or ending with a line break."""
    text: str = import_module(f"indababot.checking.render.{name}").render(report)
    return text


__all__ = ["FORMATS", "Report", "render"]
