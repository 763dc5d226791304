"""Reading a filled-in form: every mistake found at once, nothing typed is lost."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from server.foundation.errors import Invalid
from server.foundation.plain_text import one_line, paragraphs
from server.foundation.translation import gettext as _

EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2099, 12, 31)


class Form:
    """What somebody typed, and a sentence for each field that cannot be used."""

    def __init__(self, values: Mapping[str, Sequence[str]] | None = None) -> None:
        self._values = {name: [str(v) for v in given] for name, given in (values or {}).items()}
        self.errors: dict[str, str] = {}

    def value(self, name: str) -> str:
        """What stands in the field."""
        return (self.values(name) or [""])[0]

    def values(self, name: str) -> list[str]:
        """Everything that is chosen in the field."""
        return self._values.get(name, [])

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.value(name))

    def put(self, name: str, value: str) -> None:
        """Replace what stands in the field."""
        self._values[name] = [value]

    def error(self, name: str) -> str | None:
        """What is wrong with the field."""
        return self.errors.get(name)

    def wrong(self, name: str, sentence: str) -> None:
        """Note what is wrong with a field; the first sentence stays."""
        self.errors.setdefault(name, sentence)

    def refused(self, refusal: Invalid) -> "Form":
        """This form with the sentences of a refusal beside the fields they speak of."""
        for name, sentence in refusal.fields.items():
            self.wrong(name, sentence)
        return self

    def check(self) -> None:
        """Raise Invalid when anything that was read is wrong."""
        if self.errors:
            raise Invalid(self.errors)

    def text(self, name: str, *, most: int = 200, required: bool = True) -> str:
        """One line of text, trimmed and without control characters."""
        return self._written(name, one_line(self.value(name)), most, required=required)

    def paragraphs(self, name: str, *, most: int = 2000, required: bool = True) -> str:
        """Text of several lines, otherwise as `text`."""
        return self._written(name, paragraphs(self.value(name)), most, required=required)

    def _written(self, name: str, text: str, most: int, *, required: bool) -> str:
        if required and not text:
            self.wrong(name, _("Falta este dato."))
        if len(text) > most:
            self.wrong(name, _("Tiene más de %(n)s caracteres.", n=most))
        return text

    def whole(self, name: str, *, least: int = 0, most: int = 100_000) -> int | None:
        """A whole number, or None when the field is empty."""
        text = self.value(name).strip()
        if not text:
            return None
        # Python refuses to read thousands of digits, with an error of its own.
        number = int(text) if len(text) < 20 and text.isascii() and text.isdecimal() else None
        if number is None or not least <= number <= most:
            self.wrong(
                name,
                _(
                    "Debe ser un número entero de %(least)s a %(most)s.",
                    least=f"{least:,}",
                    most=f"{most:,}",
                ),
            )
            return None
        return number

    def choice(self, name: str, among: Collection[str], *, required: bool = True) -> str:
        """One of the options offered."""
        chosen = self.value(name)
        if not chosen and not required:
            return ""
        if chosen not in among:
            self.wrong(name, _("Elegir una de las opciones."))
        return chosen

    def choices(
        self, name: str, among: Collection[str], *, required: bool = True
    ) -> tuple[str, ...]:
        """Some of the options offered, in the order given."""
        chosen = tuple(dict.fromkeys(self.values(name)))
        if (required and not chosen) or not set(chosen) <= set(among):
            self.wrong(name, _("Elegir al menos una de las opciones."))
        return chosen

    def reference(self, name: str, *, required: bool = True) -> UUID | None:
        """The id of something chosen from a list."""
        text = self.value(name)
        if not text and not required:
            return None
        try:
            return UUID(text)
        except ValueError:
            self.wrong(name, _("Elegir una de las opciones."))
            return None

    def day(self, name: str) -> date:
        """A date as `<input type=date>` sends it."""
        if not self.value(name):
            self.wrong(name, _("Falta la fecha."))
            return EARLIEST
        try:
            day = date.fromisoformat(self.value(name))
        except ValueError:
            day = date.min
        if not EARLIEST <= day <= LATEST:
            self.wrong(name, _("Falta una fecha válida, por ejemplo 2026-12-05."))
            return EARLIEST
        return day

    def hour(self, name: str) -> time:
        """A time of day as `<input type=time>` sends it."""
        if not self.value(name):
            self.wrong(name, _("Falta la hora."))
            return time.min
        try:
            return time.fromisoformat(self.value(name)).replace(tzinfo=None)
        except ValueError:
            self.wrong(name, _("Falta una hora válida, por ejemplo 09:00."))
            return time.min

    def moment(self, day: str, hour: str, zone: ZoneInfo) -> datetime:
        """The instant of a date field and a time field on the clocks of `zone`."""
        return datetime.combine(self.day(day), self.hour(hour), zone)
