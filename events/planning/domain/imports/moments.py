"""Reading when a row's event happens."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from events.planning.domain.imports.days import day
from events.planning.domain.imports.hours import hour, lasting, span
from events.planning.domain.imports.ics_zones import known
from events.planning.domain.imports.reader import Reader
from server.foundation.translation import gettext as _

USUAL: Final = timedelta(hours=2)


class Told(Struct, frozen=True):
    """What one cell says: a day, an hour, until when, or an instant in full."""

    day: date | None = None
    hour: time | None = None
    until: time | None = None
    instant: datetime | None = None


def read(reader: Reader) -> None:
    """When the event begins and ends, in which zone."""
    zone = _zone(reader)
    starts, until = _starts(reader, zone)
    if starts is None:
        return
    ends = _ends(reader, starts, until, zone)
    if ends is None:
        reader.wrong["end"] = _("No se entiende «%(word)s».", word=reader.cell("end")[:80])
        return
    # In UTC: of two writings of an hour that happens twice, Python takes none to equal the other.
    utc = {"starts_at": starts.astimezone(UTC), "ends_at": ends.astimezone(UTC)}
    reader.given |= {**utc, "zone": str(zone)}


def instant(words: str) -> datetime | None:
    """An instant as RFC 3339 writes it, or None."""
    try:
        found = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo and 1970 <= found.year < 2200 else None


def told(words: str) -> Told:
    """What a cell says of days and hours, whichever of them it holds."""
    words = words.strip()
    if (whole := instant(words)) is not None:
        return Told(instant=whole)
    if (only := day(words)) is not None:
        return Told(day=only)
    if (both := span(words)) is not None:
        return Told(hour=both[0], until=both[1])
    if (one := hour(words)) is not None:
        return Told(hour=one)
    return _day_and_hour(words.replace("T", " ", 1) if words[10:11] == "T" else words)


def _day_and_hour(words: str) -> Told:
    """Such as «2026-12-05 09:00» or «sábado 5 de diciembre de 2026, 9:00-11:00»."""
    parts = words.replace(",", " ").split()
    for cut in range(len(parts) - 1, 0, -1):
        first, rest = day(" ".join(parts[:cut])), " ".join(parts[cut:]).removeprefix("a las ")
        if first is not None and (both := span(rest)):
            return Told(day=first, hour=both[0], until=both[1])
        if first is not None and (one := hour(rest)) is not None:
            return Told(day=first, hour=one)
    return Told()


def _zone(reader: Reader) -> ZoneInfo:
    words = reader.cell("zone")
    found = known(words) if words else reader.words.zone
    if found is None:
        reader.wrong["zone"] = _("Esa zona horaria no existe.")
    return ZoneInfo(found or reader.words.zone)


def _starts(reader: Reader, zone: ZoneInfo) -> tuple[datetime | None, time | None]:
    on, at = told(reader.cell("date")), told(reader.cell("start"))
    whole = at.instant or on.instant
    if whole is not None:
        return whole.astimezone(zone), None
    first = on.day or at.day
    begins = at.hour if at.hour is not None else on.hour
    if first is None:
        words = reader.cell("date") or ("" if at.hour else reader.cell("start"))
        reader.wrong["date"] = _not_understood(words, _("Falta la fecha."))
    if begins is None:
        reader.wrong["start"] = _not_understood(reader.cell("start"), _("Falta la hora de inicio."))
    if first is None or begins is None:
        return None, None
    return datetime.combine(first, begins, zone), at.until or on.until


def _ends(
    reader: Reader, starts: datetime, until: time | None, zone: ZoneInfo
) -> datetime | None:  # fmt: skip
    """By the column that says it, else by the span, else by how long it lasts, else two hours."""
    words = reader.cell("end")
    end, last = told(words), told(reader.cell("end_date"))
    if end.instant is not None:
        return end.instant.astimezone(zone)
    closes = end.hour if end.hour is not None else until
    if words and closes is None:
        return None
    if closes is not None:
        return datetime.combine(last.day or end.day or starts.date(), closes, zone)
    lasts = lasting(reader.cell("duration"))
    if lasts is None:
        reader.notes.append(_("No dice cuándo termina: se tomaron dos horas."))
    return (starts.astimezone(UTC) + (lasts or USUAL)).astimezone(zone)


def _not_understood(words: str, missing: str) -> str:
    return _("No se entiende «%(word)s».", word=words[:80]) if words else missing
