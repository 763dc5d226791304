"""Which release answers a question."""

from events.outreach.domain.questions import Question
from events.outreach.domain.releases import reading
from events.outreach.domain.releases.released import Released
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _


async def public(question: Question) -> Released:
    """The latest public release of this very question; raises Invalid, saying which there are."""
    known = [one for one in await reading.released(readers="public")
             if one.project == question.project]  # fmt: skip
    asked = Question(
        zone=question.zone, project=question.project, first=question.first, last=question.last
    )
    for one in known:
        if asked == question and (one.first, one.last) == (question.first, question.last):
            return one
    if not known:
        raise Invalid({"release": _("De esto no se ha publicado nada.")})
    there = "; ".join(dict.fromkeys(f"{one.first} – {one.last}" for one in known))
    raise Invalid(
        {
            "release": _(
                "Solo se da tal como se publicó: estas fechas, sin otros filtros: %(there)s.",
                there=there,
            )
        }
    )
