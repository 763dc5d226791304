"""What somebody thinks of an event, asked of any phone: no cookie is read, none is set."""

from typing import Final

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from events.attendance.domain.doors import Doorway
from events.attendance.domain.learning import feedback, feedback_times, knowledge_asked
from events.attendance.domain.opening import DoorShut, Shut
from events.attendance.web.entrance.check_in_pages import (
    MOST_BYTES,
    OPEN_TO_ALL,
    REFUSALS,
    desk_of,
    in_the_language_asked_for,
    nobody_is_told,
)
from events.attendance.web.learning import opinion_paper
from server.foundation.clock import now
from server.foundation.translation import LANGUAGES
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import ANYBODY
from server.web.requests import Visit, origin_of, signer_of

PAGES: Final = ["/c/{code:str}/opinion", "/C/{code:str}/opinion"]


class OpinionPages(Controller):
    """An opinion, before and after."""

    include_in_schema = False
    guards = (ANYBODY,)
    opt = OPEN_TO_ALL
    request_max_body_size = MOST_BYTES
    middleware = (in_the_language_asked_for,)
    exception_handlers = REFUSALS

    @get(PAGES)
    async def ask(
        self,
        request: Visit,
        code: FromPath[str],
        gracias: FromQuery[str] = "",
    ) -> Response[bytes]:
        """What is asked at this moment, or thanks."""
        doorway = await _doorway(request, code)
        if gracias:
            return opinion_paper.thanks(doorway)
        moment = feedback_times.moment(doorway, now())
        asked = await knowledge_asked.asked(doorway.event)
        if moment == "before" and not asked:
            raise DoorShut(_not_yet())
        return opinion_paper.blank(doorway, moment, asked, language=_language(request))

    @post(PAGES, after_response=nobody_is_told)
    async def give(
        self, request: Visit, code: FromPath[str], form: NamedDependency[Form]
    ) -> Response[bytes] | Redirect:
        """Take down what was answered; nobody is thanked for nothing."""
        doorway = await _doorway(request, code)
        asked = await knowledge_asked.asked(doorway.event)
        opinion = opinion_paper.opinion(form, asked)
        if not (opinion.aspects or opinion.knowledge):
            moment, language = feedback_times.moment(doorway, now()), _language(request)
            return opinion_paper.blank(doorway, moment, asked, language=language, unanswered=True)
        origin, signer = origin_of(request), signer_of(request)
        await feedback.give(doorway, opinion, origin=origin, at=now(), signer=signer)
        onward = opinion_paper.address(doorway, _language(request), gracias="1")
        headers = {"Cache-Control": "no-store"}
        return Redirect(onward, status_code=HTTP_303_SEE_OTHER, headers=headers)


async def _doorway(request: Visit, code: str) -> Doorway:
    desk = desk_of(request.app.state)
    return await desk.doorway(code, origin=origin_of(request), at=now())


def _language(request: Visit) -> str:
    asked = request.query_params.get("idioma", "")
    return asked if asked in LANGUAGES else ""


def _not_yet() -> Shut:
    return Shut(
        _("Todavía no se preguntan opiniones"), _("Volver cuando la actividad vaya por la mitad.")
    )
