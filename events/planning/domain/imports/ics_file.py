"""Reading a calendar: every event, and every occurrence of one that repeats, becomes a row."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Final

from icalendar import Component

from events.planning.domain.imports.columns import FIELDS
from events.planning.domain.imports.ics_parts import Parts, decoded, parsed, words
from events.planning.domain.imports.ics_recurrence import occurrences, repeats
from events.planning.domain.imports.ics_times import Times, moment, times
from events.planning.domain.imports.ics_zones import Zones
from events.planning.domain.imports.rows import (
    LONGEST_CELL,
    MOST_ROWS,
    Row,
    Sheet,
    few_enough,
    unreadable,
)
from server.foundation.translation import gettext as _

# What only our own calendars say: RFC 5545 §3.8.8.2.
OURS: Final = "X-CONVOCA-"
REVISION: Final = (
    "reason",
    "sequence",
    "created_at",
    "published_at",
    "overlap",
    "place",
    "project_name",
    "programme",
)
HEADINGS: Final = [*FIELDS, "categories", *REVISION]


def read_ics(content: bytes, house: str) -> Sheet:
    """The rows of the file, which stands in the zone `house`; raises Invalid when it is none."""
    parts = Parts(decoded(content))
    zones = Zones(
        parts.timezones(), house=house, calendar=parts.properties.get("X-WR-TIMEZONE", "")
    )
    gone = parts.properties.get("METHOD", "").upper() == "CANCEL"
    read = [(line, parsed(text)) for line, text in parts.events()]
    replaced = _replaced(read, zones)
    rows = [_broken(line) for line in parts.broken]
    for line, component in read:
        rows += _unspoiled(line, component, zones, replaced, gone=gone)
        if len(rows) > MOST_ROWS:
            break
    if not rows and "BEGIN:VCALENDAR" not in decoded(content[:4096]).upper():
        raise unreadable(_("El archivo no es un calendario .ics."))
    return Sheet(format="ics", headings=HEADINGS, rows=few_enough(sorted(rows, key=_turn)))


def _turn(row: Row) -> tuple[bool, int]:
    """In the file's order, but what shares its venue for a reason comes after all others."""
    return bool(row.cells[HEADINGS.index("overlap")]), row.number


def _replaced(read: list[tuple[int, Component | None]], zones: Zones) -> dict[str, set[datetime]]:
    """The occurrences that have a component of their own, by UID."""
    found: dict[str, set[datetime]] = defaultdict(set)
    for _line, component in read:
        if component is not None and "RECURRENCE-ID" in component:
            instant = moment(component["RECURRENCE-ID"], zones, [])
            if instant is not None:
                found[words(component, "UID")].add(instant.astimezone(UTC))
    return found


def _unspoiled(
    line: int, component: Component | None, zones: Zones, replaced: dict[str, set[datetime]],
    *, gone: bool,
) -> list[Row]:  # fmt: skip
    try:
        return _rows(line, component, zones, replaced, gone=gone)
    except Exception:  # noqa: BLE001  times beyond the calendar, and what nobody thought of
        return [_broken(line)]


def _rows(
    line: int, component: Component | None, zones: Zones, replaced: dict[str, set[datetime]],
    *, gone: bool,
) -> list[Row]:  # fmt: skip
    if component is None:
        return [_broken(line)]
    when = times(component, zones)
    cells = {**_cells(component), **({"status": "cancelled"} if gone else {})}
    wrong = _complaints(component)
    if when is None:
        return [_row(line, cells, [], [*wrong, _("No se puede leer cuándo empieza o termina.")])]
    if "RECURRENCE-ID" in component:
        instant = moment(component["RECURRENCE-ID"], zones, [])
        return [_timed(line, _occurring(cells, instant), when, when.starts, wrong)]
    if wrong or not repeats(component):
        return [_timed(line, cells, when, when.starts, wrong)]
    return _repeated(line, component, cells, when, zones, replaced[cells["uid"]])


def _repeated(
    line: int, component: Component, cells: dict[str, str], when: Times, zones: Zones,
    replaced: set[datetime],
) -> list[Row]:  # fmt: skip
    try:
        found, more = occurrences(component, when, zones)
    except Exception:  # noqa: BLE001  a rule can be wrong in every way
        return [_row(line, cells, [], [_("No se puede leer cómo se repite.")])]
    notes = [_("Se repite: cada fecha será una actividad.")]
    if more:
        notes.append(_("Se repite más veces: solo entran las primeras %(n)s.", n=len(found)))
    return [
        _timed(line, _occurring(cells, starts), when, starts, [], notes)
        for starts in found
        if starts.astimezone(UTC) not in replaced
    ]


def _occurring(cells: dict[str, str], instant: datetime | None) -> dict[str, str]:
    told = f"#{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}" if instant else "#"
    return {**cells, "uid": cells["uid"] + told if cells["uid"] else ""}


def _timed(
    line: int, cells: dict[str, str], when: Times, starts: datetime, wrong: list[str],
    notes: list[str] | None = None,
) -> Row:  # fmt: skip
    """The row of one occurrence; its zone is the one that the planners wrote, if they were ours."""
    ends = (starts.astimezone(UTC) + when.lasts).astimezone(starts.tzinfo)
    told = {
        "zone": cells["zone"] or when.zone,
        "start": starts.isoformat(),
        "end": ends.isoformat(),
    }
    return _row(line, {**cells, **told}, [*when.notes, *(notes or [])], wrong)


def _row(line: int, cells: dict[str, str], notes: list[str], wrong: list[str]) -> Row:
    return Row(line, [cells.get(name, "")[:LONGEST_CELL] for name in HEADINGS], notes, wrong)


def _broken(line: int) -> Row:
    return Row(line, [""] * len(HEADINGS), [], [_("Este componente está dañado.")])


def _cells(component: Component) -> dict[str, str]:
    """What the component says, in our columns; our own properties go before the standard ones."""
    ours = {
        name: words(component, OURS + name.upper().replace("_", "-"))
        for name in (*FIELDS, *REVISION)
    }
    mine = bool(ours["kind"])
    standard = {
        "uid": words(component, "UID"),
        "title": words(component, "SUMMARY"),
        "status": words(component, "STATUS").lower(),
    }
    if not mine:
        standard |= {
            "notes": words(component, "DESCRIPTION"),
            "venue": words(component, "LOCATION"),
            "meeting_url": words(component, "CONFERENCE"),
            "categories": ", ".join(_categories(component)),
        }
    return {"categories": "", **ours, **_filled(standard, ours)}


def _filled(standard: dict[str, str], ours: dict[str, str]) -> dict[str, str]:
    return {name: ours.get(name) or value for name, value in standard.items()}


def _categories(component: Component) -> list[str]:
    lists = component.get("CATEGORIES", [])
    named = lists if isinstance(lists, list) else [lists]
    return [str(name) for each in named for name in getattr(each, "cats", [])]


def _complaints(component: Component) -> list[str]:
    """Of what the library could not read, that without which the event would not be the same."""
    unread = {name for name, _why in component.errors if name}
    vital = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
    return [_("No se puede leer %(name)s.", name=name) for name in sorted(unread & vital)]
