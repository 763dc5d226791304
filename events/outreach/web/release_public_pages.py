"""Figures that everybody may read, and those that a donor was sent."""

from typing import Any, Final

from litestar import Controller, Response, get
from litestar.params import FromPath
from litestar.response import Template

from events.outreach.domain.code_names import code_names
from events.outreach.domain.receipts import reading as receipts
from events.outreach.domain.releases import links, reading
from events.outreach.domain.releases.naming import with_ages
from events.outreach.domain.releases.release_csv import csv_of
from events.outreach.domain.releases.released import Released
from events.outreach.web import release_before, shown_release
from events.planning.domain import codelists
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _
from server.web.guards import ANYBODY
from server.web.pages import page
from server.web.requests import Visit, settings_of, signer_of

FILE: Final = ".csv"
PRIVATE: Final = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}


class FiguresPages(Controller):
    """What was released."""

    path = "/cifras"
    include_in_schema = False
    guards = (ANYBODY,)

    @get()
    async def listed(self, request: Visit) -> Template:
        """Every public release that stands."""
        zone = settings_of(request).timezone
        names = await code_names(await codelists.municipalities())
        found = await reading.released(readers="public")
        lines = [
            (f"/cifras/{one.id}", shown_release.face(one, names, zone=zone, whole_only=True))
            for one in found
        ]
        return page(request, "outreach/released_list.html", releases=lines)

    @get("/{name:str}")
    async def public(self, request: Visit, name: FromPath[str]) -> Template | Response[bytes]:
        """One release; with the ending of a file, for a spreadsheet."""
        release = await links.for_everybody(name.removesuffix(FILE))
        return await _answered(request, release, name)

    @get("/d/{token:str}")
    async def donor(self, request: Visit, token: FromPath[str]) -> Template | Response[bytes]:
        """One that only who has its link reads."""
        release = await links.for_a_donor(token.removesuffix(FILE), signer_of(request))
        answer = await _answered(request, release, token)
        answer.headers.update(PRIVATE)
        return answer


async def _answered(request: Visit, release: Released, name: str) -> Template | Response[bytes]:
    if not name.endswith(FILE):
        return page(request, "outreach/released.html", **await _shown(request, release))
    if release.withdrawn_at is not None:
        raise NotFound(_("Esta publicación se retiró."))
    names = await code_names(await codelists.municipalities())
    headers = {"Content-Disposition": 'attachment; filename="cifras.csv"'}
    return Response(
        csv_of(release, with_ages(names, release.ages)), media_type="text/csv", headers=headers
    )


async def _shown(request: Visit, release: Released) -> dict[str, Any]:
    settings = settings_of(request)
    names = await code_names(await codelists.municipalities())
    proofs = await receipts.of_release(release.id)
    return {
        "shown": shown_release.face(
            release, names, zone=settings.timezone, whole_only=release.withdrawn_at is not None
        ),
        "before": await release_before.before(
            release.told_before, inside=False, zone=settings.timezone
        ),
        "file": f"{request.url.path}{FILE}",
        "receipt": f"/recibo/{proofs[0].id}" if proofs else "",
        "house": settings.base_url,
    }
