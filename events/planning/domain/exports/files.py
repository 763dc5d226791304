"""Making the file of an agenda, in whichever format was asked for."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from events.planning.domain import codelists
from events.planning.domain.event import Event
from events.planning.domain.exports.calendar_file import calendar_file
from events.planning.domain.exports.cells import Names, in_words
from events.planning.domain.exports.month_pdf import month_pdf
from events.planning.domain.exports.selection import Selection, chosen
from events.planning.domain.exports.tables import csv_file, xlsx_file
from events.planning.domain.ical import CalendarFace
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

# Two of these at once are enough for any house; a third waits for its turn.
_making: Final = asyncio.Semaphore(2)


async def agenda_file(selection: Selection, kind: str, *, public: bool = True) -> bytes:
    """The chosen events as csv, xlsx, ics or pdf; `public` is about the words of the pdf alone."""
    events = await chosen(selection)
    names = await _names()
    makers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: csv_file(_rows(events, names)),
        "xlsx": lambda: xlsx_file(_rows(events, names), _readme(selection)),
        "ics": lambda: calendar_file(events, _face(selection), names.projects),
        "pdf": lambda: month_pdf(selection, events, public=public),
    }
    # A large file holds up everybody else for longer than it may.
    async with _making:
        return await asyncio.to_thread(makers[kind])


def _rows(events: Sequence[Event], names: Names) -> list[dict[str, str]]:
    return [in_words(event, names) for event in events]


async def _names() -> Names:
    return Names(
        {topic.slug: topic.name for topic in await codelists.topics()},
        {audience.slug: audience.name for audience in await codelists.audiences()},
        {project.slug: project.name for project in await codelists.projects(retired=True)},
    )


def _face(selection: Selection) -> CalendarFace:
    return CalendarFace(name=_("Agenda"), locale=current_language(), zone=selection.zone)


def _readme(selection: Selection) -> list[str]:
    return [
        _("Agenda del %(first)s al %(last)s", first=selection.first, last=selection.last),
        _("Cada fila es una actividad. Las horas son las de la zona horaria de su fila."),
        _("Este archivo se puede corregir e importar otra vez en Calendario, Importar."),
        _("La columna UID dice de qué actividad es cada fila: no se debe cambiar."),
        _("Una fila nueva lleva ambas columnas vacías."),
        _("Los títulos son los internos: no publicar este archivo."),
    ]
