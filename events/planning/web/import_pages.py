"""The pages on which a file is brought into the calendar: chosen, looked through, written in."""

from typing import Any, Final
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from events.planning.domain import codelists
from events.planning.domain.imports import staging, work
from events.planning.domain.imports.reading import MOST_BYTES
from events.planning.domain.imports.staging import Staged
from events.planning.domain.imports.verdict import OUTCOMES
from events.planning.domain.upstairs import Upstairs
from events.planning.web import import_form, import_shown
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in

ADDRESS: Final = "/calendario/importar"
# What surrounds a file in a form, and the other fields.
AROUND: Final = 64 * 1024
# How much of a small file is done while the browser waits; the rest is done behind the page.
AT_ONCE: Final = {"read": 4, "working": 1}


class ImportPages(Controller):
    """From a file to the plan, with a look ahead in between."""

    path = ADDRESS
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        offered = await import_form.choices(signed_in(request))
        return _file_page(request, import_form.blank(offered), offered)

    @post(request_max_body_size=MOST_BYTES + AROUND)
    async def upload(
        self, request: Visit, form: NamedDependency[Form], above: NamedDependency[Upstairs]
    ) -> Template | Redirect:
        """Read a file and look it through."""
        actor = signed_in(request)
        offered = await import_form.choices(actor)
        try:
            plan = import_form.plan(form, offered)
            zone = settings_of(request).timezone
            staged = await staging.stage(await _sent(request), plan, zone=zone, by=actor, at=now())
        except Invalid as refusal:
            return _file_page(request, form.refused(refusal), offered)
        await _go_on(request, staged, above)
        return see(request, f"{ADDRESS}/{staged}")

    @get("/{import_id:uuid}")
    async def show(
        self,
        request: Visit,
        import_id: FromPath[UUID],
        above: NamedDependency[Upstairs],
        ver: FromQuery[str] = "",
    ) -> Template:
        """How far it is, what would become of the rows, or what became of them."""
        actor = signed_in(request)
        staged = await staging.staged(import_id, actor)
        if staged.done < staged.total:
            await _go_on(request, import_id, above)
            staged = await staging.staged(import_id, actor)
        if staged.done < staged.total:
            return page(request, "planning/import_progress.html", file=staged)
        return await _rows_page(request, staged, import_form.filled(staged), ver)

    @post("/{import_id:uuid}/columnas")
    async def correct(
        self,
        request: Visit,
        import_id: FromPath[UUID],
        form: NamedDependency[Form],
        above: NamedDependency[Upstairs],
    ) -> Template | Redirect:
        """Read the file again with other columns or other choices."""
        actor = signed_in(request)
        staged = await staging.staged(import_id, actor)
        offered = await import_form.choices(actor)
        try:
            plan = import_form.corrected(form, staged, offered)
        except Invalid as refusal:
            return await _rows_page(request, staged, form.refused(refusal), "")
        await staging.read_again(staged, plan, actor)
        await _go_on(request, import_id, above)
        return see(request, f"{ADDRESS}/{import_id}")

    @post("/{import_id:uuid}/inicio")
    async def start(
        self, request: Visit, import_id: FromPath[UUID], above: NamedDependency[Upstairs]
    ) -> Redirect:
        """Begin to write the rows in."""
        staged = await staging.staged(import_id, signed_in(request))
        await staging.start(staged.id)
        await _go_on(request, staged.id, above)
        return see(request, f"{ADDRESS}/{import_id}")

    @post("/{import_id:uuid}/descarte")
    async def discard(self, request: Visit, import_id: FromPath[UUID]) -> Redirect:
        """Forget the file."""
        staged = await staging.staged(import_id, signed_in(request))
        await staging.discard(staged.id)
        return see(request, ADDRESS, _("No se importó nada."), kind="info")

    @get("/{import_id:uuid}/pendientes.csv")
    async def refused(self, request: Visit, import_id: FromPath[UUID]) -> Response[bytes]:
        """The rows that were refused, to be corrected and brought again."""
        staged = await staging.staged(import_id, signed_in(request))
        found = await staging.outcomes(staged.id, only="refused", most=100_000)
        headers = {
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": 'attachment; filename="pendientes.csv"',
            "Cache-Control": "no-store",
        }
        return Response(import_shown.refused_csv(staged, found), headers=headers)


async def _sent(request: Visit) -> bytes:
    sent = (await request.form()).get("file")
    if not isinstance(sent, UploadFile):
        raise Invalid({"file": _("Falta elegir un archivo.")})
    try:
        return await sent.read()
    finally:
        await sent.close()


async def _go_on(request: Visit, import_id: UUID, above: Upstairs) -> None:
    """Do some of it now; where another process is at it, nothing."""
    staged = await staging.staged(import_id, signed_in(request))
    zone = settings_of(request).timezone
    for _step in range(AT_ONCE.get(staged.state, 0)):
        if not await work.step(now(), zone=zone, only=import_id, above=above):
            break


def _file_page(request: Visit, form: Form, offered: import_form.Choices) -> Template:
    shown: dict[str, Any] = {"options": offered, "megabytes": MOST_BYTES >> 20}
    return page(request, "planning/import.html", form=form, **shown)


async def _rows_page(request: Visit, staged: Staged, form: Form, ver: str) -> Template:
    only = ver if ver in OUTCOMES else ""
    done = staged.state == "done"
    tally = await staging.tally(staged.id)
    shown = await staging.outcomes(staged.id, only=only, most=500 if only else 200)
    names = {place.ine: place.name for place in await codelists.municipalities()}
    return page(
        request,
        "planning/import_done.html" if done else "planning/import_check.html",
        form=form,
        file=staged,
        options=await import_form.choices(signed_in(request)),
        columns=[] if done else await import_form.file_columns(staged),
        meanings=import_form.meanings(),
        complete=import_form.complete(staged),
        tally=tally,
        writes=tally.get("new", 0) + tally.get("changed", 0),
        tiles=import_shown.tiles(tally, done=done),
        tabs=import_shown.tabs(f"{ADDRESS}/{staged.id}", tally, only, done=done),
        lines=import_shown.lines(shown, names, done=done),
        hidden=(tally.get(only, 0) if only else staged.total) - len(shown),
    )
