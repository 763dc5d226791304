"""Where the words of messages come from: every file of it, and what people may read of each."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from server.foundation.translation import catalogue

ROOT: Final = Path(__file__).parents[2]
PLACES: Final = (
    "notifications/domain/**/*.py", "notifications/channels/*.py", "templates/mail/*",
    "templates/short/*", "events/planning/domain/ical*.py",
    "events/planning/domain/calendar_entry.py", "events/planning/domain/feeds.py",
    "volunteers/assignments/domain/personal_feed*.py", "notifications/web/*.py",
    # What such a message leads to, and whoever has the link may open.
    "templates/notifications/*", "templates/accounts/*", "templates/layout.html",
    "templates/assignments/answer.html", "templates/people/absences.html",
    "templates/attendance/seat*.html", "templates/planning/*agenda.html",
    "templates/planning/public_event.html", "templates/planning/subscribe.html",
)  # fmt: skip
IN_TEMPLATES: Final = re.compile(r"""\b(?:_|ngettext)\((?:"([^"]*)"|'([^']*)')""")
SPOKEN: Final = frozenset({"_", "gettext", "ngettext", "later"})


def sources() -> dict[str, str]:
    """Each file by its name; what nobody is told does not count."""
    files = {file for place in PLACES for file in ROOT.glob(place)}
    return {
        str(file.relative_to(ROOT)): file.read_text()
        for file in sorted(files)
        if next(sentences(file.name, file.read_text()), None)
    }


def told(files: Mapping[str, str]) -> Iterator[str]:
    """Everything that people may read out of these files, in every language."""
    english = catalogue("en")
    for name, content in files.items():
        for sentence in sentences(name, content):
            yield sentence
            yield english.gettext(sentence)


def sentences(name: str, content: str) -> Iterator[str]:
    """The sentences in a Python file; of any other all that stands there, and its sentences."""
    if not name.endswith(".py"):
        yield content
        yield from (one or other for one, other in IN_TEMPLATES.findall(content))
        return
    for call in ast.walk(ast.parse(content)):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in SPOKEN
        ):
            yield from _texts(call)


def _texts(call: ast.Call) -> Iterator[str]:
    for argument in call.args:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
