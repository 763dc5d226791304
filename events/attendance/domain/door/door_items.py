"""Reading what a phone at a door had sealed."""

from datetime import UTC, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import replace

from events.attendance.domain import codes
from events.attendance.domain.noticed import Noticed
from events.planning.domain.age_atoms import ATOMS, UNKNOWN
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

MOST: Final = 10_000
# What lies outside is no clock but a mistake, and beyond what can be calculated with.
EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)


class Unsealed(Struct, frozen=True, kw_only=True):
    """What a phone writes before it seals it."""

    kind: Literal["scan", "count", "undo"]
    at: Annotated[datetime, Meta(tz=True)]
    pass_code: str | None = field(name="pass", default=None)
    sex: Literal["female", "male", "other", "unknown"] = "unknown"
    age_band: str = UNKNOWN
    audience: str | None = None
    count: Annotated[int, Meta(ge=1, le=MOST)] | None = None
    of: UUID | None = None


READER: Final = msgspec.json.Decoder(Unsealed)


def noticed(item: UUID, plain: bytes) -> Noticed:
    """What the phone noticed; raises Invalid for what is not to be understood."""
    try:
        read = READER.decode(plain)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _unreadable() from None  # what the cause quotes may be a pass
    if not possible(read.at) or read.age_band not in ATOMS:
        raise _unreadable()
    if read.kind == "scan":
        read = replace(read, pass_code=_card(read.pass_code))
    elif (read.count if read.kind == "count" else read.of) is None:
        raise _unreadable()
    return _noticed(item, read)


def possible(shown: datetime) -> bool:
    """Whether a clock can have shown this."""
    return EARLIEST <= shown < LATEST


def _noticed(item: UUID, read: Unsealed) -> Noticed:
    """With what belongs to its kind, and nothing else."""
    return Noticed(
        id=item, kind=read.kind, at=read.at, sex=read.sex, age_band=read.age_band,
        audience=None if read.audience == UNKNOWN else read.audience,
        pass_code=read.pass_code if read.kind == "scan" else None,
        count=read.count if read.kind == "count" else None,
        of=read.of if read.kind == "undo" else None,
    )  # fmt: skip


def _card(typed: str | None) -> str:
    card = codes.normalise(typed or "")
    if card is None or len(card) != codes.PASS_LENGTH:
        raise Invalid({"pass": _("Esto no es una tarjeta de Convoca.")})
    return card


def _unreadable() -> Invalid:
    return Invalid({"form": _("No se entiende lo que envió el teléfono.")})
