"""Who a helper is: name, home, network (RAC) and languages, checked and corrected."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain.tongues import TONGUES
from server.accounts.domain import accounts, audit
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.foundation.plain_text import one_line
from server.foundation.translation import LANGUAGES as SPOKEN_HERE
from server.foundation.translation import gettext as _
from volunteers.people.domain import reach

KNOWN: Final = """
    SELECT EXISTS (SELECT FROM municipality WHERE ine = $1) AS home,
        (SELECT municipality FROM network WHERE id = $2) AS network_of
"""
BEFORE: Final = """
    SELECT v.account, a.name, v.home, v.network, v.languages, a.language
    FROM volunteer v JOIN account a ON a.id = v.account WHERE v.id = $1
"""
DESCRIBE: Final = """
    UPDATE volunteer SET home = $2, network = $3, languages = $4 WHERE id = $1
"""

LONGEST_NAME: Final = 120
# Letters of Hangul that nobody sees.
BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0")


class Description(Struct, frozen=True, kw_only=True):
    """What is written down of a helper; `language` is the one we write to them in."""

    name: str
    home: str
    network: UUID | None = None
    languages: tuple[str, ...] = ("es",)
    language: str = "es"


async def describe(volunteer: UUID, now_is: Description, *, by: Actor, at: datetime) -> None:
    """Correct what is written down; of somebody who moves, both places must be within reach.

    Raises Invalid, NotFound, or NotAllowed, also for another's name who does more than help.
    """
    async with reach.held(volunteer):
        await reach.need_coordination(volunteer, by)
        before = (await fetch(BEFORE, volunteer))[0]
        await check(now_is, by, network_before=before["network"])
        by.need("staff", now_is.home)
        if one_line(now_is.name) != before["name"]:
            await accounts.rename(before["account"], one_line(now_is.name), by=by, at=at)
        spoken = list(dict.fromkeys(now_is.languages))
        await execute(DESCRIBE, volunteer, now_is.home, now_is.network, spoken)
        await accounts.speak(before["account"], now_is.language)
        told = {"home": now_is.home, "network": now_is.network, "languages": spoken}
        await audit.record(by, "volunteer.described", f"volunteer:{volunteer}", at=at, **told)


async def speaks(volunteer: UUID, languages: tuple[str, ...], *, by: Actor, at: datetime) -> None:
    """Correct which languages somebody speaks; raises Invalid, NotFound or NotAllowed."""
    if wrong := _wrong_languages(languages):
        raise Invalid({"languages": wrong})
    async with reach.held(volunteer):
        await reach.need_say(volunteer, by)
        spoken = list(dict.fromkeys(languages))
        await execute("UPDATE volunteer SET languages = $2 WHERE id = $1", volunteer, spoken)
        subject = f"volunteer:{volunteer}"
        await audit.record(by, "volunteer.speaks", subject, at=at, languages=spoken)


async def check(
    said: Description,
    by: Actor,
    *,
    network_before: UUID | None = None,
    wrong: Mapping[str, str] | None = None,
) -> None:
    """Raise Invalid for what cannot be written down, together with what is known to be `wrong`."""
    row = (await fetch(KNOWN, said.home.replace("\0", ""), said.network))[0]
    within_reach = row["network_of"] is not None and by.reaches(row["network_of"])
    fine = said.network is None or within_reach or said.network == network_before
    found = {
        "name": None if is_name(said.name) else _("Falta el nombre."),
        **(wrong or {}),
        "municipality": None if row["home"] else _("Ese municipio no existe."),
        "network": None if fine else _("Esa RAC no existe."),
        "languages": _wrong_languages(said.languages),
        "language": None if said.language in SPOKEN_HERE else _("Elegir una de las opciones."),
    }
    refused = {field: sentence for field, sentence in found.items() if sentence}
    if refused:
        raise Invalid(refused)


def is_name(name: str) -> bool:
    """Whether somebody can be called so: with letters that can be seen."""
    seen = any(each.isalnum() and each not in BLANK for each in name)
    return name.isprintable() and seen and len(name.strip()) <= LONGEST_NAME


def _wrong_languages(languages: tuple[str, ...]) -> str | None:
    if languages and set(languages) <= set(TONGUES):
        return None
    return _("Elegir al menos uno de los idiomas.")
