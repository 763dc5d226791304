"""What publishing a rota comes to, before it is done and after."""

from datetime import datetime

from msgspec import Struct

from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.rota.diff import Line, repair
from volunteers.assignments.domain.rota.publishing import Published
from volunteers.assignments.domain.rota.review import Review


class Moves(Struct, frozen=True):
    """What a repair stirs up, in words; `nothing` where it found nobody."""

    said: str
    nothing: bool = False


def moves(review: Review) -> Moves | None:
    """Such as «1 cambio; nadie más se mueve.», of a repair."""
    if review.rota.event is None:
        return None
    found = repair(review.lines)
    if not found.changes and review.rota.state == "draft":
        return _nobody(review)
    if not found.changes and not found.moved:
        return Moves(_("No hay ningún cambio que hacer."))
    said = ngettext("%(n)s cambio", "%(n)s cambios", found.changes)
    if not found.moved:
        return Moves(_("%(changes)s; nadie más se mueve.", changes=said))
    moved = ngettext(
        "%(n)s persona deja el lugar que tenía",
        "%(n)s personas dejan el lugar que tenían",
        found.moved,
    )
    return Moves(_("%(changes)s; %(moved)s.", changes=said, moved=moved))


def _nobody(review: Review) -> Moves:
    if not any(look.missing for look in review.counted):
        return Moves(_("No hay ningún cambio que hacer."), nothing=True)
    return Moves(
        _("No hay quien pueda tomar el lugar libre. Abajo está lo más fácil que se puede hacer."),
        nothing=True,
    )


def will(review: Review) -> str:
    """What publishing comes to, before it is done."""
    asked = [line for line in review.lines if _asked(line)]
    out = [line for line in review.lines if line.change == "out"]
    pencilled = sum(line.change == "kept" for line in asked)
    parts = [
        _invitations(asked),
        ngettext("%(n)s ya estaba como propuesta.", "%(n)s ya estaban como propuestas.", pencilled)
        if pencilled
        else "",
        *_taken_back(out),
        _drafts(review),
    ]
    return " ".join(part for part in parts if part)


def proposals(review: Review, at: datetime) -> int:
    """How many people are pencilled in and could be asked now."""
    return sum(
        entry.line.status == "proposed" and look.event.starts_at > at
        for look in review.looks
        for entry in look.entries
    )


def left_out(review: Review, done: Published | None) -> list[str]:
    """What could not be done when it was published, in sentences."""
    titles = {look.event.id: look.event.title for look in review.looks}
    found = done.left_out if done else ()
    return [
        f"{review.people[one.volunteer].name}, «{titles.get(one.event, '—')}»: {one.reason}"
        for one in found
        if one.volunteer in review.people
    ]


def _asked(line: Line) -> bool:
    pencilled_in = line.change == "kept" and line.status == "proposed"
    return pencilled_in or line.change in {"new", "role"}


def _invitations(asked: list[Line]) -> str:
    people = len({line.volunteer for line in asked})
    to = ngettext("%(n)s persona", "%(n)s personas", people)
    return ngettext(
        "Se hará %(n)s invitación, a %(people)s.",
        "Se harán %(n)s invitaciones, a %(people)s.",
        len(asked),
        people=to,
    )


def _taken_back(out: list[Line]) -> list[str]:
    told = sum(line.status == "invited" for line in out)
    silent = sum(line.status == "proposed" for line in out)
    said = [
        (
            told,
            ngettext(
                "A %(n)s persona invitada se le avisará que ya no hace falta.",
                "A %(n)s personas invitadas se les avisará que ya no hace falta.",
                told,
            ),
        ),
        (
            silent,
            ngettext("%(n)s propuesta se retira.", "%(n)s propuestas se retiran.", silent),
        ),
    ]
    return [words for number, words in said if number]


def _drafts(review: Review) -> str:
    """Events that nobody outside sees yet, although people are asked to them."""
    number = sum(
        look.event.status == "draft" and any(_asked(entry.line) for entry in look.entries)
        for look in review.looks
    )
    if not number:
        return ""
    return ngettext(
        "%(n)s actividad sigue en borrador.", "%(n)s actividades siguen en borrador.", number
    )
