"""The one way in which the package reads wikitext: mwparserfromhell, made safe and given places."""
