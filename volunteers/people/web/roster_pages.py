"""The pages on which a table of helpers is brought in: chosen, looked through, written in."""

from typing import Final
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain.imports.reading import MOST_BYTES
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, signed_in
from volunteers.people.domain.roster import bringing_in, example, staging
from volunteers.people.web.roster_shown import roster_lines, tally
from volunteers.people.web.roster_written import names

ADDRESS: Final = "/personas/importar"
AROUND: Final = 64 * 1024  # what surrounds a file in a form


class RosterPages(Controller):
    """From a table to the list of helpers, with a look ahead in between."""

    path = ADDRESS
    include_in_schema = False
    guards = (may("staff"),)

    @get()
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        return _file_page(request, Form())

    @get("/ejemplo.csv")
    async def example(self) -> Response[bytes]:
        """A table with every column and one invented person."""
        headers = {
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": 'attachment; filename="personas.csv"',
        }
        return Response(example.table(), headers=headers)

    @post(request_max_body_size=MOST_BYTES + AROUND)
    async def upload(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Read a table and look it through."""
        try:
            name, content = await _sent(request)
            staged = await staging.stage(content, name, by=signed_in(request), at=now())
        except Invalid as refusal:
            return _file_page(request, form.refused(refusal))
        return see(request, f"{ADDRESS}/{staged}")

    @get("/{import_id:uuid}")
    async def show(self, request: Visit, import_id: FromPath[UUID]) -> Template:
        """What would become of the rows, or what became of them."""
        file = await staging.staged(import_id, by=signed_in(request))
        if file.working:
            return page(request, "people/roster_progress.html", file=file)
        judged = await staging.judged(file, by=signed_in(request), at=now())
        counted = tally(judged)
        return page(
            request,
            "people/roster.html",
            file=file,
            done=file.finished_at is not None,
            tally=counted,
            writes=counted["new"] + counted["changed"],
            lines=roster_lines(judged, await names()),
        )

    @post("/{import_id:uuid}/inicio")
    async def start(self, request: Visit, import_id: FromPath[UUID]) -> Redirect:
        """Begin to write the rows in; where there are many, the page shows how far that is."""
        by = signed_in(request)
        await staging.staged(import_id, by=by)
        if await bringing_in.step(import_id, by=by, at=now()):
            return see(request, f"{ADDRESS}/{import_id}")
        written = tally((await staging.staged(import_id, by=by)).results)
        number = written["new"] + written["changed"]
        said = ngettext("%(n)s persona importada.", "%(n)s personas importadas.", number)
        return see(request, f"{ADDRESS}/{import_id}", said)

    @post("/{import_id:uuid}/descarte")
    async def discard(self, request: Visit, import_id: FromPath[UUID]) -> Redirect:
        """Forget the table."""
        file = await staging.staged(import_id, by=signed_in(request))
        if file.results:
            raise Conflict(_("Este archivo ya se importó."))
        await staging.discard(file.id)
        return see(request, ADDRESS, _("No se importó nada."), kind="info")


async def _sent(request: Visit) -> tuple[str, bytes]:
    sent = (await request.form()).get("file")
    if not isinstance(sent, UploadFile):
        raise Invalid({"file": _("Falta elegir un archivo.")})
    try:
        return sent.filename or "", await sent.read()
    finally:
        await sent.close()


def _file_page(request: Visit, form: Form) -> Template:
    return page(
        request,
        "people/roster_file.html",
        form=form,
        megabytes=MOST_BYTES >> 20,
        tabs=section_tabs(request, "people"),
    )
