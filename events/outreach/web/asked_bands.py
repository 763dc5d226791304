"""Reading which donor's ages the figures are to be broken down by."""

from typing import Final

from msgspec import Struct

from events.outreach.domain.bands import OTHER, Bands
from events.outreach.domain.code_names import Names, nobody_said
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.indicators.reading import indicators
from server.foundation.translation import gettext as _
from server.web.forms import Form

NAME: Final = "edades"


class OfferedBands(Struct, frozen=True):
    """The indicators that declare ages of their own."""

    declared: list[Indicator]

    @property
    def options(self) -> list[tuple[str, str]]:
        """To choose from; the ages of the house come first."""
        own = [(str(it.id), f"{it.project_name} · {it.name}") for it in self.declared]
        return [("", _("Las de siempre")), *own] if own else []


async def offered_bands() -> OfferedBands:
    """Those of all projects."""
    known = await indicators()
    return OfferedBands([it for it in known if it.compiled is not None])


def chosen(form: Form, offered: OfferedBands) -> Bands | None:
    """The bands that were chosen, if any; what does not exist is noted in the form."""
    by_id = {str(it.id): it.compiled for it in offered.declared}
    return by_id.get(form.choice(NAME, by_id, required=False))


def band_names(bands: Bands) -> Names:
    """A donor's labels are their own names."""
    return {label: label for label in bands} | {
        code: name
        for code, name in {OTHER: _("Otras edades"), **nobody_said()}.items()
        if code in bands
    }
