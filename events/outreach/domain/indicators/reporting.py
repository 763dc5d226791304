"""How a project is reported: which cells are too small to be shown, and the codes of others."""

import re
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from events.planning.domain import projects
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

LEAST: Final = 3
MOST: Final = 100
LENGTHS: Final = {"dhis2_dataset": 60, "iati_reporter": 100, "iati_activity": 100}
# Who gave it, and what they call it; the standard forbids some signs, and spaces are a slip.
IATI: Final = re.compile(r"[A-Za-z0-9]+-[^\s/&|?]+")
RULE: Final = """
    SELECT small, small_sensitive, dhis2_dataset, iati_reporter, iati_activity
    FROM reporting_rule WHERE project = $1
"""
SET: Final = """
    INSERT INTO reporting_rule
        (project, small, small_sensitive, dhis2_dataset, iati_reporter, iati_activity)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (project) DO UPDATE SET small = EXCLUDED.small,
        small_sensitive = EXCLUDED.small_sensitive, dhis2_dataset = EXCLUDED.dhis2_dataset,
        iati_reporter = EXCLUDED.iati_reporter, iati_activity = EXCLUDED.iati_activity
"""


class Rule(Struct, frozen=True, kw_only=True):
    """From how many people on a cell leaves the house, and what other systems call the project.

    `small` holds where no topic is sensitive, `small_sensitive` elsewhere.
    """

    small: int = 5
    small_sensitive: int = 10
    dhis2_dataset: str = ""
    iati_reporter: str = ""
    iati_activity: str = ""


async def rule(project: UUID) -> Rule:
    """The rule of a project; the usual one where none was written down."""
    rows = await fetch(RULE, project)
    return msgspec.convert(dict(rows[0]), Rule) if rows else Rule()


async def set_rule(project: UUID, wanted: Rule, *, by: Actor, at: datetime) -> None:
    """Write the rule of a project down; raises Invalid and NotFound."""
    by.need("administer")
    slug = (await projects.by_id(project)).slug
    neat = _tidy(wanted)
    async with transaction():
        await execute(SET, project, *msgspec.structs.astuple(neat))
        told = msgspec.structs.asdict(neat)
        await audit.record(by, "reporting.changed", f"project:{slug}", at=at, **told)


def _tidy(wanted: Rule) -> Rule:
    neat = replace(wanted, **{name: one_line(getattr(wanted, name)) for name in LENGTHS})
    wrong = {
        name: _("Tiene más de %(n)s caracteres.", n=most)
        for name, most in LENGTHS.items()
        if len(getattr(neat, name)) > most
    }
    for name in ("iati_reporter", "iati_activity"):
        if (text := getattr(neat, name)) and not IATI.fullmatch(text):
            wrong.setdefault(name, _wrong_identifier())
    if not LEAST <= neat.small <= MOST:
        wrong["small"] = _between(LEAST)
    if not max(neat.small, LEAST) <= neat.small_sensitive <= MOST:
        wrong["small_sensitive"] = _between(max(neat.small, LEAST))
    if wrong:
        raise Invalid(wrong)
    return neat


def _wrong_identifier() -> str:
    return _(
        "Un identificador IATI se escribe sin espacios ni / & | ?, y empieza con quien lo dio,"
        " así: GT-NIT-1234567."
    )


def _between(least: int) -> str:
    return _("Debe ser un número entero de %(least)s a %(most)s.", least=least, most=MOST)
