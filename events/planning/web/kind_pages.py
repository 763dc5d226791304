"""Where administrators keep the kinds of activity."""

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain import kinds
from events.planning.domain.kinds import Kept
from events.planning.web import kind_form
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, signed_in

HERE = "/ajustes/tipos"


class KindPages(Controller):
    """The kinds, those that are offered first."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"),)

    @get()
    async def all(self, request: Visit) -> Template:
        """Every kind, and how many events are of it."""
        return page(
            request,
            "planning/kinds.html",
            kinds=await kinds.kept(by=signed_in(request)),
            tabs=section_tabs(request, "settings"),
        )

    @get("/nuevo")
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        return _form_page(request, kind_form.blank())

    @post("/nuevo")
    async def add(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Add a kind."""
        try:
            await kinds.add(kind_form.written(form), by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return _form_page(request, _refused(form, refusal))
        return see(request, HERE, _("Tipo de actividad guardado."))

    @get("/{slug:str}")
    async def edit(self, request: Visit, slug: FromPath[str]) -> Template:
        """The form of a kind that exists."""
        kind = await kinds.one(slug, by=signed_in(request))
        return _form_page(request, kind_form.filled(kind), kind)

    @post("/{slug:str}")
    async def change(
        self, request: Visit, slug: FromPath[str], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Describe a kind anew."""
        kind = await kinds.one(slug, by=signed_in(request))
        try:
            await kinds.change(slug, kind_form.written(form), by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return _form_page(request, _refused(form, refusal), kind)
        return see(request, HERE, _("Tipo de actividad guardado."))

    @post("/{slug:str}/retiro")
    async def retire(self, request: Visit, slug: FromPath[str]) -> Redirect:
        """Offer a kind no longer."""
        await kinds.retire(slug, by=signed_in(request), at=now())
        return see(request, HERE, _("Ya no se ofrece. Lo planificado sigue igual."), kind="info")

    @post("/{slug:str}/regreso")
    async def restore(self, request: Visit, slug: FromPath[str]) -> Redirect:
        """Offer a kind again."""
        await kinds.restore(slug, by=signed_in(request), at=now())
        return see(request, HERE, _("Se ofrece de nuevo."))


def _refused(form: Form, refusal: Invalid | Conflict) -> Form:
    """The form with what is wrong; what concerns the questions stands beside the first."""
    if isinstance(refusal, Conflict):
        form.wrong("name_es", refusal.sentence)
        return form
    fields = {"field_1_es" if it == "fields" else it: said for it, said in refusal.fields.items()}
    return form.refused(Invalid(fields))


def _form_page(request: Visit, form: Form, kind: Kept | None = None) -> Template:
    return page(
        request,
        "planning/kind_form.html",
        form=form,
        kind=kind,
        rows=kind_form.rows(form),
        icons=kind_form.icons(),
        colours=kind_form.colours(),
    )
