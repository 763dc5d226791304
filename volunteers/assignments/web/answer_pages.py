"""Answering an invitation from a link in a message: no account, no password, no JavaScript."""

from typing import Final

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import LINK_HOLDER
from server.web.pages import page, see
from server.web.requests import Visit, signer_of
from volunteers.assignments.domain import invitations, shifts, substitutes, told_about
from volunteers.assignments.domain.answer_links import assignment_of
from volunteers.assignments.domain.declining import usual_reasons
from volunteers.assignments.web.answer_form import reply, thanks, wish
from volunteers.assignments.web.shift_shown import shift_face

# Anybody may send here, and reading a form of megabytes would hold everybody else up.
MOST_BYTES: Final = 16 * 1024
LEANINGS: Final = ("si", "no")


class AnswerPages(Controller):
    """The page behind the link; whoever holds it speaks for the invited person, there only.

    The link itself is the proof, and mail programs keep no cookies: hence no token in the forms.
    """

    include_in_schema = False
    guards = (LINK_HOLDER,)
    path = "/r/{token:str}"
    request_max_body_size = MOST_BYTES

    @get()
    async def invitation(
        self, request: Visit, token: FromPath[str], r: FromQuery[str] = ""
    ) -> Template:
        """Ask; nothing is answered yet, since mail scanners open links too."""
        return await shown(request, token, Form(), leaning=r)

    @post(exclude_from_csrf=True)
    async def answer(
        self, request: Visit, token: FromPath[str], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Take the answer down."""
        assignment = assignment_of(token, signer_of(request))
        try:
            said = reply(form)
            became = await invitations.answer(
                assignment, said.answer, said.reason, usual=said.usual, at=now()
            )
        except Invalid as refusal:
            return await shown(request, token, form.refused(refusal))
        except Conflict as refusal:
            return await shown(request, token, form, refusal=refusal.sentence)
        sentence, kind = thanks(became)
        return see(request, f"/r/{token}", sentence, kind=kind)

    @post("/sustitucion", exclude_from_csrf=True)
    async def ask(
        self, request: Visit, token: FromPath[str], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Look for somebody to take the place, which stays theirs until then."""
        assignment = assignment_of(token, signer_of(request))
        try:
            await substitutes.ask(assignment, wish(form), at=now())
        except Invalid as refusal:
            return await shown(request, token, form.refused(refusal))
        except Conflict as refusal:
            return await shown(request, token, form, refusal=refusal.sentence)
        return see(request, f"/r/{token}", _("Ya se busca a alguien."))

    @post("/sustitucion/final", exclude_from_csrf=True)
    async def keep(self, request: Visit, token: FromPath[str]) -> Template | Redirect:
        """Keep the place after all."""
        try:
            await substitutes.take_back(assignment_of(token, signer_of(request)), at=now())
        except Conflict as refusal:
            return await shown(request, token, Form(), refusal=refusal.sentence)
        return see(request, f"/r/{token}", _("Gracias: ya no se busca a nadie más."))


async def shown(
    request: Visit, token: str, form: Form, *, leaning: str = "", refusal: str = ""
) -> Template:
    """The page, with the form as it was filled in."""
    shift = await shifts.shift(assignment_of(token, signer_of(request)))
    face = shift_face(shift, now(), public=True)
    return page(
        request,
        "assignments/answer.html",
        status=409 if refusal else 200,
        token=token,
        form=form,
        shift=face,
        replaces=face.waits and await told_about.replaces(shift.id),
        leaning=leaning if leaning in LEANINGS else _leaning(form),
        usual=list(usual_reasons().items()),
        refusal=refusal,
    )


def _leaning(form: Form) -> str:
    """Which way somebody leans whose form was refused."""
    return "no" if form.value("answer") == "declined" else ""
