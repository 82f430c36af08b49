"""Words that tell a sentence from a name, and texts that stand for nothing."""

import re

_NOTHING = re.compile(r"[\W_]*(?:(?:n\.?\s?/?\s?a\.?|none)[\W_]*)?", re.IGNORECASE)

_SENTENCE_WORDS = (
    "if you your you're youre please interested interest feel join joining contact want wants would will we we're "
    "are is am was our this that these others soon later invited looking forward attend attending participate "
    "participating learn know count support happy love like hope great sign below add here more welcome can could "
    "need have has not it its it's be hear session topic thanks thank "
    "si vous votre êtes veuillez intéressé intéressée intéressés rejoindre contactez serai serait je nous voudrais "
    "merci autres plus souhaite suis "
    "eu estou gostaria obrigado por favor"
)
SENTENCE = re.compile(
    r"(?<![\w'’])(?:"
    + "|".join(re.escape(word) for word in _SENTENCE_WORDS.split())
    + r"|I(?=\s+[a-z]|['’](?:m|d|ll|ve)\b))(?!\w)"
)
"""A word, in lower case, that stands in sentences and hardly ever in a name."""

OTHERS = re.compile(
    r"(?<!\w)(?:among(?:st)?\s+others|and\s+others|and\s+more|et\s+al\.?|etc\b\.?|entre\s+autres|et\s+autres|e\s+outros"
    r"|na\s+wengine|وآخرون|وغيرهم)(?!\w)",
    re.IGNORECASE,
)
"""More people than are named."""

_NOBODY = re.compile(
    r"[\W_]*(?:(?:n\.?\s?/\s?a|none|nil|tb[adc]|to be (?:announced|confirmed|decided)|others?|al|etc|various|several|more|autres"
    r"|username|user name|your username(?: here)?|add your (?:user)?name(?: here)?)[\W_]*)?",
    re.IGNORECASE,
)


def is_nothing(text: str) -> bool:
    """Whether a whole text is ``N/A``, ``none``, dashes or dots: no value at all."""
    return _NOTHING.fullmatch(text) is not None


def is_nobody(text: str) -> bool:
    """Whether a whole text names nobody where a name should stand."""
    return _NOBODY.fullmatch(text) is not None


def is_sentence(text: str) -> bool:
    """Whether a text is something that a person says rather than a name."""
    return SENTENCE.search(text) is not None
