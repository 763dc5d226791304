"""What an administrator writes down about a service, and whether everybody may read it."""

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from events.planning.domain import casework, discretion
from events.planning.domain.tongues import TONGUES
from server.foundation.errors import Invalid
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

KINDS: Final = ("line", "service", "shelter")
TELEPHONE: Final = re.compile(r"\+?[0-9](?:[ -]?[0-9]){2,14}")
WORDS: Final = ("name_es", "name_en", "hours_es", "hours_en", "address")
LONGEST: Final = {"address": 200}
USUALLY: Final = 80


class ServiceWritten(Struct, frozen=True, kw_only=True):
    """A service as it is written down; without a municipality it serves the whole country."""

    kind: str
    name_es: str
    telephone: str
    name_en: str = ""
    hours_es: str = ""
    hours_en: str = ""
    always_open: bool = False
    languages: tuple[str, ...] = ()
    municipality: str | None = None
    address: str = ""


def tidy(service: ServiceWritten) -> ServiceWritten:
    """The service with everything in its place; raises Invalid with a sentence per field."""
    texts = {name: one_line(getattr(service, name)) for name in (*WORDS, "telephone")}
    tidied = replace(service, **texts)
    wrong = {
        **{name: _wrong_words(name, texts[name]) for name in WORDS},
        "kind": None if service.kind in KINDS else _("Elegir una de las opciones."),
        "telephone": _wrong_telephone(tidied.telephone),
        "languages": _wrong_languages(service.languages),
    }
    wrong["name_es"] = wrong["name_es"] or (None if tidied.name_es else _("Falta el nombre."))
    wrong["address"] = _told_where(tidied) or wrong["address"]
    if any(wrong.values()):
        raise Invalid({name: sentence for name, sentence in wrong.items() if sentence})
    return tidied


def _wrong_words(name: str, text: str) -> str | None:
    longest = LONGEST.get(name, USUALLY)
    if len(text) > longest:
        return _("Tiene más de %(n)s caracteres.", n=longest)
    word = discretion.sensitive_word(text)
    if word:
        return _(
            "«%(word)s» no puede quedar a la vista de quien mire el teléfono. Decirlo con palabras"
            " neutras, por ejemplo «Línea de apoyo».",
            word=word,
        )
    case = casework.wrongly_a_case(text)
    return casework.refusal(case) if case else None


def _told_where(service: ServiceWritten) -> str | None:
    if service.kind == "shelter" and service.address:
        return _("De un albergue nunca se dice dónde está.")
    return None


def _wrong_telephone(telephone: str) -> str | None:
    if TELEPHONE.fullmatch(telephone):
        return None
    return _("Falta un teléfono, por ejemplo 1555 o +502 2345 6789.")


def _wrong_languages(languages: tuple[str, ...]) -> str | None:
    return None if set(languages) <= set(TONGUES) else _("Elegir al menos una de las opciones.")
