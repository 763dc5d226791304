"""Giving a figure its receipt."""

from datetime import datetime
from secrets import token_hex
from typing import Any, Final, TypedDict, Unpack
from uuid import UUID

from msgspec.structs import replace

from events.outreach.domain import ledgers
from events.outreach.domain.answered import Figures
from events.outreach.domain.bands import Bands
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts import answers, reading, rules, sight
from events.outreach.domain.receipts.about import About
from events.outreach.domain.receipts.canonical import canonical
from events.outreach.domain.receipts.receipt import Receipt, seal
from events.outreach.tables import FigureReceipt
from events.planning.domain import codelists
from server.accounts.domain import audit
from server.foundation.database import fetch, only_one_at_a_time, transaction
from server.foundation.errors import NotAllowed
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

SALT_BYTES: Final = 16
LONGEST: Final = 200
SAME: Final = f"""
    SELECT {reading.COLUMNS} FROM figure_receipt r
    WHERE r.named = $1 AND r.rule = $2 AND r.asked = $3::jsonb AND r.events = $4
        AND r.figures - '{answers.SALT}' = $5::jsonb AND r.project IS NOT DISTINCT FROM $6
        AND r.release IS NOT DISTINCT FROM $7
    ORDER BY r.id LIMIT 1
"""


class Belongings(TypedDict, total=False):
    """What else a receipt may be of: a project, a release, a donor's ages, one of the figures."""

    project: UUID | None
    release: UUID | None
    bands: Bands | None
    about: About | None


def rule() -> str:
    """The version of the rules that figures are counted by today."""
    return rules.CURRENT.version


async def issue(
    named: str, question: Question, figures: Figures, *, by: Actor, at: datetime,
    **belongs: Unpack[Belongings],
) -> Receipt:  # fmt: skip
    """A receipt of these figures; the one that there is, if nothing about it is different.

    `project` is the id of the project asked about unless said otherwise. Raises NotAllowed for who
    may not see the figures of the municipality asked about.
    """
    whole = await reaching(question, by)
    counted = await ledgers.counted(whole, by=by, at=at)
    project = belongs.get("project") or await _project(question)
    draft = Receipt(
        id=new_id(),
        named=named[:LONGEST],
        rule=rule(),
        project=project,
        release=belongs.get("release"),
        asked=answers.asked_in(whole, bands=belongs.get("bands"), about=belongs.get("about")),
        events=tuple(sorted(event.id for event in counted)),
        figures=answers.answered_in(figures) | {answers.SALT: token_hex(SALT_BYTES)},
        digest=b"",
        made_at=at,
        made_by=by.account,
    )
    return await _kept(replace(draft, digest=seal(draft)), by=by, at=at)


async def reaching(question: Question, by: Actor) -> Question:
    """The question with the places that it is about for this actor, so that anybody can repeat it.

    Who looks after every municipality asks about those that will be as well.
    """
    if question.municipality or sight.everywhere(by):
        return question
    own = [place.ine for place in await codelists.coordinated_by(by)]
    places = tuple(ine for ine in own if not question.places or ine in question.places)
    if not places:
        # Without any it would be a question about all of them.
        raise NotAllowed(_("Esta cuenta no coordina ese municipio."))
    return replace(question, places=places)


async def _project(question: Question) -> UUID | None:
    rows = await fetch("SELECT id FROM project WHERE slug = $1", question.project)
    return UUID(str(rows[0]["id"])) if rows else None


async def _kept(receipt: Receipt, *, by: Actor, at: datetime) -> Receipt:
    async with transaction():
        await only_one_at_a_time("figure_receipt")
        for same in await reading.receipts_among(SAME, *_content(receipt)):
            return same
        await FigureReceipt.insert(_row(receipt))
        await audit.record(by, "receipt.issued", f"receipt:{receipt.id}", at=at)
    return receipt


def _content(receipt: Receipt) -> tuple[Any, ...]:
    return (
        receipt.named, receipt.rule, canonical(receipt.asked).decode(), list(receipt.events),
        canonical(answers.unsalted(receipt.figures)).decode(), receipt.project, receipt.release,
    )  # fmt: skip


def _row(receipt: Receipt) -> FigureReceipt:
    return FigureReceipt(
        id=receipt.id,
        named=receipt.named,
        rule=receipt.rule,
        project=receipt.project,
        release=receipt.release,
        asked=canonical(receipt.asked).decode(),
        events=list(receipt.events),
        figures=canonical(receipt.figures).decode(),
        digest=receipt.digest,
        made_at=receipt.made_at,
        made_by=receipt.made_by,
    )
