"""«Mi perfil»: one's own page, mostly read and filled in on a phone."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect, Template

from events.planning.domain.tongues import TONGUES
from server.foundation.clock import now
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, signed_in
from volunteers.people.domain import description, profiles
from volunteers.people.web import person_shown, week_form
from volunteers.people.web.saying_pages import SayingPages, today_of


async def own(request: Visit) -> UUID:
    """The helper that one is."""
    return (await profiles.own_profile(by=signed_in(request))).id


class OwnProfilePages(SayingPages):
    """Of coordinators only those have one who help as well."""

    include_in_schema = False
    path = "/mi-perfil"
    guards = (may("serve", "staff"),)
    dependencies = {"helper": Provide(own)}  # noqa: RUF012 (Litestar's declaration)

    def address(self, helper: UUID) -> str:  # noqa: ARG002 (there is one)
        """One's own page."""
        return "/mi-perfil"

    async def shown(self, request: Visit, helper: UUID, **refused: Form) -> Template:  # noqa: ARG002 (there is one)
        """All that one said, and what one may do."""
        by, today = signed_in(request), today_of(request)
        person = await profiles.own_profile(by=by)
        face, filled = await person_shown.shown_with_forms(
            person, today=today, by=by, refused=refused
        )
        return page(
            request,
            "people/own_profile.html",
            base="/mi-perfil",
            tabs=section_tabs(request, "own"),
            face=face,
            person=person,
            filled=filled,
            form=person_shown.with_mistakes(filled),
            fields=week_form.lines(filled["week"]),
            labels=week_form.named_days(filled["week"], face.days),
        )

    @get()
    async def profile(self, request: Visit, helper: NamedDependency[UUID]) -> Template:
        """One's own page."""
        return await self.shown(request, helper)

    @post("/idiomas")
    async def speaks(
        self, request: Visit, helper: NamedDependency[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Correct which languages one speaks."""

        async def keep() -> None:
            spoken = form.choices("languages", TONGUES)
            form.check()
            await description.speaks(helper, spoken, by=signed_in(request), at=now())

        return await self.answered(request, helper, "spoken", form, keep())
