"""The namespaces of wikis, lower case, in the languages of those that people come from."""

USER = (
    "user",
    "utilisateur", "utilisatrice",
    "مستخدم", "مستخدمة", "المستخدم", "المستخدمة",
    "usuário(a)", "usuário", "usuária", "utilizador", "utilizadora",
    "mtumiaji",
    "benutzer", "benutzerin", "usuario", "usuaria", "utente", "gebruiker", "användare", "bruger", "bruker",
    "käyttäjä", "wikipedysta", "wikipedystka", "uživatel", "uživatelka", "kullanıcı", "suradnik", "uporabnik",
    "участник", "участница", "користувач", "користувачка", "корисник", "потребител", "մասնակից", "მომხმარებელი",
    "کاربر", "משתמש", "משתמשת", "አባል", "oníṣe", "ọjiarụ", "用户", "利用者", "사용자",
)  # fmt: skip
"""The user namespace, lower case, in the languages of the wikis that people come from."""

TALK = (
    "user talk",
    "discussion utilisateur", "discussion utilisatrice",
    "نقاش المستخدم", "نقاش المستخدمة",
    "usuário(a) discussão", "usuário discussão", "utilizador discussão", "discussão utilizador",
    "majadiliano ya mtumiaji",
    "benutzer diskussion", "benutzerin diskussion", "usuario discusión", "discussioni utente", "overleg gebruiker",
    "usuario discussió", "användardiskussion",
    "обсуждение участника", "обсуждение участницы", "обговорення користувача",
)  # fmt: skip
"""The user talk namespace, likewise."""

CONTRIBUTIONS = (
    "special:contributions/", "special:contribs/",
    "spécial:contributions/", "special:mycontributions/",
    "خاص:مساهمات/",
    "especial:contribuições/", "maalum:michango/", "spezial:beiträge/",
)  # fmt: skip
"""Titles that end in an account: the list of its edits."""

FILE = frozenset(
    ["file", "image", "fichier", "ملف", "ficheiro", "imagem", "picha", "faili", "datei", "archivo", "файл"]
)
CATEGORY = frozenset(
    ["category", "catégorie", "تصنيف", "categoria", "jamii", "kategorie", "categoría", "категория"]
)
"""Namespaces whose links show no text."""

INTERWIKI = "(?:w|m|c|d|b|n|q|s|v|meta|commons|wikidata|wikipedia|wiktionary|wikt|voy|species|mw|incubator|outreach|[a-z]{2,3}(?:-[a-z]+)?)"
"""A pattern for the prefixes that lead to another wiki."""
