"""Each rule of a rota in words: why somebody cannot take a place, how many cannot, what to do."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Final

from server.foundation.translation import gettext as _
from server.foundation.translation import later, ngettext
from volunteers.assignments.domain.solver.instance import Cleared
from volunteers.assignments.domain.solver.rules import Rule
from volunteers.people.domain import words

SENTENCES: Final[dict[Rule, str]] = {
    "already": later("Ya está en el equipo de esta actividad."),
    "not_qualified": later("Falta formación para ese papel en los temas de la actividad."),
    "not_cleared": later("Falta una constancia vigente en la fecha, y se espera a menores."),
    "novice": later("Está empezando: no dirige, y ayuda solo junto a alguien con experiencia."),
    "too_far": later("Queda más lejos de lo que puede viajar."),
    "away": later("Avisó que no está ese día."),
    "unavailable": later("A esa hora no tiene tiempo."),
    "busy": later("Ya tiene otro turno a esa hora, o sin tiempo para llegar."),
    "week_full": later("Ya tiene los turnos que puede tomar esa semana."),
    "month_full": later("Ya tiene los turnos que puede tomar ese mes."),
    "refused": later("Dijo que no a esta actividad o se le retiró de ella."),
    "apart": later("No trabaja junto a alguien del equipo."),
    "alone": later("Sería la única persona adulta, y se espera a menores."),
}
OVER: Final = later("Hay más personas de las que hacen falta en ese papel.")
COUNTS: Final[dict[Rule, Callable[[int], str]]] = {
    "already": lambda n: ngettext("%(n)s ya está", "%(n)s ya están", n),
    "not_qualified": lambda n: ngettext("%(n)s sin formación", "%(n)s sin formación", n),
    "not_cleared": lambda n: ngettext(
        "%(n)s sin constancia vigente en la fecha", "%(n)s sin constancia vigente en la fecha", n
    ),
    "novice": lambda n: ngettext(
        "%(n)s recién empieza y le falta a quien acompañar",
        "%(n)s recién empiezan y les falta a quien acompañar",
        n,
    ),
    "too_far": lambda n: ngettext("%(n)s vive demasiado lejos", "%(n)s viven demasiado lejos", n),
    "away": lambda n: ngettext("%(n)s ausente", "%(n)s ausentes", n),
    "unavailable": lambda n: ngettext(
        "%(n)s sin tiempo a esa hora", "%(n)s sin tiempo a esa hora", n
    ),
    "busy": lambda n: ngettext("%(n)s ocupada", "%(n)s ocupadas", n),
    "week_full": lambda n: ngettext("%(n)s con la semana llena", "%(n)s con la semana llena", n),
    "month_full": lambda n: ngettext("%(n)s con el mes lleno", "%(n)s con el mes lleno", n),
    "refused": lambda n: ngettext("%(n)s dijo que no", "%(n)s dijeron que no", n),
    "apart": lambda n: ngettext(
        "%(n)s no trabaja con alguien del equipo", "%(n)s no trabajan con alguien del equipo", n
    ),
    "alone": lambda n: ngettext(
        "%(n)s quedaría a solas con menores", "%(n)s quedarían a solas con menores", n
    ),
}
# What somebody misses who misses nothing else.
ONLY: Final[dict[Rule, str]] = {
    "not_qualified": later("la formación"),
    "not_cleared": later("la constancia"),
    "novice": later("recién empezar"),
    "too_far": later("la distancia"),
    "away": later("una ausencia"),
    "unavailable": later("el horario"),
    "busy": later("otro turno"),
    "week_full": later("la semana llena"),
    "month_full": later("el mes lleno"),
    "refused": later("haber dicho que no"),
    "apart": later("no trabajar con alguien del equipo"),
    "alone": later("faltar otra persona adulta"),
}


def sentence(rule: Rule) -> str:
    """Why somebody cannot take a place."""
    return _(SENTENCES[rule])


def busy(titles: Collection[str]) -> str:
    """The same, naming what else is on then."""
    if not titles:
        return sentence("busy")
    named = ", ".join(f"«{title}»" for title in titles)
    return _("Coincide con %(titles)s, o no da tiempo para llegar.", titles=named)


def not_cleared(held: Collection[Cleared]) -> str:
    """The same, with the day on which the last clearance lapses."""
    if not held:
        return _("Falta la constancia para trabajar con menores.")
    return _(
        "La constancia para trabajar con menores vale hasta el %(day)s y no cubre la fecha.",
        day=day(max(one.last for one in held)),
    )


def too_far(way: int, most: int | None) -> str:
    """The same, in minutes."""
    return _("Queda a %(way)s minutos; puede viajar %(most)s.", way=way, most=most)


def over() -> str:
    """Why a place is one too many."""
    return _(OVER)


def count(rule: Rule, number: int) -> str:
    """How many people a rule speaks against, such as «6 ocupadas»."""
    return COUNTS[rule](number)


def only(rule: Rule) -> str:
    """What is missing, in a word or two."""
    return _(ONLY.get(rule, SENTENCES[rule]))


def day(ordinal: int) -> str:
    """Such as «3 de marzo de 2027»."""
    return words.day(date.fromordinal(ordinal))
