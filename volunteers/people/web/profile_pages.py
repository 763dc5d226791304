"""One helper's page: who they are, and what they said of when and how they help."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect, Template

from server.foundation.clock import now
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import see
from server.web.requests import Visit, signed_in
from volunteers.people.domain import description, novices
from volunteers.people.web import profile_form, volunteer_form
from volunteers.people.web.profile_shown import profile_page
from volunteers.people.web.saying_pages import SayingPages


async def named(volunteer: FromPath[UUID]) -> UUID:
    """The helper whose page it is."""
    return volunteer


class ProfilePages(SayingPages):
    """Reading a helper's page, and correcting what stands there."""

    include_in_schema = False
    path = "/personas/{volunteer:uuid}"
    guards = (may("staff"),)
    dependencies = {"helper": Provide(named)}  # noqa: RUF012 (Litestar's declaration)

    def address(self, helper: UUID) -> str:
        """Theirs."""
        return f"/personas/{helper}"

    async def shown(self, request: Visit, helper: UUID, **refused: Form) -> Template:
        """All of it, as a coordinator sees it."""
        return await profile_page(request, helper, **refused)

    @get()
    async def profile(self, request: Visit, helper: NamedDependency[UUID]) -> Template:
        """Who they are and what they may do."""
        return await profile_page(request, helper)

    @post("/datos")
    async def describe(
        self, request: Visit, helper: NamedDependency[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Correct name, home, network and languages."""

        async def keep() -> None:
            by = signed_in(request)
            said = profile_form.description(form, await volunteer_form.options(by))
            await description.describe(helper, said, by=by, at=now())

        return await self.answered(request, helper, "about", form, keep())

    @post("/experiencia")
    async def count_as(
        self, request: Visit, helper: NamedDependency[UUID], form: NamedDependency[Form]
    ) -> Redirect:
        """Count them as new, or no longer."""
        await novices.count_as(
            helper, novice=form.ticked("novice"), by=signed_in(request), at=now()
        )
        return see(request, f"{self.address(helper)}#about", _("Guardado."))
