"""What a coordinator decided on the page of doubts: which of them, what, and why."""

from uuid import UUID

from events.attendance.domain.review import reasons
from events.attendance.domain.review.doubts import Key
from events.attendance.domain.review.rulings import Judgement
from events.attendance.domain.stated import LONGEST
from server.foundation.translation import gettext as _
from server.web.forms import Form


def doubts(form: Form) -> list[Key]:
    """The doubts that are ticked; raises Invalid for none."""
    _need_some(form)
    named = [value.partition("|") for value in form.values("pick")]
    return [Key(kind, subject) for kind, _bar, subject in named]


def lines(form: Form) -> list[UUID]:
    """The lines that are ticked; raises Invalid for none."""
    _need_some(form)
    return [line for line in map(_line, form.values("pick")) if line is not None]


def judgement(form: Form) -> Judgement:
    """What was decided and why; a reason that is written goes before one that is chosen."""
    section = form.value("section")
    fate, _dash, keep = form.value("fate").partition("-")
    written = form.text(f"reason-{section}", most=LONGEST, required=False)
    reason = written or _usual(form, f"why-{section}", fate)
    to = form.reference(f"to-{section}") if fate == "moved" else None
    form.check()
    return Judgement(
        fate=fate, reason=reason, to=to, keep="second" if keep == "second" else "first"
    )  # fmt: skip


def _usual(form: Form, name: str, fate: str) -> str:
    """The reason that is chosen, which has to speak for what is decided."""
    reason = form.value(name)
    if not reason:
        form.wrong(name, _("Falta el motivo."))
    elif not reasons.speaks_for(reason, fate):
        form.wrong(name, _("Ese motivo dice otra cosa que el botón: elegir otro, o escribirlo."))
    return reason


def _need_some(form: Form) -> None:
    if not form.values("pick"):
        form.wrong("form", _("Marcar al menos una línea de la lista."))
    form.check()


def _line(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
