"""Saying from a link in a message when one is away: no account, no password, no JavaScript."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect, Template

from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import LINK_HOLDER
from server.web.pages import page, see
from server.web.requests import Visit, signer_of
from volunteers.people.domain import absences, volunteers, words
from volunteers.people.domain.absence_links import Question, question_of
from volunteers.people.web import saying_forms
from volunteers.people.web.helping_shown import away_lines
from volunteers.people.web.saying_pages import taken_back, today_of

# Anybody may send here, and reading a form of megabytes would hold everybody else up.
MOST_BYTES: Final = 16 * 1024


async def question(request: Visit, token: FromPath[str]) -> Question:
    """What the link asks, as long as it asks it."""
    asked = question_of(token, signer_of(request))
    if asked.through < today_of(request):
        raise NotFound(_("Este enlace ya venció."))
    return asked


async def who(question: NamedDependency[Question]) -> Actor:
    """Whoever holds the link speaks for the person who was asked."""
    return await volunteers.actor_of(question.volunteer)


class AbsencePages(Controller):
    """The page behind the link; nothing is answered by opening it, since mail scanners do so."""

    include_in_schema = False
    guards = (LINK_HOLDER,)
    path = "/d/{token:str}"
    request_max_body_size = MOST_BYTES
    dependencies = {"question": Provide(question), "who": Provide(who)}  # noqa: RUF012 (Litestar's)

    @get()
    async def ask(
        self, request: Visit, question: NamedDependency[Question], who: NamedDependency[Actor]
    ) -> Template:
        """Ask."""
        return await shown(request, question, who, Form())

    # The link itself is the proof, and mail programs keep no cookies.
    @post(exclude_from_csrf=True)
    async def away(
        self,
        request: Visit,
        question: NamedDependency[Question],
        who: NamedDependency[Actor],
        form: NamedDependency[Form],
    ) -> Template | Redirect:
        """Take an absence down."""
        try:
            await tell(request, question, who, form)
        except Invalid as refusal:
            return await shown(request, question, who, form.refused(refusal))
        except Conflict as refusal:
            form.wrong("form", refusal.sentence)
            return await shown(request, question, who, form)
        return see(request, request.url.path, _("Anotado. Gracias por avisar."))

    @post("/ninguna", exclude_from_csrf=True)
    async def not_away(
        self,
        request: Visit,
        token: FromPath[str],
        question: NamedDependency[Question],
        who: NamedDependency[Actor],
    ) -> Redirect:
        """There are no more absences than those that were told."""
        await absences.none_through(
            question.volunteer, question.through, by=who, at=now(), today=today_of(request)
        )
        return see(request, f"/d/{token}", _("Anotado. Gracias por avisar."))

    @post("/baja", exclude_from_csrf=True)
    async def there_after_all(
        self,
        request: Visit,
        token: FromPath[str],
        question: NamedDependency[Question],
        who: NamedDependency[Actor],
        form: NamedDependency[Form],
    ) -> Redirect:
        """Forget absences."""
        await absences.take_back(question.volunteer, taken_back(form), by=who, at=now())
        return see(request, f"/d/{token}", _("Ausencia quitada."))


async def tell(request: Visit, question: Question, who: Actor, form: Form) -> UUID:
    """Keep the absence that the form says; who was asked and says one has answered."""
    return await absences.tell(
        question.volunteer,
        saying_forms.absence(form),
        by=who,
        at=now(),
        today=today_of(request),
        through=question.through,
    )


async def shown(request: Visit, question: Question, who: Actor, form: Form) -> Template:
    """The page, with the form as it was filled in: a first name and days, nothing else."""
    today, volunteer = today_of(request), question.volunteer
    until = await absences.told_until(volunteer, by=who)
    response = page(
        request,
        "people/absences.html",
        first_name=who.name.split()[0],
        form=form,
        today=today.isoformat(),
        through=words.day(question.through),
        answered=until is not None and until >= question.through,
        away=away_lines(await absences.absences_of(volunteer, since=today, by=who)),
    )
    response.headers["Cache-Control"] = "no-store"
    return response
