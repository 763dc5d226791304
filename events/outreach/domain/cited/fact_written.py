"""What is written down of a figure from elsewhere."""

from datetime import date
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from msgspec import Struct

from server.foundation.translation import gettext as _

MOST: Final = 1_000_000_000
LONGEST: Final = {"subject": 160, "said": 80, "about": 80, "whose": 160, "source": 300, "link": 500}


class FactWritten(Struct, frozen=True, kw_only=True):
    """A figure word for word, and the number that it is, if it is one.

    `about` is the time that it speaks of, as written; `dated` the day of its source. One that is
    tied to an indicator belongs to the project of that.
    """

    subject: str
    said: str
    number: int | None
    about: str
    whose: str
    ours: bool
    source: str
    link: str
    dated: date | None
    project: UUID | None
    indicator: UUID | None
    municipality: str | None


def wrong(written: FactWritten, *, today: date) -> dict[str, str]:
    """A sentence for each field that cannot be so."""
    found = {
        name: _("Falta este dato.")
        for name in ("subject", "said", "whose", "source")
        if not getattr(written, name)
    }
    if written.number is not None and not 0 <= written.number <= MOST:
        found["number"] = _(
            "Debe ser un número entero de %(least)s a %(most)s.", least=0, most=f"{MOST:,}"
        )
    if written.link and not _leads_somewhere(written.link):
        found["link"] = _("Debe comenzar con https://.")
    if written.dated is not None and written.dated > today:
        found["dated"] = _("Ese día todavía no llega.")
    return found


def _leads_somewhere(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
