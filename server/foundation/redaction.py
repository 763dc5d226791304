"""What must not stand in a log is taken out of every line, wherever it slipped in."""

import re
from collections.abc import MutableMapping
from typing import Any, Final

GONE: Final = "[…]"
# Nothing of ours writes these: the last net below code that somebody writes tomorrow.
SECRETS: Final = re.compile(
    r"convoca_[\w-]+"  # a program's token
    r"|\b(?:Bearer|Basic)\s+\S+"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+"  # somebody's mailbox
    r"|\+\d[\d -]{7,}\d"  # a telephone
    r"|(?<=/(?:c|p|r|d|m|b)/)[\w.-]+"
    r"|(?<=/feed/)[\w.-]+|(?<=/entrar/)[\w-]{20,}|(?<=/puerta/)[\w-]{20,}"
    r"|(?<=/lugar/)\w+|(?<=/diploma/)[\w.-]+"
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)",  # a name and a password in an address
    re.IGNORECASE,
)
DEEPEST: Final = 6


def redacted(
    _logger: object, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The line without what looks like a secret or a way to reach somebody (for structlog)."""
    for name, value in line.items():
        line[name] = clean(value)
    return line


def clean(value: Any, *, depth: int = DEEPEST) -> Any:
    """The value, and whatever it holds, with secrets taken out of its texts."""
    if isinstance(value, str):
        return SECRETS.sub(GONE, value)
    if depth and isinstance(value, dict):
        return {name: clean(held, depth=depth - 1) for name, held in value.items()}
    if depth and isinstance(value, list | tuple):
        return [clean(held, depth=depth - 1) for held in value]
    return value
