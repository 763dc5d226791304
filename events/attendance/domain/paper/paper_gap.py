"""What a sheet of paper says beside what the register knows already."""

from msgspec import Struct

from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


class Gap(Struct, frozen=True, kw_only=True):
    """How many people were seen in the `room`, and how many of them are accounted for.

    `recorded` have a line of their own, `counted` stand on other sheets, `sheet` on this one.
    """

    room: int | None
    recorded: int
    counted: int
    sheet: int

    @property
    def known(self) -> int:
        """How many the register holds before this sheet."""
        return self.recorded + self.counted

    @property
    def left(self) -> int:
        """How many of the room this sheet leaves out; below zero when it has too many."""
        return 0 if self.room is None else self.room - self.known - self.sheet

    @property
    def closes(self) -> bool:
        """Whether the room, the register and the sheet agree."""
        return self.room is not None and self.left == 0


def sentences(gap: Gap) -> list[str]:
    """What is to be said of it, such as «La hoja cuenta 42 en la sala; …: faltan 12»."""
    if gap.room is None:
        return [_nothing_to_compare(gap)]
    return [f"{_room(gap.room)} {_known(gap)}: {_missing(gap.room - gap.known)}.", _sheet(gap)]


def _nothing_to_compare(gap: Gap) -> str:
    return _(
        "La hoja anota a %(sheet)s y el registro ya tiene a %(known)s: serían %(sum)s en total.",
        sheet=gap.sheet,
        known=gap.known,
        sum=gap.sheet + gap.known,
    )


def _room(people: int) -> str:
    return _("La hoja cuenta %(n)s en la sala;", n=people)


def _known(gap: Gap) -> str:
    recorded = ngettext(
        "ya hay %(n)s registrada una por una", "ya hay %(n)s registradas una por una", gap.recorded
    )
    if not gap.counted:
        return recorded
    return _("%(recorded)s y %(n)s en otros conteos", recorded=recorded, n=gap.counted)


def _missing(people: int) -> str:
    if people == 0:
        return _("no falta nadie")
    if people < 0:
        return ngettext("sobra %(n)s", "sobran %(n)s", -people)
    return ngettext("falta %(n)s", "faltan %(n)s", people)


def _sheet(gap: Gap) -> str:
    if gap.left == 0:
        return _("La hoja anota a %(n)s: todo cuadra.", n=gap.sheet)
    if gap.left > 0:
        return ngettext(
            "La hoja anota a %(sheet)s: quedaría %(n)s sin anotar.",
            "La hoja anota a %(sheet)s: quedarían %(n)s sin anotar.",
            gap.left,
            sheet=gap.sheet,
        )
    return ngettext(
        "La hoja anota a %(sheet)s: en el registro habría %(n)s más que en la sala. ¿Se contó"
        " también a quienes ya estaban registradas?",
        "La hoja anota a %(sheet)s: en el registro habría %(n)s más que en la sala. ¿Se contó"
        " también a quienes ya estaban registradas?",
        -gap.left,
        sheet=gap.sheet,
    )
