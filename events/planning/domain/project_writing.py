"""What is written down about a project, and whether it can stand."""

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec
from msgspec import Struct

from events.planning.domain import casework, discretion, money
from events.planning.domain.plain_words import plain
from server.foundation.errors import Invalid
from server.foundation.plain_text import one_line, paragraphs
from server.foundation.translation import gettext as _

NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")
LENGTHS: Final = {"name": 120, "donor": 120, "implementer": 120, "partners": 500, "goal": 2000}
EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2099, 12, 31)
# What the addresses of the pages need for themselves.
TAKEN: Final = frozenset({"nuevo"})


class ProjectDraft(Struct, frozen=True, kw_only=True):
    """A project as it is written down; `places` are INE codes."""

    name: str
    donor: str = ""
    implementer: str = ""
    partners: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    budget: Decimal | None = None
    currency: str = money.QUETZALES
    goal: str = ""
    places: tuple[str, ...] = ()


def tidy(draft: ProjectDraft) -> ProjectDraft:
    """The draft without what nobody can see; raises Invalid with a sentence for each field."""
    words = {name: one_line(getattr(draft, name)) for name in LENGTHS if name != "goal"}
    neat = msgspec.structs.replace(draft, **words, goal=paragraphs(draft.goal))
    wrong = {
        "name": None if neat.name else _("Falta el nombre."),
        "starts_on": _wrong_day(neat.starts_on),
        "ends_on": _wrong_day(neat.ends_on) or _wrong_end(neat),
        "budget": _wrong_budget(neat.budget),
        "currency": None if money.known(neat.currency) else _("Esa moneda no existe."),
        **_wrong_words(neat),
    }
    found = {field: sentence for field, sentence in wrong.items() if sentence}
    if found:
        raise Invalid(found)
    return neat


def slug_of(name: str, taken: set[str]) -> str:
    """The short name that stands in addresses: of the name, or of none where it must stay unsaid.

    Empty where the name is already another's, or has no letters.
    """
    slug = NOT_LETTERS.sub("-", plain(name)).strip("-")[:50].strip("-")
    if discretion.sensitive_word(name) or slug in TAKEN:
        return next(it for n in range(1, len(taken) + 2) if (it := f"proyecto-{n}") not in taken)
    return "" if slug in taken else slug


def _wrong_words(draft: ProjectDraft) -> dict[str, str]:
    wrong = {}
    for name, most in LENGTHS.items():
        text = getattr(draft, name)
        if len(text) > most:
            wrong[name] = _("Tiene más de %(n)s caracteres.", n=most)
        elif words := casework.wrongly_a_case(text):
            wrong[name] = casework.refusal(words)
    return wrong if draft.name else {**wrong, "name": _("Falta el nombre.")}


def _wrong_day(day: date | None) -> str | None:
    fine = day is None or EARLIEST <= day <= LATEST
    return None if fine else _("La fecha debe estar entre los años 2000 y 2099.")


def _wrong_end(draft: ProjectDraft) -> str | None:
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        return _("El último día no puede ser anterior al primero.")
    return None


def _wrong_budget(amount: Any) -> str | None:
    if amount is None or money.possible(amount):
        return None
    return _("El presupuesto es un monto con dos decimales como mucho, como 1,250.50.")
