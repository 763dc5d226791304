"""Taking an iCalendar file apart, so that one broken component spoils none of the others."""

import re
from collections.abc import Iterator
from typing import Final
from warnings import catch_warnings, simplefilter

from icalendar import Component, Event, Timezone
from icalendar.prop import vBroken

from server.foundation.plain_text import UNSEEN

FOLD: Final = re.compile(r"\r?\n[ \t]")
LINES: Final = re.compile(r"\r\n|\r|\n")
WANTED: Final = ("VEVENT", "VTIMEZONE")


class Parts:
    """The components of a file as texts; `broken` are lines at which one begins and never ends."""

    def __init__(self, text: str) -> None:
        self.properties: dict[str, str] = {}
        self.found: list[tuple[str, int, str]] = []
        self.broken: list[int] = []
        self._split(text)

    def timezones(self) -> Iterator[str]:
        """Each VTIMEZONE."""
        return (text for name, _line, text in self.found if name == "VTIMEZONE")

    def events(self) -> Iterator[tuple[int, str]]:
        """Each VEVENT and the line that it begins at."""
        return ((line, text) for name, line, text in self.found if name == "VEVENT")

    def _split(self, text: str) -> None:
        gathered: list[str] = []
        open_name, opened = "", 0
        for number, line in enumerate(LINES.split(text), start=1):
            head, _colon, value = line.partition(":")
            head, value = head.strip().upper(), value.strip().upper()
            if head == "BEGIN" and value in WANTED:
                if open_name:
                    self.broken.append(opened)
                gathered, open_name, opened = [], value, number
            if open_name:
                gathered.append(line)
            else:
                self._note(line)
            if head == "END" and value == open_name and open_name:
                self.found.append((open_name, opened, "\r\n".join(gathered) + "\r\n"))
                open_name = ""
        if open_name:
            self.broken.append(opened)

    def _note(self, line: str) -> None:
        name, _colon, value = line.partition(":")
        if name.strip().upper() in {"METHOD", "X-WR-TIMEZONE"}:
            self.properties[name.strip().upper()] = value.strip()


def decoded(content: bytes) -> str:
    """The text, of which control characters are left out; folded lines stay folded."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return LINES.sub("\n", text).translate(
        {code: None for code in range(32) if code not in {9, 10}}
    )


def parsed(text: str) -> Component | None:
    """The component, with what it could not read in its `errors`; None when it is no such thing."""
    kind = Timezone if text[:15].upper().startswith("BEGIN:VTIMEZONE") else Event
    try:
        with catch_warnings():
            simplefilter("ignore")  # it guesses at zones; so do we, and say so
            return _without_broken(kind.from_ical(text.encode()))
    except Exception:  # noqa: BLE001  a broken component breaks the library anywhere
        return None


def _without_broken(component: Component) -> Component:
    """Without the properties that could not be read: asking them anything raises."""
    for name, value in list(component.items()):
        values = value if isinstance(value, list) else [value]
        if any(isinstance(each, vBroken) for each in values):
            del component[name]
    return component


def words(component: Component, name: str) -> str:
    """The text of a property, unescaped; of several, the first."""
    value = component.get(name)
    value = value[0] if isinstance(value, list) and value else value
    if value is None:
        return ""
    told = str(value)
    return UNSEEN.sub("", _unescaped(told) if name.startswith("X-") else told).strip()


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
