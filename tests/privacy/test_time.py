"""Finding personal data takes linear time, whatever is repeated."""

import pytest

from indababot.editions import load
from indababot.privacy import find

REGIONS_2023 = load("wikiindaba-2023").regions

HOSTILE = [
    "@",
    "a@",
    "at ",
    " at dot",
    "(at)",
    "a@b.",
    "<!--",
    "<a ",
    "<b ",
    "&#",
    "a'",
    "-at-",
    "({",
    "'",
    "0",
    "1 ",
    "0 1 ",
]
HOSTILE += [
    "+1",
    "07",
    "_0",
    " \u0966",
    "(1",
    " 0712 345 678",
    "tel ",
    "1-",
    "12 ",
    "<!--a",
    "%40",
    "&amp;",
    "kibo at mail dot org ",
    "+1\n",
    "071\n2 ",
    "O0",
    "{{tel|07|1",
    "a@b\n",
    "a@b,",
    '"a"@',
    "(a) ",
    "&amp;amp;",
    "%2525",
    "a\u2070",
    "aATb.",
    "kATa",
    "a en b.c ",
    "E-mail: a at b ",
    "a dash b ",
    "@a@b.c ",
    "a@b. org ",
    "KE12 3456 ",
    "254 7",
    "+254 7 ",
    "0712345678/79",
    "rev 11850345 ",
    "+221 77.1.2.3 ",
]


@pytest.mark.share(3)
@pytest.mark.parametrize("sign", HOSTILE)
def test_time_is_linear(sign: str) -> None:
    """Twice the text takes about twice the time, whatever it is made of."""
    import time

    def seconds(length: int) -> float:
        text = (sign * length)[:length]
        start = time.process_time()
        find(text, REGIONS_2023)
        return time.process_time() - start

    seconds(100)
    short, long = seconds(12_500), seconds(50_000)
    assert long < max(10 * short, 0.5)
