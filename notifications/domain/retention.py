"""What this room forgets: what people were told long ago, and letters kept as files."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Final

from notifications.channels import folder as shelf
from notifications.domain.inbox import reading as inbox
from notifications.domain.outbox import kept_strangers
from server.accounts.domain.retention import Cutoff, Rows, Rule
from server.foundation.translation import later

# None of them can be owed again: no notice looks back so far.
LONG_AGO: Final = """
    one.owed_at < $1 AND one.state NOT IN ('queued', 'held', 'in_flight')
    AND NOT EXISTS (SELECT FROM event e WHERE e.id = one.event AND e.ends_at >= $1)
"""
RULES: Final = (
    Rule(
        name="notifications.notices",
        words=later("Avisos y sus intentos de entrega"),
        counted_from=later("desde que se debían"),
        why=later("Dicen a quién se escribió, por dónde y de qué actividad."),
        days=365,
        least=180,
        most=730,
        what=Rows(table="notice", where=LONG_AGO),
    ),
    Rule(
        name="notifications.inbox",
        words=later("Lo que cada quien lee en «Mis avisos»"),
        counted_from=later("desde que se escribió"),
        why=later("Son copias de avisos, con nombres de otras personas."),
        days=inbox.KEPT.days,
        least=7,
        most=365,
        what=Rows(table="inbox_entry", where="one.written_at < $1"),
    ),
)


class Letters:
    """Letters that an installation without a mail server keeps as files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def due(self, cutoff: Cutoff) -> int:
        """How many are old enough."""
        return len(await asyncio.to_thread(self._old, cutoff.before))

    async def forget(self, cutoff: Cutoff, *, most: int) -> int:
        """Delete some, and those whose reader's address nobody may hold any more."""
        await kept_strangers.forget(folder=self._folder)
        old = await asyncio.to_thread(self._old, cutoff.before)
        for name in old[:most]:
            await asyncio.to_thread(shelf.discard, name, folder=self._folder)
        return len(old[:most])

    async def waiting(self, _cutoff: Cutoff) -> int:
        """None ever waits."""
        return 0

    def _old(self, before: datetime) -> list[str]:
        found = self._folder.glob("*.eml")
        return [file.stem for file in found if file.stat().st_mtime < before.timestamp()]


def letters(folder: Path) -> Rule:
    """The rule about the letters kept in this folder."""
    return Rule(
        name="notifications.letters",
        words=later("Cartas guardadas como archivos, donde no hay servidor de correo"),
        counted_from=later("desde que se escribieron"),
        why=later("Llevan nombres y enlaces personales."),
        days=90,
        most=365,
        what=Letters(folder),
    )
