"""Lines -> the labelled fields of a form.

``matching`` finds the labels in a line, with ``textlabels`` and ``boldlabels`` (``labels`` are the edition's, ``near`` those that are
nearly one); ``layout``, ``lists`` and ``tables`` judge them by the page's own way of writing. ``sections`` gives each label its lines, a
``section`` each, by the page's ``habits``; ``sublabels`` are a part of another's lines. ``hints`` of the form go, ``value`` makes a value
of one, and ``fields`` takes each once.
"""

from indababot.reading.form.cards import numbered
from indababot.reading.form.fields import Fields, fields_of, text_of
from indababot.reading.form.labels import PEOPLE, Labels, Shape, labels_of
from indababot.reading.form.section import Section
from indababot.reading.form.sections import sections_of
from indababot.reading.form.spelling import label_key, speaks_of_interest, tells_reviewers
from indababot.reading.form.value import Value, noise_of

__all__ = [
    "PEOPLE",
    "Fields",
    "Labels",
    "Section",
    "Shape",
    "Value",
    "fields_of",
    "label_key",
    "labels_of",
    "noise_of",
    "numbered",
    "sections_of",
    "speaks_of_interest",
    "tells_reviewers",
    "text_of",
]
