"""What may stand for a mail address (RFC 5321 §4.1.2, without its oddities)."""

from typing import Final

LONGEST: Final = 254


def is_mailbox(text: str) -> bool:
    """Whether mail could be sent there: one @ with something around it, no spaces or controls."""
    name, at, domain = text.partition("@")
    whole = bool(name and at and domain) and "@" not in domain and len(text) <= LONGEST
    return whole and all(letter.isprintable() and not letter.isspace() for letter in text)
