"""Values that try to be more than text: every trick of wikitext, in every place of a value, alone and in
pairs.

``values()`` is the whole corpus, always in the same order. ``BENIGN`` is what each of them is compared with:
a page with hostile values must have just as many rows, links and tags as one with harmless ones.
"""

from collections.abc import Iterator

BENIGN = "Harmless"
NO_ACCOUNT = "Harm/less"
"""As harmless, but no account can be called so."""

TRICKS: tuple[str, ...] = (
    # tables
    "|}", "|-", "||", "!!", "|+", "{|", "|", "!", "\n|-\n|", "\n|}\n", "\n! x", 'style="color:red"|x',
    "x\n|}\n{|\n|y", "\n{| class=x\n", "a || b", "a !! b", "|-\n| new row", "\r\n|-\r\n| cr",
    "\u2028|-\u2028| ls", "\x0b|-", "\x85|-",
    # templates, parser functions, transclusion
    "{{Delete}}", "{{subst:Delete}}", "{{#invoke:X|y}}", "{{nobots}}", "{{bots|deny=all}}", "{{:Main Page}}",
    "{{{1}}}", "{{{1|x}}}", "{{#if:x|y}}", "{{DEFAULTSORT:zzz}}", "{{DISPLAYTITLE:x}}", "{{PAGENAME}}",
    "{{!}}", "{{=}}", "{{safesubst:Delete}}", "{{int:edit}}", "{{Delete", "}}", "}}{{Delete}}", "{{", "}",
    "{", "}}}}", "{{{", "x}}|y={{Delete}}", "|1=x", "|title=other", "title=other", "=", "a=b",
    "&#123;&#123;Delete}}", "&lbrace;&lbrace;Delete}}", "{&#123;Delete}}", "{\u200b{Delete}}",
    "{\x00{Delete}}", "{{\nDelete\n}}",
    # signatures and pre-save transform
    "~~~~", "~~~", "~~~~~", "~", "[[|x]]", "[[Help:x|]]", "[[x (y)|]]", "~\u200b~~~", "~\x00~~~",
    # links, categories, files, languages
    "[[Category:X]]", "[[:Category:X]]", "[[Category:X|key]]", "[[fr:Y]]", "[[File:X|2000px]]",
    "[[File:X.png]]", "[[Image:X.png|thumb|x]]", "[[x]]", "[[x", "]]", "x]] y", "[[x|y]]", "[[User:X]]",
    "[[Special:Log]]", "[[/sub]]", "[[#x]]", "[[wikipedia:x]]", "[[\nCategory:X]]", "http://evil.example",
    "https://evil.example/x?y=z", "[http://evil.example x]", "[//evil.example x]", "//evil.example",
    "mailto:a@b.example", "[mailto:a@b.example x]", "ftp://evil.example", "irc://evil.example", "news:x",
    "magnet:?xt=1", "tel:123", "urn:x", "geo:1,2", "sip:x@y.example", "ssh://x", "git://x",
    "xmpp:x@y.example", "bitcoin:x", "redis://x", "RFC 1", "RFC 2119 x", "PMID 1", "ISBN 0123456789",
    "ISBN 978-0-306-40615-7", "RFC\u00a01", "RFC  1", "RFC\t1", "ISBN\u20030123456789",
    "ISBN&nbsp;0123456789", "rfc 1", "RFC&#32;1",
    # tags and comments
    "</nowiki>", "<nowiki>", "<nowiki/>", "<!--", "-->", "<!-- x -->", "<ref>x</ref>", "<ref name=x/>",
    "<references/>", "<includeonly>", "</includeonly>", "<noinclude>", "</noinclude>",
    "<onlyinclude>x</onlyinclude>", "<b>x", "</b>", "<div>", "</div>", "<div", "</td>", "</tr>", "</table>",
    "<table><tr><td>x", "<tr><td>x", "<span style='color:red'>x", "</span>", "</bdi>", "<bdi>", "<h2>x</h2>",
    "<br>", "<br/>", "<hr>", "<pre>x</pre>", "<pre>", "</pre>", "<gallery>X.png</gallery>",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='x'>y</a>", "<style>*{}</style>",
    "<templatestyles src=X/>", "<translate>", "</translate>", "<section begin=x/>", "<math>x</math>",
    "<source lang=c>x</source>", "<syntaxhighlight lang=c>x</syntaxhighlight>", "<poem>",
    "<templatedata>{}</templatedata>", "<inputbox>type=create</inputbox>", "<ul><li>x</ul>", "<dl><dt>x",
    "<p>x", "<blockquote>", "<center>", "&lt;b>", "&#60;b>", "<\u200bb>", "<\x00b>", "<nowiki", "<ref",
    "< b>", "<B>", "<meta itemprop=x>", "<link rel=x href=y>", "<font color=red>",
    "<indicator name=x>y</indicator>", "<categorytree>X</categorytree>", "<languages/>", "<tvar|x>y</>",
    # magic words and language conversion
    "__NOINDEX__", "__TOC__", "__NOTOC__", "__NOEDITSECTION__", "__HIDDENCAT__", "__NEWSECTIONLINK__",
    "__NOGALLERY__", "__STATICREDIRECT__", "_\u200b_NOINDEX__", "__FORCETOC__", "-{x}-", "-{zh:x;zh-tw:y}-",
    "}-", "-{", "-{H|x:y}-",
    # starts of lines
    "#REDIRECT [[X]]", "#redirect [[X]]", "# x", "* x", ": x", "; x", ";x : y", "== x ==", "=x=", "=== x",
    "\n== x ==\n", "\n* x\n", "\n# x", "\n: x", "\n; x", "\n\nparagraph", " pre", "\n pre", "\t", "----",
    "-----x", "\n----\n", "---", "- x", "+ x", "-x", "}x", "+", "-", "*", "#", ":", ";",
    # quotes
    "''", "'''", "'''''", "''x''", "'''x'''", "'''x", "''x", "'", '"', '" onmouseover="x',
    "' onmouseover='x", "L''",
    # our own markers
    "{{IndabaBot list|view=submissions}}", "{{IndabaBot list end}}", "{{IndabaBot_list_end}}",
    "{{indabaBot list end}}", "{{Template:IndabaBot list end}}", "</div>\n{{IndabaBot list end}}\n",
    "IndabaBot list end", '<div class="indababot-problem error">x</div>',
    # characters
    "\u202e", "x\u202ey", "\u2066x", "\u200b", "\u0000", "\x1b[31m", "\x08", "\ufeff", "\u200e", "\u200f",
    "\u00ad", "\ufffd", "\uffff", "\u0338", "\u0338=", "\u0301", "\u20d2", "\u3099", "\u037e", "\u1fef",
    "\u212a", "\u226e", "\u226f", "\u2260", "\u0344", "\u200d", "\u200c", "\u180e", "\u2060",
    "\ufff9x\ufffay", "\U000e0041", "\U0001f3f4\U000e0067\U000e007f", "\u05d0\u05d1", "سلام",
    "می\u200cخواهم", "क\u094d\u200dष", "\ue000", "\ufdd0", "\u115f", "\u3164", "&amp;", "&lt;", "&nbsp;",
    "&#0;", "&#x202e;", "&zwnj;", "&", "&#", "&#58;", "&#126;&#126;&#126;&#126;", "%5B%5Bx%5D%5D", "%7B%7B",
    "\\", "`", "^", "$1", "\\1", "\\g<0>", "$wgServer", "1", "0", "-1", "1e5", "=SUM(1)", "@x",
    "x@y.example", "+1 555 123 4567", "´", "…", "«»", "“”", "🏳️‍🌈", "e\u0301",
)  # fmt: skip

