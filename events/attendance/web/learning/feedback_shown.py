"""The opinions about an event as its page shows them, in words and bars."""

from collections.abc import Mapping

from msgspec import Struct

from events.attendance.domain.learning.aggregates import Shown
from events.attendance.domain.learning.feedback import SCALE
from events.attendance.domain.learning.feedback_results import Learnt, Results
from events.attendance.domain.learning.knowledge_asked import NOT_SURE
from events.attendance.web.learning.feedback_words import aspect_words, scale_words
from server.foundation.translation import current_language, ngettext
from server.foundation.translation import gettext as _


class Bar(Struct, frozen=True):
    """How often an answer was given, and its share in per cent; `tone` is of the style sheet."""

    label: str
    times: int
    share: int
    tone: str


class Part(Struct, frozen=True, kw_only=True):
    """A question with its bars; without any, `missing` says why."""

    question: str
    answers: str = ""
    bars: list[Bar] = []
    missing: str = ""


class Gain(Struct, frozen=True, kw_only=True):
    """A knowledge question: who was right before and after, and what else was answered."""

    question: str
    right: str
    before: Bar | None
    after: Bar | None
    change: str
    missing: str
    details: list[Part]


def aspects(results: Results) -> list[Part]:
    """What was thought."""
    words = scale_words()
    return [
        _part(aspect_words()[name], shown, {step: words[step] for step in SCALE}, results)
        for name, shown in results.aspects.items()
    ]


def gains(results: Results) -> list[Gain]:
    """What was learnt."""
    return [_gain(learnt, results) for learnt in results.learnt]


def _gain(learnt: Learnt, results: Results) -> Gain:
    asked, before, after = learnt.asked, learnt.before, learnt.after
    choices = asked.choices(current_language())
    labels = {**dict(enumerate(choices)), NOT_SURE: _("No sé")}
    missing = [it for it in (before, after) if not it.answers]
    return Gain(
        question=asked.question(current_language()),
        right=choices[asked.right],
        before=_right(_("Antes"), before, asked.right),
        after=_right(_("Después"), after, asked.right),
        change=_change(before.share(asked.right), after.share(asked.right)),
        missing=_missing(results) if missing else "",
        details=[
            _part(_("Antes"), before, labels, results, right=asked.right),
            _part(_("Después"), after, labels, results, right=asked.right),
        ],
    )


def _part(
    question: str,
    shown: Shown,
    labels: Mapping[int, str],
    results: Results,
    *,
    right: int | None = None,
) -> Part:
    if not shown.answers:
        return Part(question=question, missing=_missing(results))
    bars = [
        Bar(label, shown.counts.get(answer, 0), shown.share(answer) or 0, _tone(answer, right))
        for answer, label in labels.items()
    ]
    answers = ngettext("%(n)s respuesta", "%(n)s respuestas", shown.answers)
    return Part(question=question, answers=answers, bars=bars)


def _right(label: str, shown: Shown, right: int) -> Bar | None:
    share = shown.share(right)
    if share is None:
        return None
    said = _("%(right)s de %(all)s", right=shown.counts.get(right, 0), all=shown.answers)
    return Bar(f"{label}: {said}", shown.counts.get(right, 0), share, "right")


def _change(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return ""
    points = after - before
    if not points:
        return _("Sin cambio")
    sign = "+" if points > 0 else "−"
    return sign + ngettext("%(n)s punto", "%(n)s puntos", abs(points))


def _missing(results: Results) -> str:
    if results.over:
        return _("Menos de %(n)s respuestas: no se muestran.", n=results.threshold)
    return _("Todavía no hay un grupo de respuestas que se pueda mostrar.")


def _tone(answer: int, right: int | None) -> str:
    if right is None:
        return f"step-{answer}"
    return "right" if answer == right else "wrong"
