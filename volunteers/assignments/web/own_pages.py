"""A helper's own places: seeing and answering them."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain.subscribing import reachable, ways
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in
from volunteers.assignments.domain import (
    invitations,
    load,
    own_places,
    shifts,
    subscription,
    substitutes,
    worked,
)
from volunteers.assignments.domain.declining import usual_reasons
from volunteers.assignments.domain.own_order import in_order
from volunteers.assignments.web.answer_form import reply, thanks
from volunteers.assignments.web.shift_shown import load_face, shift_face, wanted_face
from volunteers.assignments.web.shown import calendar_face

LONGER_THAN_A_MONTH: Final = timedelta(days=32)


class OwnPages(Controller):
    """«Mis turnos»."""

    include_in_schema = False
    path = "/mis-turnos"
    guards = (may("serve"),)

    @get()
    async def own(self, request: Visit) -> Template:
        """What one was asked to do, and what one did last."""
        return await shown(request)

    @post("/{assignment:uuid}/respuesta")
    async def answer(
        self, request: Visit, assignment: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Accept or decline a place of one's own."""
        await own_places.need_own(assignment, by=signed_in(request))
        try:
            said = reply(form)
            became = await invitations.answer(
                assignment, said.answer, said.reason, usual=said.usual,
                by=signed_in(request), at=now(),
            )  # fmt: skip
        except Invalid as refusal:
            return await shown(request, form=form.refused(refusal), about=assignment)
        except Conflict as refusal:
            return await shown(request, status=409, refusal=refusal.sentence)
        sentence, kind = thanks(became)
        return see(request, "/mis-turnos", sentence, kind=kind)

    @post("/suscripcion")
    async def subscribe(self, request: Visit) -> Template:
        """A new address for one's own calendar, shown now and never again."""
        token = await subscription.make(by=signed_in(request), at=now())
        return await shown(request, token=token)

    @post("/suscripcion/detalle")
    async def tell(self, request: Visit, form: NamedDependency[Form]) -> Redirect:
        """How much the calendar tells."""
        busy_only = bool(form.value("busy_only"))
        await subscription.tell(busy_only=busy_only, by=signed_in(request), at=now())
        return see(
            request, "/mis-turnos", _("Guardado. Se verá cuando el calendario se actualice.")
        )

    @post("/suscripcion/final")
    async def unsubscribe(self, request: Visit) -> Redirect:
        """Make the address lead nowhere."""
        await subscription.end(by=signed_in(request), at=now())
        return see(request, "/mis-turnos", _("La dirección del calendario ya no funciona."))


async def shown(
    request: Visit,
    *,
    status: int = 200,
    form: Form | None = None,
    about: UUID | None = None,
    refusal: str = "",
    token: str = "",
) -> Template:
    """The page; a refused answer stays in the form of the place it is `about`."""
    account, at, settings = signed_in(request).account, now(), settings_of(request)
    assert account is not None, "only people may serve"
    own = await subscription.of(account)
    address = f"{settings.base_url}/feed/{token}.ics"
    ahead = in_order(await shifts.ahead(account, at=at), at=at)
    response = page(
        request,
        "assignments/own.html",
        status=status,
        form=form or Form(),
        about=about,
        refusal=refusal,
        usual=list(usual_reasons().items()),
        tabs=section_tabs(request, "own"),
        today=[shift_face(one, at) for one in ahead.today],
        to_answer=[shift_face(one, at) for one in ahead.waiting],
        wanted=[wanted_face(one) for one in await substitutes.wanted(by=signed_in(request), at=at)],
        coming=[shift_face(one, at) for one in ahead.coming],
        without=[shift_face(one, at) for one in ahead.without],
        behind=[shift_face(one, at) for one in await shifts.behind(account, at=at)],
        load=load_face(
            await load.own(account, *month_around(at, settings.timezone)),
            await worked.minutes(account),
        ),
        calendar=calendar_face(own, settings.timezone),
        ways=ways(address, _("Mis turnos")) if token else None,
        reachable=reachable(settings.base_url),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def month_around(at: datetime, zone: str) -> tuple[datetime, datetime]:
    """The beginnings of this month and of the next, on the clocks of `zone`."""
    first = at.astimezone(ZoneInfo(zone)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return first, (first + LONGER_THAN_A_MONTH).replace(day=1)
