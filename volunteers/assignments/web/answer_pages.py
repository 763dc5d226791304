"""Answering an invitation from a link in a message: no account, no password, no JavaScript."""

from typing import Final

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.web.forms import Form
from server.web.pages import page, see
from server.web.requests import Visit, signer_of
from volunteers.assignments.domain import invitations, shifts
from volunteers.assignments.domain.answer_links import assignment_of
from volunteers.assignments.web.answer_form import reply, thanks
from volunteers.assignments.web.shown import shift_face

# Anybody may send here, and reading a form of megabytes would hold everybody else up.
MOST_BYTES: Final = 16 * 1024


class AnswerPages(Controller):
    """The page behind the link; whoever holds it speaks for the invited person, there only."""

    include_in_schema = False
    path = "/r/{token:str}"
    request_max_body_size = MOST_BYTES

    @get()
    async def invitation(
        self, request: Visit, token: FromPath[str], r: FromQuery[str] = ""
    ) -> Template:
        """Ask; nothing is answered yet, since mail scanners open links too."""
        return await shown(request, token, Form(), leaning=r)

    @post(exclude_from_csrf=True)  # the link itself is the proof, and mail programs keep no cookies
    async def answer(
        self, request: Visit, token: FromPath[str], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Take the answer down."""
        assignment = assignment_of(token, signer_of(request))
        try:
            said, reason = reply(form)
            await invitations.answer(assignment, said, reason, at=now())
        except Invalid as refusal:
            return await shown(request, token, form.refused(refusal))
        except Conflict as refusal:
            return await shown(request, token, form, refusal=refusal.sentence)
        return see(request, f"/r/{token}", thanks(said))


async def shown(
    request: Visit, token: str, form: Form, *, leaning: str = "", refusal: str = ""
) -> Template:
    """The page, with the form as it was filled in."""
    shift = await shifts.shift(assignment_of(token, signer_of(request)))
    return page(
        request,
        "assignments/answer.html",
        status=409 if refusal else 200,
        token=token,
        form=form,
        shift=shift_face(shift, now(), public=True),
        leaning=leaning,
        refusal=refusal,
    )
