"""Words as they are compared: lower case and without accents, letter by letter."""

from unicodedata import normalize


def plain(text: str) -> str:
    """`text` in plain letters, each at the place of the letter that it stands for."""
    return "".join(normalize("NFD", letter)[0].lower()[:1] for letter in text)
