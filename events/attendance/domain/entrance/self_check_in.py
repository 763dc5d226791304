"""Recording oneself at a door with one's own phone, as fast as a full room arrives.

In the steady state a check-in is one statement, shared with all that arrive in the same moment.
What a door has to know is remembered for REMEMBERED, so a cancellation, a closed register or a new
spoken code is honoured that much later at most, and so is a guard that is no longer complete.
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from events.attendance.domain import codes, doors, opening, pseudonyms, register
from events.attendance.domain.coalescing import Coalescer
from events.attendance.domain.directory import support
from events.attendance.domain.door import door_guard
from events.attendance.domain.doors import Doorway
from events.attendance.domain.entrance import gate
from events.attendance.domain.entrance.admission import Admission
from events.attendance.domain.entrance.gate import Gate
from events.attendance.domain.entrance.revoked_passes import RevokedPasses
from events.attendance.domain.register import Line, Outcome
from events.attendance.domain.staff import KnowsWhoHelps
from events.planning.domain.closed_periods import PeriodClosed
from server.accounts.domain import limits
from server.foundation.errors import Conflict, Invalid, NotFound, TooMany
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

REMEMBERED: Final = timedelta(seconds=2)
MOST_REMEMBERED: Final = 512
GUESSES: Final = 300
GUESSES_WITHIN: Final = timedelta(minutes=10)


class Answers(Struct, frozen=True, kw_only=True):
    """What one person answered; the id is made with the page, so sending it twice counts once.

    `pass_code` is None for somebody who borrows a phone: they count as one more person.
    """

    id: UUID
    sex: str
    age_band: str
    audience: str | None
    pass_code: str | None

    def __repr__(self) -> str:
        """Without the pass, which must not reach a log."""
        return f"Answers(id={self.id!s})"


class Desk:
    """The check-in desk of one process; its `gate` lets people in, and knows `revoked` passes."""

    def __init__(self, signer: Signer, who_helps: KnowsWhoHelps) -> None:
        self._signer = signer
        self._who_helps = who_helps
        self._doorways: OrderedDict[str, tuple[datetime, Doorway]] = OrderedDict()
        self._book: Coalescer[Line, Outcome] = Coalescer(register.write)
        self.gate = Gate(signer)
        self.revoked = RevokedPasses(signer)

    async def doorway(self, typed: str, *, origin: str, at: datetime) -> Doorway:
        """Where a code leads; raises NotFound, TooMany for somebody who tries code after code.

        Only codes that lead nowhere count: a whole room behind one address is never held up.
        """
        code = codes.normalise(typed)
        if code is None:
            raise NotFound(_("Esta dirección no lleva a ninguna actividad."))
        remembered = self._doorways.get(code)
        if remembered is None:
            return self._remember(code, await self._found(code, origin, at), at)
        if timedelta(0) <= at - remembered[0] < REMEMBERED:
            return remembered[1]
        return self._remember(code, await self._looked_up(code), at)

    def remembered(self, typed: str, *, at: datetime) -> Doorway | None:
        """Where a code leads if that was looked up a moment ago; nothing is counted as a try."""
        looked_up, doorway = self._doorways.get(codes.normalise(typed) or "", (at, None))
        return doorway if timedelta(0) <= at - looked_up < REMEMBERED else None

    async def check_in(
        self, doorway: Doorway, answers: Answers, admission: Admission, *, at: datetime
    ) -> Outcome:
        """Record somebody whom the gate admitted; what is returned is durable.

        Raises DoorShut when the door is not open at `at`, Conflict for a page that was used at
        another event.
        """
        opening.need_open(doorway, at)
        if at > admission.until:
            raise Invalid({gate.FIELD: _("Falta la clave.")})
        line = Line(
            id=answers.id, event=doorway.event, source="self", at=at, received_at=at,
            pseudonym=self._pseudonym(doorway, answers.pass_code), sex=answers.sex,
            age_band=answers.age_band, audience=answers.audience,
        )  # fmt: skip
        try:
            outcome = await self._book.put(line)
        except PeriodClosed as late:
            # Closed within REMEMBERED: whoever stands at the door is told no more than that.
            raise opening.DoorShut(opening.closed()) from late
        if outcome == "elsewhere":
            raise Conflict(_("Esta hoja ya se usó en otra actividad. Hay que escanear de nuevo."))
        return outcome

    async def has_come(self, doorway: Doorway, pass_code: str | None) -> bool:
        """Whether this pass has been recorded here."""
        pseudonym = self._pseudonym(doorway, pass_code)
        return pseudonym is not None and await register.has_come(doorway.event, pseudonym)

    async def drained(self) -> None:
        """Wait until whatever arrived so far is written."""
        await self._book.drained()

    async def _found(self, code: str, origin: str, at: datetime) -> Doorway:
        """Where a code leads that this process never heard of."""
        key = f"door:{origin}"
        if await limits.reached(GUESSES, key, within=GUESSES_WITHIN, at=at):
            raise TooMany(
                _("Demasiados intentos. Conviene esperar unos minutos y probar de nuevo.")
            )
        try:
            return await self._looked_up(code)
        except NotFound:
            await limits.at_most(GUESSES, key, within=GUESSES_WITHIN, at=at)
            raise

    async def _looked_up(self, code: str) -> Doorway:
        doorway = await doors.doorway(code)
        services = await support.offered(doorway.municipality)
        doorway = await door_guard.watched(replace(doorway, services=services), self._who_helps)
        if doorway.salt is None and not doorway.trail_destroyed:
            return replace(doorway, salt=await pseudonyms.salt_of(doorway.period))
        return doorway

    def _remember(self, code: str, doorway: Doorway, at: datetime) -> Doorway:
        self._doorways[code] = (at, doorway)
        self._doorways.move_to_end(code)
        if len(self._doorways) > MOST_REMEMBERED:
            self._doorways.popitem(last=False)
        return doorway

    def _pseudonym(self, doorway: Doorway, pass_code: str | None) -> bytes | None:
        if pass_code is None or doorway.salt is None:
            return None
        return pseudonyms.pseudonym(pass_code, salt=doorway.salt, signer=self._signer)
