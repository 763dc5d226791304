"""Doubts about a register as their page shows them: what can be decided about each sort."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from msgspec import Struct

from events.attendance.domain.review import doubts
from events.attendance.domain.review.doubts import Doubt
from events.attendance.domain.review.doubts_lines import Undone
from events.attendance.domain.review.doubts_numbers import Crowd, Early, Skewed, Untrue
from events.attendance.domain.review.doubts_twice import SameRoom, Twins
from events.attendance.web.review import inbox_whys, inbox_words
from events.attendance.web.review.inbox_whys import Why
from events.attendance.web.review.inbox_words import Words
from server.foundation.translation import gettext as _
from server.web.forms import Form


class Choice(Struct, frozen=True):
    """A button: what it decides, and how it looks."""

    value: str
    label: str
    kind: str = "quiet"


class Row(Struct, frozen=True):
    """One doubt: a heading, and what speaks for it."""

    value: str
    title: str
    detail: str
    ticked: bool


class Section(Struct, frozen=True, kw_only=True):
    """Doubts of one sort, decided together; `name` tells its fields from those of the others.

    `reasons` are the usual ones, by their keys.
    """

    name: str
    title: str
    text: str
    symbol: str
    rows: list[Row]
    reasons: tuple[str, ...]
    choices: list[Choice]

    @property
    def whys(self) -> list[Why]:
        """The usual reasons, each beside what it speaks for."""
        return inbox_whys.whys(self.reasons, [choice.value for choice in self.choices])


D = TypeVar("D", bound=Doubt)
KEPT: Final = "kept"


def sections(found: Sequence[Doubt], words: Words, form: Form) -> list[Section]:
    """Doubts by what can be decided about them, as far as there are any."""
    lines = [doubt for doubt in found if isinstance(doubt, Untrue | Early) and _has_lines(doubt)]
    rest = [doubt for doubt in found if isinstance(doubt, Crowd | Untrue) and doubt not in lines]
    made = [
        _twins([doubt for doubt in found if isinstance(doubt, Twins)], words, form),
        _same_room([doubt for doubt in found if isinstance(doubt, SameRoom)], words, form),
        _wrong_lines(lines, words, form),
        _undone([doubt for doubt in found if isinstance(doubt, Undone)], words, form),
        _numbers(rest, form),
        _clocks([doubt for doubt in found if isinstance(doubt, Skewed)], words, form),
    ]
    return [section for section in made if section.rows]


def _twins(found: Sequence[Twins], words: Words, form: Form) -> Section:
    return Section(
        name="twins",
        title=_("¿La misma persona dos veces?"),
        text=_("Sin tarjeta, con las mismas respuestas y a menos de un minuto una de otra."),
        symbol="users",
        rows=_rows("twins", found, form, lambda doubt: inbox_words.twins(doubt, words)),
        reasons=("counted_twice", "other_person"),
        choices=[
            Choice("merged", _("Es la misma: contar una"), "primary"),
            Choice(KEPT, _("Son dos personas")),
        ],
    )


def _same_room(found: Sequence[SameRoom], words: Words, form: Form) -> Section:
    return Section(
        name="rooms",
        title=_("¿La misma sala contada dos veces?"),
        text=_("Dos conteos casi iguales, con menos de media hora entre uno y otro."),
        symbol="hand",
        rows=_rows("rooms", found, form, lambda doubt: inbox_words.same_room(doubt, words)),
        reasons=("same_group", "other_group"),
        choices=[
            Choice("merged-first", _("Dejar solo el primero"), "primary"),
            Choice("merged-second", _("Dejar solo el segundo")),
            Choice(KEPT, _("Son dos grupos: dejar ambos")),
        ],
    )


def _wrong_lines(found: Sequence[Untrue | Early], words: Words, form: Form) -> Section:
    return Section(
        name="lines",
        title=_("Conteos que no cuadran"),
        text=_("Un conteo mayor que la sala, o personas registradas horas antes de empezar."),
        symbol="alert",
        rows=_rows("lines", found, form, lambda doubt: inbox_words.wrong_lines(doubt, words)),
        reasons=("typing_error", "was_a_trial", "right_as_it_is"),
        choices=[
            Choice("voided", _("Anular estas líneas"), "danger"),
            Choice(KEPT, _("Está bien: dejarlas")),
        ],
    )


def _undone(found: Sequence[Undone], words: Words, form: Form) -> Section:
    return Section(
        name="undone",
        title=_("Deshecho en la puerta después de cerrar"),
        text=_("El teléfono avisó cuando el registro ya estaba cerrado: estas líneas aún cuentan."),
        symbol="undo",
        rows=_rows("undone", found, form, lambda doubt: inbox_words.undone(doubt, words)),
        reasons=("slip_at_the_door", "right_as_it_is"),
        choices=[
            Choice("voided", _("Anular estas líneas"), "danger"),
            Choice(KEPT, _("Está bien: dejarlas")),
        ],
    )


def _numbers(found: Sequence[Crowd | Untrue], form: Form) -> Section:
    return Section(
        name="numbers",
        title=_("Cifras que no cuadran"),
        text=_("Corregir las líneas que sobren, o decir por qué está bien."),
        symbol="chart",
        rows=_rows("numbers", found, form, inbox_words.number),
        reasons=("people_stood", "came_and_went"),
        choices=[Choice(KEPT, _("Está bien así"), "primary")],
    )


def _clocks(found: Sequence[Skewed], words: Words, form: Form) -> Section:
    return Section(
        name="clocks",
        title=_("Relojes que no iban bien"),
        text=_("Sus horas se muestran corregidas. No hace falta cambiar nada."),
        symbol="timer",
        rows=_rows("clocks", found, form, lambda doubt: inbox_words.clock(doubt, words)),
        reasons=("clock_was_wrong",),
        choices=[Choice(KEPT, _("Tomar nota"), "primary")],
    )


def _has_lines(doubt: Untrue | Early) -> bool:
    return isinstance(doubt, Early) or doubt.line is not None


def _rows(
    name: str, found: Sequence[D], form: Form, words: Callable[[D], tuple[str, str]]
) -> list[Row]:
    """Doubts as rows; what was ticked stays ticked, and one alone is ticked from the start."""
    sent = form.value("section") == name
    return [
        Row(value, *words(doubt), ticked=value in form.values("pick") if sent else len(found) == 1)
        for doubt in found
        for value in [written(doubt)]
    ]


def written(doubt: Doubt) -> str:
    """A doubt as its checkbox sends it."""
    key = doubts.key(doubt)
    return f"{key.kind}|{key.subject}"
