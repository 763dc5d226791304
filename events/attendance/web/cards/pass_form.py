"""The forms about passes: a sheet to print, a card to revoke, a card that replaces another."""

from collections.abc import Collection
from typing import Final

from msgspec import Struct

from events.attendance.domain.cards import pass_reading, pass_serials, pass_sheets
from events.attendance.domain.cards.pass_replacement import Replacement
from events.attendance.domain.cards.pass_sheets import NewSheet
from events.planning.domain.codelists import Place
from server.foundation.identity import new_id
from server.foundation.translation import gettext as _
from server.web.forms import Form

LANGUAGES: Final = {"es": ("es",), "en": ("en",), "both": ("es", "en")}
USUAL: Final = "100"


class Run(Struct, frozen=True):
    """Cards of a sheet, the last one included."""

    first: int
    last: int
    reason: str


def blank_sheet(places: Collection[Place]) -> Form:
    """The form of a sheet that is not printed yet; its id makes that happen once."""
    only = [place.ine for place in places] if len(places) == 1 else []
    return Form(
        {"id": [str(new_id())], "cards": [USUAL], "languages": ["es"], "municipality": only}
    )


def new_sheet(form: Form, letters: str, places: Collection[Place]) -> NewSheet:
    """The sheet to print; raises Invalid."""
    sheet = NewSheet(
        id=form.reference("id") or new_id(),
        letters=letters,
        municipality=form.choice("municipality", {place.ine for place in places}),
        cards=form.whole("cards", least=1, most=pass_sheets.MOST) or 0,
        note=form.text("note", most=120, required=False),
    )
    if not form.value("cards").strip():
        form.wrong("cards", _("Falta este dato."))
    form.choice("languages", LANGUAGES)
    form.check()
    return sheet


def languages() -> list[tuple[str, str]]:
    """The languages that cards can speak."""
    return [("es", _("Español")), ("en", _("Inglés")), ("both", _("Español e inglés"))]


def run(form: Form, cards: int) -> Run:
    """Which cards of a sheet of so many are meant: both fields empty mean all; raises Invalid."""
    first = form.whole("first", least=1, most=cards)
    last = form.whole("last", least=1, most=cards)
    reason = form.text("reason")
    form.check()
    if first is None and last is None:
        return Run(1, cards, reason)
    first = first or last or 1
    last = last or first
    if last < first:
        form.wrong("last", _("La última va después de la primera."))
    form.check()
    return Run(first, last, reason)


def serial_or_code(form: Form) -> tuple[str, int] | str:
    """What was read off a card: its serial or its code; raises Invalid."""
    text = form.value("card")
    read = pass_serials.read(text) or pass_reading.read(text)
    form.text("reason")
    if read is None or pass_reading.UNREAD in read:
        form.wrong("card", _unread(text))
    form.check()
    assert read is not None
    return read


def replacement(form: Form) -> Replacement:
    """Which pass takes the place of which; raises Invalid."""
    asked = Replacement(
        old=_code(form, "old"),
        new=_code(form, "new"),
        reason=form.text("reason"),
        same_person=form.ticked("same_person"),
    )
    form.check()
    return asked


def _code(form: Form, name: str) -> str:
    text = form.value(name)
    read = pass_reading.read(text)
    if read is None:
        form.wrong(name, _by_serial() if pass_serials.read(text) else _unread(text))
    return read or ""


def _unread(text: str) -> str:
    if not text.strip():
        return _("Falta este dato.")
    return _(
        "Eso no es el código de una tarjeta: tiene 12 letras y números, sin 0, 1, I, L, O ni U."
    )


def _by_serial() -> str:
    return _(
        "El número de serie no alcanza: para que nadie se cuente dos veces hace falta el código."
    )
