"""Where whoever holds a pass makes their certificates, and where anybody checks one."""

import asyncio
from datetime import timedelta
from typing import Final
from uuid import UUID

from litestar import Controller, Response, get
from litestar.params import FromPath
from litestar.response import Template
from msgspec import Struct

from events.attendance.domain.learning import certificate_sheet, certificates, completion_trails
from events.attendance.domain.learning.certificates import Course
from events.attendance.domain.opening import Shut
from events.attendance.web.entrance import own_pass_paper, thanks_paper
from events.attendance.web.entrance.check_in_pages import COOKIE, in_the_language_asked_for
from events.attendance.web.learning import certificate_list, certificate_paper
from events.planning.domain import when
from server.accounts.domain import limits
from server.foundation.clock import now
from server.foundation.errors import Invalid, NotFound
from server.foundation.translation import gettext as _
from server.web.guards import LINK_HOLDER
from server.web.pages import page
from server.web.requests import Visit, origin_of, settings_of, signer_of

LOOKS: Final = 300
LOOKS_WITHIN: Final = timedelta(minutes=10)
MINE: Final = "mia"
PASS: Final = ["/p/{code:str}/diplomas", "/P/{code:str}/diplomas"]
MAKE: Final = [f"{path}/{{programme_id:uuid}}" for path in PASS]
BLANK: Final = [f"{path}/diploma.pdf" for path in MAKE]


class Shown(Struct, frozen=True):
    """A pass as its pages name it: `mia` in place of the code of the phone's own."""

    code: str
    named: str


class CertificatePages(Controller):
    """The certificates of one pass. Who is shown one is not known, and nothing is asked."""

    include_in_schema = False
    guards = (LINK_HOLDER,)
    middleware = (in_the_language_asked_for,)

    @get(PASS, opt={"exclude_from_csrf": True})
    async def earned(self, request: Visit, code: FromPath[str]) -> Response[bytes]:
        """What this pass completed."""
        if code == MINE and not request.cookies.get(COOKIE):
            return own_pass_paper.none_yet()
        try:
            shown = await _pass(request, code)
        except Invalid as refusal:
            return thanks_paper.not_now(Shut(_("Esta tarjeta no vale"), refusal.sentence), None)
        courses = await certificates.earned(shown.code, at=now(), signer=signer_of(request))
        return certificate_list.answer(courses, shown.named)

    @get(MAKE)
    async def make(
        self, request: Visit, code: FromPath[str], programme_id: FromPath[UUID]
    ) -> Template:
        """Where a name is written on one, in the browser alone."""
        shown, course = await _course(request, code, programme_id)
        here = certificate_list.address(shown.named)
        made = page(
            request,
            "attendance/certificate.html",
            course=course,
            about=certificate_list.about(course),
            back=here,
            blank=f"{here}/{programme_id}/diploma.pdf",
            place=certificate_sheet.NamePlace(),
        )
        made.headers["Cache-Control"] = "no-store"
        return made

    @get(BLANK, opt={"exclude_from_csrf": True})
    async def blank(
        self, request: Visit, code: FromPath[str], programme_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The certificate with a line where the name belongs."""
        _shown, course = await _course(request, code, programme_id)
        issued = when.local_day(now(), course.zone)
        base_url, signer = settings_of(request).base_url, signer_of(request)
        proof = certificate_paper.proof(base_url, course, issued, signer=signer)
        made = await asyncio.to_thread(
            certificate_sheet.sheet, course, issued=issued, address=proof
        )
        return certificate_paper.answer(made)


class ProofPages(Controller):
    """Whether a certificate is one of ours; whose it is nobody can say."""

    include_in_schema = False
    guards = (LINK_HOLDER,)

    @get("/diploma/{token:str}")
    async def proof(self, request: Visit, token: FromPath[str]) -> Template:
        """Of which programme it is, and of which day."""
        programme, issued = certificates.checked(token, signer=signer_of(request))
        course = await certificates.course(programme, at=now())
        return page(
            request,
            "attendance/certificate_proof.html",
            course=course,
            issued=certificate_sheet.long_day(issued),
            extent=certificate_sheet.extent(course),
            dates=certificate_sheet.dates(course),
        )


async def _pass(request: Visit, code: str) -> Shown:
    """The pass in the address, or the phone's own; raises TooMany, Invalid for a worthless one."""
    key = f"diplomas:{origin_of(request)}"
    await limits.at_most(LOOKS, key, within=LOOKS_WITHIN, at=now())
    own = code == MINE
    typed = request.cookies.get(COOKIE, "") if own else code
    if own and not typed:
        raise Invalid({"code": _("Este teléfono no lleva ninguna tarjeta.")})
    known = await completion_trails.read(typed, signer=signer_of(request))
    return Shown(known, MINE if own else known)


async def _course(request: Visit, code: str, programme: UUID) -> tuple[Shown, Course]:
    try:
        shown = await _pass(request, code)
    except Invalid as refusal:
        raise NotFound(refusal.sentence) from refusal
    signer = signer_of(request)
    course = await certificates.earned_course(shown.code, programme, at=now(), signer=signer)
    return shown, course
