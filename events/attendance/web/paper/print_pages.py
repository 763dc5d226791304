"""The sheets of paper of an event, ready to print."""

import asyncio
from typing import Final
from uuid import UUID

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from events.attendance.domain.paper import event_papers
from events.attendance.domain.paper.paper_sheets import sign_in_sheet, tally_sheet
from events.attendance.domain.staff import KnowsWhoHelps
from server.foundation.translation import LANGUAGES, current_language
from server.web.guards import may
from server.web.requests import Visit, settings_of, signed_in

# The browser's own viewer shows the file: it needs to be let in, and nothing else does.
POLICY: Final = "default-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class PrintPages(Controller):
    """Paper for those who count and for those who come."""

    path = "/eventos/{event_id:uuid}"
    include_in_schema = False
    guards = (may("tally", "serve"),)

    @get("/hoja-conteo.pdf")
    async def tally(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        who_helps: NamedDependency[KnowsWhoHelps],
        idioma: FromQuery[str] = "",
    ) -> Response[bytes]:
        """A sheet to count strokes on."""
        paper = await event_papers.tally_paper(
            event_id, by=signed_in(request), who_helps=who_helps,
            base_url=settings_of(request).base_url, locale=_locale(idioma),
        )  # fmt: skip
        return _shown(await asyncio.to_thread(tally_sheet, paper), f"hoja-conteo-{paper.code}")

    @get("/hoja-asistencia.pdf")
    async def sign_in(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        who_helps: NamedDependency[KnowsWhoHelps],
        idioma: FromQuery[str] = "",
    ) -> Response[bytes]:
        """A sheet where people tick a row."""
        paper = await event_papers.sign_in_paper(
            event_id, by=signed_in(request), who_helps=who_helps,
            base_url=settings_of(request).base_url, locale=_locale(idioma),
        )  # fmt: skip
        made = await asyncio.to_thread(sign_in_sheet, paper)
        return _shown(made, f"hoja-asistencia-{paper.code}")


def _locale(asked: str) -> str:
    return asked if asked in LANGUAGES else current_language()


def _shown(made: bytes, name: str) -> Response[bytes]:
    headers = {
        "Content-Disposition": f'inline; filename="{name}.pdf"',
        "Content-Security-Policy": POLICY,
    }
    return Response(made, media_type="application/pdf", headers=headers)
