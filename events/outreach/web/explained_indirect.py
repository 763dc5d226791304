"""How the indirect reach was counted: by how well it is known, down to the replicas behind it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from events.outreach.domain.amounts import exactly
from events.outreach.domain.beyond import replica_list
from events.outreach.domain.beyond.choosing import Narrowed
from events.outreach.domain.beyond.indirect import indirect
from events.outreach.domain.beyond.replica import Replica
from events.outreach.domain.questions import Question
from events.outreach.web import shown_replicas
from events.outreach.web.explained_shown import Reach
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

LEDGER: Final = "/alcance/replicas"


async def reach(question: Question, *, by: Actor, at: datetime) -> Reach:
    """What stands in the ledger of the question; nothing of it is known where nobody wrote."""
    found = await replica_list.replicas(question, Narrowed(), by=by)
    standing = [replica for replica in found if replica.voided_at is None]
    ledger = await indirect(question, by=by, at=at)
    return Reach(
        amount=_("no reportado") if ledger.total is None else exactly(ledger.total).text,
        grades=tuple(shown_replicas.tiles(ledger)),
        replicas=tuple(shown_replicas.lines(standing, by=by)),
        cut=len(found) == replica_list.MOST,
        listed=_listed(question, standing),
    )


def _listed(question: Question, behind: Sequence[Replica]) -> str:
    """Their page; a question that leaves a day open asks there for that of the replica itself."""
    days = sorted(replica.held_on for replica in behind)
    places = (question.municipality,) if question.municipality else question.places
    asked = {
        "desde": question.first or (days[0] if days else None),
        "hasta": question.last or (days[-1] if days else None),
        "municipio": places[0] if len(places) == 1 else None,
        "proyecto": question.project,
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{LEDGER}?{query}" if query else LEDGER
