"""MediaWiki's names for its namespaces, in all its languages."""

import json
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from indababot.lexicon.namespaces import Namespace, contributions, fold, names, namespace, redirects

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "indababot" / "lexicon" / "namespaces.json"
MEDIAWIKI = Path("/usr/share/mediawiki/languages/messages")


@pytest.mark.wiki
@pytest.mark.skipif(
    not MEDIAWIKI.is_dir() or not shutil.which("php"), reason="MediaWiki or PHP is not installed"
)
def test_the_file_is_what_mediawiki_says() -> None:
    """The committed facts are those that the script reads from MediaWiki's message files."""
    shown = subprocess.run([ROOT / "scripts" / "namespaces", "--show"], capture_output=True, check=True)
    assert shown.stdout == FILE.read_bytes()


def test_the_facts_are_whole_and_clean() -> None:
    """Every entry is a list of names in NFC, none empty, none twice, and fallbacks are languages."""
    languages = json.loads(FILE.read_text(encoding="utf-8"))["languages"]
    assert len(languages) > 380
    for code, said in languages.items():
        assert said.keys() <= {*Namespace, "fallbacks", "contributions", "redirect", "talk"}, code
        for words in said.values():
            assert words, code
            assert len(set(words)) == len(words), code
            for word in words:
                assert word
                assert word == word.strip()
                assert unicodedata.is_normalized("NFC", word)


@pytest.mark.parametrize(
    ("name", "space"),
    [
        ("User", Namespace.USER),
        ("UTILISATRICE", Namespace.USER),
        ("مستخدمة", Namespace.USER),
        ("Usuário(a)", Namespace.USER),
        ("Mtumiaji", Namespace.USER),
        ("Benutzerin", Namespace.USER),
        ("oníṣe", Namespace.USER),
        ("oni\u0301s\u0323e", Namespace.USER),
        ("discussion_utilisateur", Namespace.USER_TALK),
        ("İstifadəçi", Namespace.USER),
        ("istifadəçi", Namespace.USER),
        ("Image", Namespace.FILE),
        ("Catégorie", Namespace.CATEGORY),
        ("Jamii", Namespace.CATEGORY),
        ("Modèle", Namespace.TEMPLATE),
        ("Spécial", Namespace.SPECIAL),
        ("Амодуль", Namespace.MODULE),
        ("WikiIndaba 2023", None),
        ("", None),
    ],
)
def test_a_name_tells_its_namespace(name: str, space: Namespace | None) -> None:
    """Whatever the language, the gender, the case or the way of writing a letter."""
    assert namespace(name) is space


def test_a_language_has_its_own_names_and_its_fallbacks() -> None:
    """A wiki understands its language, what that falls back to, and English, but no other language."""
    assert names(Namespace.CATEGORY, "fr") == {"catégorie", "category"}
    assert names(Namespace.TEMPLATE, "arz") == {"قالب", "template"}
    assert "utilisateur" in names(Namespace.USER, "ln")
    assert "benutzer" not in names(Namespace.USER, "fr")
    assert names(Namespace.USER, "no such language") == {"user"}


def test_contributions_and_redirects_are_known() -> None:
    """The special page of a user's contributions, and the words of a redirect, in any language."""
    assert {"contributions", "beiträge", "مساهمات", "michango"} <= contributions()
    assert {
        "#redirect",
        "#redirection",
        "#تحويل",
        "#weiterleitung",
        "#redireccion",
        "#転送",
        "＃転送",
    } <= redirects()
    assert fold("Mes_contributions") not in contributions()


def test_words_of_redirects_begin_with_their_sign() -> None:
    """A word with an apostrophe around it, as MediaWiki's own file of Chechen has, would never be found."""
    assert all(word.startswith(("#", "＃")) and word.strip("'") == word for word in redirects())
