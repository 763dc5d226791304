"""The page from which figures are taken out of the house as files."""

from typing import Final

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template

from events.outreach.domain.exports import packaging
from events.outreach.domain.exports.files import (
    INTERNAL,
    MEDIA_TYPES,
    RELEASED,
    file_name,
    file_of,
)
from events.outreach.domain.exports.released_report import released_report
from events.outreach.domain.exports.report import Report
from events.outreach.domain.exports.reporting import report
from events.outreach.domain.indicators.wanted import Asking
from events.outreach.domain.receipts.sight import everywhere
from events.outreach.domain.releases import reading
from events.outreach.domain.upstairs import KnowsHelp
from events.outreach.web import export_form
from events.planning.domain import codelists
from events.planning.domain.when import local_day
from server.foundation.clock import now
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.foundation.translation import speaking
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page
from server.web.requests import Visit, settings_of, signed_in

PACKAGE: Final = "zip"


class ExportPages(Controller):
    """Everything for work inside, and what was released for everybody else."""

    include_in_schema = False
    guards = (may("report"),)

    @get("/alcance/exportar")
    async def export(self, request: Visit) -> Template:
        """The choice of figures, and a button for each format."""
        return await _page(request, _form(request))

    @get("/alcance/exportar/{kind:str}")
    async def file(
        self, request: Visit, kind: FromPath[str], help_given: NamedDependency[KnowsHelp]
    ) -> Template | Response[bytes]:
        """The file, of a release if one is named; the page again where it cannot be made."""
        if kind not in MEDIA_TYPES:
            raise NotFound(_("Ese archivo no existe."))
        form = _form(request)
        asking = Asking(by=signed_in(request), at=now(), help_given=help_given)
        try:
            with speaking(export_form.language(form)):
                return await _file(request, form, kind, asking)
        except Invalid as refusal:
            return await _page(request, form.refused(refusal))


async def _file(request: Visit, form: Form, kind: str, asking: Asking) -> Response[bytes]:
    made = await _report(request, form, asking)
    content = (
        await packaging.package(made, asking) if kind == PACKAGE else await file_of(made, kind)
    )
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(made, kind)}"',
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=MEDIA_TYPES[kind], headers=headers)


async def _report(request: Visit, form: Form, asking: Asking) -> Report:
    settings = settings_of(request)
    if form.value("publicacion"):
        release = export_form.release(form)
        return await released_report(
            release, asking, zone=settings.timezone, base_url=settings.base_url
        )
    project, days = export_form.wanted(
        form, await codelists.projects(retired=True), settings.timezone
    )
    return await report(project, days, by=asking.by, at=asking.at, help_given=asking.help_given)


def _form(request: Visit) -> Form:
    today = local_day(now(), settings_of(request).timezone)
    return export_form.filled(request.query_params.dict(), today=today)


async def _page(request: Visit, form: Form) -> Template:
    releases, actor = await reading.released(), signed_in(request)
    return page(
        request,
        "outreach/export.html",
        form=form,
        projects=[(it.slug, it.name) for it in await codelists.projects(retired=True)],
        releases=[export_form.option(it) for it in releases],
        internal=export_form.buttons(INTERNAL),
        released=export_form.buttons(RELEASED),
        package=packaging.may_take(actor),
        only="" if everywhere(actor) else ", ".join(await _places(actor)),
    )


async def _places(actor: Actor) -> list[str]:
    return [place.name for place in await codelists.coordinated_by(actor)]
