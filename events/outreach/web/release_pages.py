"""The pages on which figures are released: what would be seen, what was, and taking it back."""

from typing import Any, Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.outreach.domain.code_names import code_names
from events.outreach.domain.receipts import reading as receipts
from events.outreach.domain.releases import drafting, known, links, reading, releasing
from events.outreach.domain.releases.released import Released
from events.outreach.domain.releases.wish import Wish
from events.outreach.web import release_before, release_form, release_previewed, shown_release
from events.planning.domain import codelists, when
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import new_id
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import lately, may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in, signer_of

HERE: Final = "/alcance/publicaciones"


class ReleasePages(Controller):
    """What left the house, for those who read figures."""

    path = HERE
    include_in_schema = False
    guards = (may("report"),)

    @get()
    async def listed(self, request: Visit) -> Template:
        """Every release, the latest first."""
        zone = settings_of(request).timezone
        names = await code_names(await codelists.municipalities())
        found = await reading.released(withdrawn=True)
        return page(
            request,
            "outreach/releases.html",
            releases=[
                (f"{HERE}/{one.id}", shown_release.face(one, names, zone=zone, whole_only=True))
                for one in found
            ],
            tabs=section_tabs(request, "outreach"),
            may_release=signed_in(request).may("administer"),
        )

    @get("/{release_id:uuid}")
    async def release(self, request: Visit, release_id: FromPath[UUID]) -> Template:
        """What was shown beside what was known, for who looks after every place."""
        return await _release(request, await reading.release(release_id), Form())


class ReleasingPages(Controller):
    """Letting figures go, for those who administer."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"), lately)

    @get("/nueva")
    async def blank(self, request: Visit) -> Template:
        """The form."""
        today = when.local_day(now(), settings_of(request).timezone)
        return await _form(request, release_form.blank(today))

    @post("/previa", status_code=200)
    async def preview(self, request: Visit, form: NamedDependency[Form]) -> Template:
        """What would be seen, and what held back; nothing is kept."""
        if form.ticked("again"):
            return await _form(request, form)
        try:
            wish = await _wish(request, form)
            releasing.check(wish, at=now())
        except Invalid as refusal:
            return await _form(request, form.refused(refusal))
        return await _preview(request, form, wish)

    @post("/nueva")
    async def publish(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Release it."""
        try:
            named = form.reference("release", required=False)
            wish = await _wish(request, form)
            made = await releasing.publish(wish, by=signed_in(request), at=now(), named=named)
        except Invalid as refusal:
            return await _form(request, form.refused(refusal))
        except Conflict as refusal:
            form.wrong("form", refusal.sentence)
            return await _form(request, form)
        return see(request, f"{HERE}/{made}", _("Publicado."))

    @post("/{release_id:uuid}/retiro")
    async def withdraw(
        self, request: Visit, release_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Show it no longer."""
        try:
            reason = form.text("reason")
            form.check()
            await releasing.withdraw(release_id, reason, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _release(request, await reading.release(release_id), form.refused(refusal))
        return see(request, f"{HERE}/{release_id}", _("Publicación retirada."))


async def _wish(request: Visit, form: Form) -> Wish:
    projects = await codelists.projects()
    return release_form.wished(form, projects, zone=settings_of(request).timezone)


async def _form(request: Visit, form: Form) -> Template:
    projects = [(one.slug, one.name) for one in await codelists.projects()]
    return page(request, "outreach/release_form.html", form=form, projects=projects)


async def _preview(request: Visit, form: Form, wish: Wish) -> Template:
    draft = await drafting.drafted(wish, by=signed_in(request), at=now())
    names = await code_names(await codelists.municipalities())
    projects = {one.slug: one.name for one in await codelists.projects()}
    zone = settings_of(request).timezone
    return page(
        request,
        "outreach/release_preview.html",
        form=form,
        shown=release_previewed.face(draft, names, projects),
        said=release_previewed.held_back(list(releasing.held_back(draft).values())),
        before=await release_before.before(draft.told_before, inside=True, zone=zone),
        # Whoever asks twice for the release of one preview is given the same.
        named=new_id(),
    )


async def _release(request: Visit, release: Released, form: Form) -> Template:
    by, zone = signed_in(request), settings_of(request).timezone
    names = await code_names(await codelists.municipalities())
    then = await known.known(release.id, by=by)
    shown = shown_release.face(release, names, zone=zone, known=then)
    kept = list(then.why.values()) if then else ["" for _cell in range(release.hidden)]
    rest: dict[str, Any] = {
        "link": "" if release.withdrawn_at else links.path(release, signer_of(request)),
        "files": f"/alcance/exportar?publicacion={release.id}",
        "receipts": [
            (f"/recibo/{it.id}", it.named) for it in await receipts.of_release(release.id)
        ],
        "may_release": by.may("administer"),
        "before": await release_before.before(release.told_before, inside=True, zone=zone),
    }
    return page(
        request,
        "outreach/release.html",
        form=form,
        shown=shown,
        inside=then is not None,
        said=release_previewed.held_back(kept),
        **rest,
    )
