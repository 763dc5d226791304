"""Looking something up in the audit."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.accounts.domain.audit.act_words import WORDS
from server.accounts.domain.audit.people_named import PLAIN, Helpers, accounts_of, subjects_of
from server.accounts.domain.audit.recording import read
from server.accounts.domain.audit.subjects import named
from server.foundation.database import fetch
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

PAGE: Final = 50
FILE: Final = 100_000
AT_ONCE: Final = 2_000
ENTRIES: Final = f"""
    SELECT id, at, account, actor, act, subject, detail::text AS detail FROM audit_entry
    WHERE ($1 = '' OR position({PLAIN("$1")} IN {PLAIN("actor")}) > 0 OR account = ANY($10))
        AND ($2::text[] IS NULL OR act = ANY($2))
        AND ($3 = '' OR subject = $3 OR subject LIKE $3 || ':%' OR subject = ANY($11)
            OR split_part(subject, ':', 1) = ANY($12) AND right(subject, length($13)) = $13)
        AND ($4::timestamptz IS NULL OR at >= $4) AND ($5::timestamptz IS NULL OR at < $5)
        AND ($6 = '' OR position(lower($6) IN lower(detail::text)) > 0)
        AND ($7::bigint IS NULL OR id < $7) AND ($8::uuid IS NULL OR account = $8)
    ORDER BY id DESC LIMIT $9
"""


class Sought(Struct, frozen=True, kw_only=True):
    """What the audit is searched for; everything that is empty is any.

    `who` is part of a name or an address. `act` is part of an act in words, `text` part of what is
    told about it. `subject` is a code, a word for such things, or somebody's name or address.
    """

    who: str = ""
    account: UUID | None = None
    act: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""


class Entry(Struct, frozen=True, kw_only=True):
    """An entry as it is read; the name of who was erased is empty."""

    id: int
    at: datetime
    account: UUID | None
    actor: str
    act: str
    subject: str
    detail: dict[str, Any]


class Found(Struct, frozen=True):
    """A page of entries, the latest first, and the number that the next one is before."""

    entries: list[Entry]
    next: int | None


class Meant(Struct, frozen=True):
    """The accounts, the subjects and the kinds of subjects that were meant by words."""

    accounts: list[UUID]
    subjects: list[str]
    kinds: list[str]
    ending: str


async def search(
    sought: Sought, helpers: Helpers, *, by: Actor, at: datetime, before: int | None = None
) -> Found:
    """A page of what was found; whoever looks is written down. Raises NotAllowed."""
    by.need("administer")
    await read(by, "audit.read", "audit", at=at)
    rows = await _entries(sought, await _meant(sought, helpers), before, PAGE + 1)
    shown = rows[:PAGE]
    return Found(shown, shown[-1].id if len(rows) > PAGE else None)


async def everything(
    sought: Sought, helpers: Helpers, *, by: Actor, at: datetime
) -> AsyncIterator[list[Entry]]:
    """All that was found, up to a hundred thousand entries, in pieces. Raises NotAllowed."""
    by.need("administer")
    await read(by, "audit.exported", "audit", at=at)
    meant = await _meant(sought, helpers)
    before: int | None = None
    for _piece in range(FILE // AT_ONCE):
        entries = await _entries(sought, meant, before, AT_ONCE)
        yield entries
        if len(entries) < AT_ONCE:
            return
        before = entries[-1].id


def acts_with(words: str) -> list[str]:
    """The acts in whose words these stand; the act itself, as it is written, will do too."""
    said = words.strip().lower()
    return [act for act, sentence in WORDS.items() if said in _(sentence).lower() or said == act]


async def _meant(sought: Sought, helpers: Helpers) -> Meant:
    about = _sayable(sought.subject)
    words = named(about)
    subjects = await subjects_of(words.rest or about, helpers)
    if words.rest:
        subjects = [one for one in subjects if one.partition(":")[0] in words.kinds]
    accounts = await accounts_of(_sayable(sought.who))
    return Meant(accounts, subjects, words.kinds, words.rest)


async def _entries(sought: Sought, meant: Meant, before: int | None, most: int) -> list[Entry]:
    rows = await fetch(
        ENTRIES, _sayable(sought.who), acts_with(sought.act) if sought.act.strip() else None,
        _sayable(sought.subject), sought.since, sought.until, _sayable(sought.text), before,
        sought.account, most, meant.accounts, meant.subjects, meant.kinds, meant.ending,
    )  # fmt: skip
    return [
        msgspec.convert({**dict(row), "detail": msgspec.json.decode(row["detail"])}, Entry)
        for row in rows
    ]


def _sayable(text: str) -> str:
    """PostgreSQL knows no NUL."""
    return text.replace("\0", "").strip()
