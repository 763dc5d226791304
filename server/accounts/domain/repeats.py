"""What a program was told, so that it may safely ask the same thing again."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from hashlib import sha256
from typing import Final

import msgspec
from msgspec import Struct

from server.accounts.tables import KeptAnswer
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.signing import fingerprint
from server.foundation.translation import gettext as _

LONGEST_KEY: Final = 200


class Answer(Struct, frozen=True, kw_only=True):
    """A status (RFC 9110 §15), a media type and bytes."""

    status: int
    media_type: str
    body: bytes


class Question(Struct, frozen=True, kw_only=True):
    """Who asks, under which key, and what: everything that makes it the same question.

    What answers a `secret` one is shown once: that it was done is kept, and not what was said.
    """

    asker: str
    key: str
    words: bytes
    secret: bool = False

    @property
    def name(self) -> bytes:
        """What the answer is kept under; neither token nor key can be read from it."""
        return sha256(fingerprint(self.asker) + self.key.encode()).digest()


async def once(question: Question, ask: Callable[[], Awaitable[Answer]], *, at: datetime) -> Answer:
    """Ask, or give the first answer again; what the asking did is kept with its answer or not.

    Raises Conflict while the same question is being answered and for a secret one that was, Invalid
    for a key that was used with another question. An answer of 500 or more is not kept: trying
    again is then the right thing.
    """
    if not question.key or len(question.key) > LONGEST_KEY:
        raise Invalid({"Idempotency-Key": _("La clave va de 1 a 200 caracteres.")})
    async with transaction():
        await _alone(question)
        kept = await _kept(question)
        if kept is not None:
            return kept
        answer = await _undone_if_refused(ask)
        if answer.status < 500:
            await _keep(question, answer, at)
        return answer


async def _alone(question: Question) -> None:
    # Not waited for: those who wait would hold the connections that the first one may need.
    number = int.from_bytes(question.name[:8], "big", signed=True)
    if not (await fetch("SELECT pg_try_advisory_xact_lock($1) AS mine", number))[0]["mine"]:
        raise Conflict(_("Esta misma petición todavía se está atendiendo."))


async def _kept(question: Question) -> Answer | None:
    rows = await fetch(
        "SELECT question, status, media_type, body FROM kept_answer WHERE fingerprint = $1",
        question.name,
    )
    if not rows:
        return None
    if rows[0]["question"] != sha256(question.words).digest():
        raise Invalid({"Idempotency-Key": _("Esta clave ya se usó para otra petición.")})
    answer = msgspec.convert(dict(rows[0]), Answer)
    if question.secret and answer.status < 400:
        raise Conflict(_("Esto ya se hizo, y el secreto que se respondió no se vuelve a mostrar."))
    return answer


class _RefusedError(Exception):
    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


async def _undone_if_refused(ask: Callable[[], Awaitable[Answer]]) -> Answer:
    """A refusal leaves nothing behind, not even a transaction that the database gave up."""
    try:
        async with transaction():
            return _accepted(await ask())
    except _RefusedError as refused:
        return refused.answer


def _accepted(answer: Answer) -> Answer:
    if answer.status >= 400:
        raise _RefusedError(answer)
    return answer


async def _keep(question: Question, answer: Answer, at: datetime) -> None:
    if question.secret and answer.status < 400:
        answer = msgspec.structs.replace(answer, body=b"")
    kept = KeptAnswer(
        fingerprint=question.name,
        question=sha256(question.words).digest(),
        created_at=at,
        **msgspec.structs.asdict(answer),
    )
    await KeptAnswer.insert(kept)
