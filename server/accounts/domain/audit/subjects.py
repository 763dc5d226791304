"""What an entry is about, in words and with the page that shows it."""

import unicodedata
from typing import Final

from msgspec import Struct

from server.foundation.translation import gettext as _
from server.foundation.translation import later

NAMES: Final = {
    "event": later("actividad"), "volunteer": later("quien ayuda"), "account": later("cuenta"),
    "assignment": later("turno"), "cover": later("búsqueda"), "rota": later("planificación"),
    "series": later("serie"), "programme": later("programa"), "project": later("proyecto"),
    "kind": later("tipo de actividad"), "venue": later("lugar"), "template": later("plantilla"),
    "period": later("periodo"), "indicator": later("indicador"), "receipt": later("recibo"),
    "release": later("publicación"), "notice": later("aviso"), "webhook": later("programa externo"),
    "channel": later("medio"), "question": later("pregunta"), "support": later("servicio"),
    "sheet": later("pliego"), "check_in": later("línea"), "headcount": later("conteo"),
    "audit": later("auditoría"), "accounts": later("cuentas"), "volunteers": later("personas"),
    "outbox": later("avisos"), "organisation": later("organización"), "milestone": later("hito"),
    "replica": later("réplica"), "cited_fact": later("cita"), "reminder_rule": later("regla"),
    "release_reader": later("lista de informes"), "backup": later("copia"),
    "token": later("llave"), "network": later("RAC"), "retention": later("conservación"),
}  # fmt: skip
PAGES: Final = {
    "event": "/eventos/{}", "volunteer": "/personas/{}", "rota": "/turnos/planificacion/{}",
    "series": "/series/{}", "programme": "/programas/{}", "receipt": "/recibo/{}",
    "notice": "/avisos/{}", "question": "/ajustes/preguntas/{}", "support": "/ajustes/apoyo/{}",
    "release": "/alcance/publicaciones/{}", "period": "/alcance/periodos/{}",
    "account": "/ajustes/datos/{}",
}  # fmt: skip
SHORT: Final = 8
BEGINNING: Final = 4
"""Of a word so many letters are needed; fewer may be somebody's name."""


class Subject(Struct, frozen=True):
    """What it is called; `href` is empty where there is no page of it."""

    words: str
    href: str


class Named(Struct, frozen=True):
    """Kinds of subjects that a text names, and how the key of one ends, if it says that too."""

    kinds: list[str]
    rest: str


def subject(written: str, called: str = "") -> Subject:
    """A subject such as `event:0192…`, as people read it; `called` is its name, if known."""
    kind, _colon, key = written.partition(":")
    name = _(NAMES[kind]) if kind in NAMES else kind
    if not key:
        return Subject(name, "")
    return Subject(f"{name} {called or _short(key)}", PAGES.get(kind, "").format(key))


def _short(key: str) -> str:
    # Of a UUIDv7 the end tells things of one minute apart, not the beginning.
    return f"…{key[-SHORT:]}" if len(key) == 36 else key


def named(text: str) -> Named:
    """What is meant by the words of `subject`: «cuenta», «cuenta Ana», «cuenta …2f4e96c5»."""
    said = _plain(text)
    words = {kind: _plain(_(word)) for kind, word in NAMES.items()}
    enough = len(said) >= BEGINNING
    kinds = [
        kind for kind, word in words.items() if word == said or (enough and word.startswith(said))
    ]
    if kinds or not said:
        return Named(kinds, "")
    first = max(
        (word for word in words.values() if said.startswith(f"{word} ")), key=len, default=""
    )
    rest = text.strip()[len(first) :].strip().removeprefix("…") if first else ""
    return Named([kind for kind, word in words.items() if word == first], rest)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", " ".join(text.lower().split()))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
