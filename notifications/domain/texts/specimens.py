"""A notice to look at: the real words of its kind, about a story that is made up."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from notifications.domain.texts.scenes import SCENES
from notifications.domain.texts.stage import played, stage
from server.foundation.database import transaction
from server.foundation.identity import Actor, new_id
from server.foundation.signing import Signer
from server.foundation.translation import current_language


class Specimen(Struct, frozen=True, kw_only=True):
    """A letter and the notice that it is of; `made_up` unless it has the reader's own numbers."""

    letter: Letter
    notice: Notice
    made_up: bool


class TakenBackError(Exception):
    """What was written down goes."""


async def specimen(kind: Kind, office: Office, *, of: Actor, at: datetime) -> Specimen:
    """What a notice of this kind says, to somebody, in the current language.

    Whatever is personal in it is signed with a secret that nobody keeps: no link of it works.
    """
    notice = unsent(kind, of, at=at)
    scene = SCENES.get(kind.name)
    if scene is None:
        letter = await kind.write(notice, strangers(office), at)
        return Specimen(letter=letter, notice=notice, made_up=False)
    async with _taken_back():
        here = await stage(at, office.settings.timezone, of.municipalities)
        notice = await played(notice, scene, here)
        letter = await kind.write(notice, strangers(office), at)
    return Specimen(letter=letter, notice=notice, made_up=True)


@asynccontextmanager
async def _taken_back() -> AsyncIterator[None]:
    """A transaction that nobody ever sees anything of."""
    with suppress(TakenBackError):
        async with transaction():
            yield
            raise TakenBackError


def unsent(kind: Kind, of: Actor, *, at: datetime) -> Notice:
    """A notice to somebody that there never was; who registers in advance gives no name."""
    nothing = new_id()
    return Notice(
        id=nothing, key="", kind=kind.name, subject=of.account or nothing, owed_at=at, attempts=0,
        lease=nothing, to=of.email, to_name=of.name if kind.to == "account" else "",
        language=current_language(), account=of.account,
    )  # fmt: skip


def strangers(office: Office) -> Office:
    """The office of somebody whose links nobody believes."""
    return replace(office, signer=Signer(secrets.token_bytes(32)))
