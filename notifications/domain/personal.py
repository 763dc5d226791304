"""What this room holds about a person: how to reach them, and what they were told."""

import asyncio
from typing import Final

from notifications.channels import folder as shelf
from server.accounts.domain.people_data import Fate, Holding, Person, RoomData
from server.accounts.domain.people_data.holding import Erasing
from server.foundation.database import fetch
from server.foundation.translation import later

LETTERS: Final = "SELECT id FROM notice WHERE account = $1"


async def discard(person: Person, doing: Erasing) -> None:
    """Delete the letters to somebody that an installation without a mail server keeps as files."""
    for row in await fetch(LETTERS, person.account):
        name = str(row["id"])
        await asyncio.to_thread(shelf.discard, name, folder=doing.folder / "mail")


ROOM: Final = RoomData(
    name="notifications",
    # Anybody can name the address of somebody else: only what was answered from is theirs.
    addresses="SELECT address FROM contact WHERE account = $1 AND confirmed_at IS NOT NULL",
    texts=(
        "inbox_entry.subject",
        "inbox_entry.opening",
        "inbox_entry.facts",
        "delivery.detail",
        "delivery.told",
        "receipt.detail",
    ),
    holdings=(
        Holding(
            later("Medios de contacto"),
            """
            SELECT channel, address, from_time, until_time, said_at, confirmed_at
            FROM contact WHERE account = $1 ORDER BY position
            """,
        ),
        Holding(
            later("Horas de silencio"),
            "SELECT quiet_from, quiet_until, zone, said_at FROM preference WHERE account = $1",
        ),
        Holding(
            later("Lo que aceptó o rechazó, y cuándo"),
            "SELECT channel, given, way, at FROM consent WHERE account = $1 ORDER BY at",
        ),
        Holding(
            later("Avisos y cómo se entregaron"),
            """
            SELECT n.kind, n.owed_at, n.state, d.channel, d.began_at, d.outcome, d.detail, d.receipt
            FROM notice n LEFT JOIN delivery d ON d.notice = n.id
            WHERE n.account = $1 ORDER BY n.owed_at, d.attempt
            """,
        ),
        Holding(
            later("Lo que se lee en «Mis avisos»"),
            """
            SELECT written_at, read_at, subject, opening, facts::text AS facts
            FROM inbox_entry WHERE account = $1 ORDER BY written_at
            """,
        ),
    ),
    first=discard,
    fates=(
        Fate(
            what=later("Medios de contacto, horas de silencio y consentimientos"),
            count="""
                SELECT (SELECT count(*) FROM contact WHERE account = $1)
                    + (SELECT count(*) FROM preference WHERE account = $1)
                    + (SELECT count(*) FROM consent WHERE account = $1) AS n
            """,
            statements=(
                "DELETE FROM contact WHERE account = $1",
                "DELETE FROM preference WHERE account = $1",
                "DELETE FROM consent WHERE account = $1",
            ),
        ),
        Fate(
            what=later("Avisos, enviados o por enviar: lo que falta ya no sale"),
            count="SELECT count(*) AS n FROM notice WHERE account = $1",
            statements=("DELETE FROM notice WHERE account = $1",),
        ),
    ),
)
