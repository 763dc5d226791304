"""Whether what belongs to an event beside what, when and where can stand."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from events.planning.domain import quetzales
from events.planning.domain.draft import EventDraft
from events.planning.domain.event import Material
from events.planning.domain.kind_questions import Question
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

MOST_MATERIALS: Final = 20
LAST_POSITION: Final = 200


def neat_details(given: Mapping[str, str], asked: Sequence[Question]) -> dict[str, str]:
    """The answers to what the kind asks; those to other kinds' questions and empty ones go."""
    written = {question.name: one_line(given.get(question.name, "")) for question in asked}
    return {name: answer for name, answer in written.items() if answer}


def neat(material: Material) -> Material:
    """The material without what nobody can see."""
    label, link, version = (
        one_line(it) for it in (material.label, material.link, material.version)
    )
    return Material(label=label, link=link, version=version)


def wrong_details(
    answers: Mapping[str, str], asked: Sequence[Question], stands: Mapping[str, str]
) -> str | None:
    """What is wrong with an answer; those that stand already were right when they were given."""
    for question in asked:
        answer = answers.get(question.name, "")
        if answer == stands.get(question.name, ""):
            continue
        if question.choices and answer and answer not in question.choices:
            return _("%(label)s: elegir una de las opciones.", label=question.label)
        if len(answer) > 200:
            return _("%(label)s: tiene más de %(n)s caracteres.", label=question.label, n=200)
    return None


def wrong_materials(materials: Sequence[Material]) -> str | None:
    """What is wrong with the first of them that cannot stand."""
    if len(materials) > MOST_MATERIALS:
        return _("Son %(n)s materiales como mucho.", n=MOST_MATERIALS)
    for number, material in enumerate(materials, 1):
        wrong = wrong_material(neat(material))
        if wrong:
            return _("Material %(n)s: %(wrong)s", n=number, wrong=wrong[1])
    return None


def wrong_material(material: Material) -> tuple[str, str] | None:
    """Which part of a material is wrong, and why."""
    if not material.label:
        return "label", _("Falta el nombre del material.")
    for part, most in (("label", 120), ("version", 40)):
        if len(getattr(material, part)) > most:
            return part, _("Tiene más de %(n)s caracteres.", n=most)
    if material.link and not _opens(material.link):
        return "link", _("El enlace debe empezar con https:// o http://")
    return None


def wrong_cost(cost: Decimal | None) -> str | None:
    """What is wrong with an amount in quetzales."""
    if cost is None or quetzales.possible(cost):
        return None
    return _("El costo es un monto en quetzales con dos decimales como mucho, como 1,250.50.")


def wrong_travel_note(note: str) -> str | None:
    """Whether the note is too long."""
    return _("Tiene más de %(n)s caracteres.", n=300) if len(one_line(note)) > 300 else None


def wrong_programme(
    draft: EventDraft, project: UUID | None, programme_project: UUID | None
) -> dict[str, str | None]:
    """Whether the event can belong to its programme, and where in it."""
    if draft.programme is None:
        alone = draft.programme_position is None
        return {"programme": None if alone else _("Falta elegir el programa de esa sesión.")}
    if programme_project is None:
        return {"programme": _("Ese programa no existe.")}
    same = project in {None, programme_project}
    return {
        "programme": None if same else _("Ese programa es de otro proyecto."),
        "programme_position": _wrong_position(draft.programme_position),
    }


def _wrong_position(position: int | None) -> str | None:
    if position is None:
        return _("Falta qué número de sesión es.")
    if 1 <= position <= LAST_POSITION:
        return None
    return _("Las sesiones se numeran de 1 a %(n)s.", n=LAST_POSITION)


def _opens(link: str) -> bool:
    try:
        address = urlsplit(link)
    except ValueError:
        return False
    return address.scheme in {"https", "http"} and bool(address.hostname) and len(link) <= 500