LONG: tuple[str, ...] = (
    "x" * 1_000_000,
    "[[" * 50_000,
    "{{" * 50_000,
    "é\u0301" * 20_000,
    "{{a|\n" * 20_000,
    "<b>" * 50_000,
    "| " * 50_000,
)
"""Values of up to a million characters."""


def values() -> list[str]:
    """The corpus: each trick alone and in ten places, and pairs of tricks that could work together; no value
    twice.
    """
    return list(dict.fromkeys(_values()))


def short() -> list[str]:
    """One value in ten of the corpus, and every trick alone: for a quick run."""
    everything = values()
    return list(dict.fromkeys((*TRICKS, *everything[::10])))


def _values() -> Iterator[str]:
    yield from TRICKS
    for trick in TRICKS:
        yield from (
            f"Talk {trick}",
            f"{trick} talk",
            f"A {trick} b",
            f"A{trick}b",
            f"\n{trick}",
            f"{trick}\n{trick}",
            f" {trick} ",
            f"[[{trick}]]",
            f"{{{{{trick}}}}}",
            f"<nowiki>{trick}</nowiki>",
            f"محاضرة {trick} عن",
        )
    for index, first in enumerate(TRICKS):
        for step in (1, 7, 31, 53, 79, 101, 127, 151, 173, 199):
            yield first + TRICKS[(index + step) % len(TRICKS)]
