"""What can be said of when, how much and how somebody helps, whoever writes it down."""

from collections.abc import Awaitable
from datetime import date
from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Template

from events.planning.domain import when
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.pages import see
from server.web.requests import Visit, settings_of, signed_in
from volunteers.people.domain import absences, availability, helping_limits
from volunteers.people.web import saying_forms, week_form


class SayingPages(Controller):
    """The forms of one `helper`, on whatever page they stand."""

    def address(self, helper: UUID) -> str:
        """The page that the forms stand on."""
        raise NotImplementedError

    async def shown(self, request: Visit, helper: UUID, **refused: Form) -> Template:
        """The page; a form that was refused stays as it was filled in."""
        raise NotImplementedError

    @post("/disponibilidad")
    async def week(
        self, request: Visit, helper: NamedDependency[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Replace the hours of the whole week."""

        async def keep() -> None:
            said = week_form.week(form)
            await availability.say(helper, said, by=signed_in(request), at=now())

        return await self.answered(request, helper, "week", form, keep())

    @post("/disponibilidad/horas")
    async def same_hours(
        self, request: Visit, helper: NamedDependency[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Add the same hours to some days."""

        async def keep() -> None:
            more = week_form.same_hours(form)
            await availability.say_also(helper, more, by=signed_in(request), at=now())

        return await self.answered(request, helper, "hours", form, keep())

    @post("/ausencias")
    async def away(
        self, request: Visit, helper: NamedDependency[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Keep that somebody is away."""

        async def keep() -> None:
            said, today = saying_forms.absence(form), today_of(request)
            await absences.tell(helper, said, by=signed_in(request), at=now(), today=today)

        return await self.answered(request, helper, "absence", form, keep())

    @post("/ausencias/ninguna")
    async def not_away(
        self, request: Visit, helper: NamedDependency[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Keep that there are no more absences."""

        async def keep() -> None:
            day, today = saying_forms.told_until(form), today_of(request)
            await absences.none_through(helper, day, by=signed_in(request), at=now(), today=today)

        return await self.answered(request, helper, "none", form, keep())

    @post("/ausencias/baja")
    async def there_after_all(
        self, request: Visit, helper: NamedDependency[UUID], form: NamedDependency[Form]
    ) -> Redirect:
        """Forget absences."""
        await absences.take_back(helper, taken_back(form), by=signed_in(request), at=now())
        return see(request, f"{self.address(helper)}#absence", _("Ausencia quitada."))

    @post("/limites")
    async def limits(
        self, request: Visit, helper: NamedDependency[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Keep how much and how far."""

        async def keep() -> None:
            said = saying_forms.limits(form)
            await helping_limits.limit(helper, said, by=signed_in(request), at=now())

        return await self.answered(request, helper, "limits", form, keep())

    async def answered(
        self, request: Visit, helper: UUID, section: str, form: Form, kept: Awaitable[None]
    ) -> Template | Redirect:
        """Back to the page, at the section that was saved or with the form that was refused."""
        try:
            await kept
        except Invalid as refusal:
            return await self.shown(request, helper, **{section: form.refused(refusal)})
        except Conflict as refusal:
            form.wrong("form", refusal.sentence)
            return await self.shown(request, helper, **{section: form})
        return see(request, f"{self.address(helper)}#{section}", _("Guardado."))


def taken_back(form: Form) -> list[UUID]:
    """The absences that a stretch of days is made up of; what is no id names none."""
    return [UUID(text) for text in form.values("told") if _is_id(text)]


def today_of(request: Visit) -> date:
    """The day it is where we are."""
    return when.local_day(now(), settings_of(request).timezone)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
