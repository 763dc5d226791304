"""Where administrators keep the knowledge questions that those who come are asked."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.attendance.domain.learning import knowledge
from events.attendance.domain.learning.knowledge import Kept
from events.attendance.web.learning import question_form
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, signed_in

HERE = "/ajustes/preguntas"


class QuestionPages(Controller):
    """The questions, by topic."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"),)

    @get()
    async def all(self, request: Visit) -> Template:
        """Every question; those no longer asked come last."""
        return page(
            request,
            "attendance/questions.html",
            questions=await knowledge.kept(by=signed_in(request)),
            tabs=section_tabs(request, "settings"),
        )

    @get("/nueva")
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        return await _form_page(request, question_form.blank())

    @post("/nueva")
    async def add(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Add a question."""
        try:
            written = question_form.written(form, await question_form.topics())
            await knowledge.add(written, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _form_page(request, form.refused(refusal))
        return see(request, HERE, _("Pregunta guardada."))

    @get("/{question_id:uuid}")
    async def edit(self, request: Visit, question_id: FromPath[UUID]) -> Template:
        """The form of a question that exists."""
        question = await knowledge.one(question_id, by=signed_in(request))
        return await _form_page(request, question_form.filled(question), question)

    @post("/{question_id:uuid}")
    async def change(
        self, request: Visit, question_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Word a question anew."""
        question = await knowledge.one(question_id, by=signed_in(request))
        try:
            written = question_form.written(form, await question_form.topics())
            await knowledge.change(question_id, written, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await _form_page(request, _refused(form, refusal), question)
        return see(request, HERE, _("Pregunta guardada."))

    @post("/{question_id:uuid}/retiro")
    async def retire(self, request: Visit, question_id: FromPath[UUID]) -> Redirect:
        """Ask a question no more."""
        await knowledge.retire(question_id, by=signed_in(request), at=now())
        return see(request, HERE, _("Ya no se pregunta. Lo contestado sigue igual."), kind="info")

    @post("/{question_id:uuid}/regreso")
    async def restore(self, request: Visit, question_id: FromPath[UUID]) -> Redirect:
        """Ask a question again."""
        await knowledge.restore(question_id, by=signed_in(request), at=now())
        return see(request, HERE, _("Se pregunta de nuevo."))


def _refused(form: Form, refusal: Invalid | Conflict) -> Form:
    if isinstance(refusal, Invalid):
        return form.refused(refusal)
    form.wrong("form", refusal.sentence)
    return form


async def _form_page(request: Visit, form: Form, question: Kept | None = None) -> Template:
    topics = await question_form.topics()
    return page(
        request,
        "attendance/question_form.html",
        form=form,
        question=question,
        topics=[(topic.slug, topic.name) for topic in topics],
        rows=question_form.ROWS,
        rights=question_form.rights(),
        labels=question_form.labels(),
    )
