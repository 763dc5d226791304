"""One of everything in San José Pinula, written where it is kept, for whoever asks for it."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from piccolo.table import Table

from events.attendance.domain.door import door_here
from events.attendance.tables import CheckIn, KnowledgeQuestion, Registration, Seating
from events.outreach import tables as outreach
from events.outreach.domain import ledgers
from events.outreach.domain.periods import adjusting
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts import issuing
from events.planning.domain import event_templates
from events.planning.tables import AgendaImport, PlanningAct, Venue
from notifications.tables import Contact, Notice, Webhook
from server.accounts.domain import accounts
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM, Actor, new_id
from server.foundation.signing import Signer
from tests.events.outreach.adjusted import noted
from tests.support.cast import Cast
from tests.support.closing import LATER, closed_half
from tests.support.crew import helper
from tests.support.draft_rotas import draft
from tests.support.events import planned
from tests.support.figures_out import figures_out, reader
from tests.support.programmes import programme
from tests.support.promises import promised
from tests.support.series import repeated
from volunteers.assignments.domain import helping
from volunteers.assignments.tables import Assignment, CoverSearch
from volunteers.people import tables as people

HERE: Final = "0103"
NO_BASIS: Final = '{"events": [], "atoms": [], "cells": []}'
ASKED: Final = Question(zone="America/Guatemala", municipality=HERE)
SAID: Final = {
    "slug": "workshop", "project": "general", "text": "invitation", "kind": "csv",
    "municipality_feed": "0103.ics", "project_feed": "general.ics",
}  # fmt: skip


class World(Struct, frozen=True):
    """Who helps at the event and who does not, and what stands for each `{name}` of an address."""

    helper: Actor
    other: Actor
    names: dict[str, str]
    phone: str
    """The cookie of the phone at the event's door."""


async def world(cast: Cast, signer: Signer) -> World:
    """Everything that an address can name."""
    at = now()
    begun, over = at - timedelta(minutes=20), at + timedelta(hours=2)
    event = await planned(at=at - timedelta(days=1), starts_at=begun, ends_at=over)
    helps, other = await helper("Ana Ayuda"), await helper("Otto Otro", home="0108")
    assignment = await kept(
        Assignment, event=event, volunteer=helps, role="lead", status="accepted",
        created_at=at, changed_at=at,
    )  # fmt: skip
    who, stranger = await account_of(helps), await account_of(other)
    door = await door_here.open_here(
        event, by=cast.pinula, kept=("", ""), who_helps=helping, at=at, signer=signer
    )
    names = {
        "event_id": event, "volunteer": helps, "assignment": assignment, "door": door.token, **SAID,
        **await of_plans(cast.pinula, event), **await of_registers(event),
        **await of_outreach(), **await of_people(cast.pinula, helps, other),
        **await of_turns(event, helps),
        **await of_notices(event, who.account),
    }  # fmt: skip
    return World(who, stranger, {name: str(value) for name, value in names.items()}, door.device)


async def of_plans(by: Actor, event: UUID) -> dict[str, Any]:
    """A place, a series, a programme, and what a coordinator keeps beside them."""
    at, course, account = now(), await programme(), by.account
    await execute(
        "UPDATE event SET programme = $2, programme_position = 1 WHERE id = $1", event, course
    )
    return {
        "series_id": await repeated(), "programme_id": course, "direction": "antes",
        "venue_id": await kept(Venue, municipality=HERE, name="Salón comunal"),
        "template": await event_templates.save(event, "Taller", by=by, at=at),
        "act": await kept(PlanningAct, act="cluster.cancelled", account=account, name="P", at=at),
        "import_id": await kept(
            AgendaImport, account=account, format="csv", municipality=HERE, headers="[]",
            mapping="{}", rows="[]", results="[]", total=0, done=0, created_at=at, state="read",
        ),
        "project_id": (await fetch("SELECT id FROM project WHERE slug = 'general'"))[0]["id"],
    }  # fmt: skip


async def of_registers(event: UUID) -> dict[str, Any]:
    """A line, a phone, a seat, a sheet of passes, a question."""
    at = now()
    await Seating.insert(Seating(event=event, seats=9, largest_group=3, closes_at=at))
    return {
        "line_id": await kept(
            CheckIn, event=event, source="self", at=at, received_at=at, sex="female",
            age_band="unknown",
        ),
        "phone": (await fetch("SELECT id FROM door_phone"))[0]["id"],
        "registration": await kept(
            Registration, event=event, code=b"a code", people=1, status="confirmed", asked_at=at
        ),
        "letters": (await fetch(
            "INSERT INTO pass_sheet (id, letters, municipality, cards, made_at, note)"
            " VALUES (gen_random_uuid(), 'ABCD', $1, 8, $2, '') RETURNING letters", HERE, at
        ))[0]["letters"],
        "question_id": await kept(
            KnowledgeQuestion, topic="social-network-risks", question_es="¿Sí?", right=0,
            answers='[["Sí", "Yes"], ["No", "No"]]', made_at=at,
        ),
        "service_id": (await fetch("SELECT id FROM support_service LIMIT 1"))[0]["id"],
    }  # fmt: skip


async def kept(table: type[Table], **values: Any) -> UUID:
    """Write a row; its id."""
    row = table(id=new_id(), **values)
    await table.insert(row)
    return UUID(str(row.id))  # type: ignore[attr-defined]  # every table here has one


async def account_of(volunteer: UUID) -> Actor:
    """Who a helper is when they sign in."""
    rows = await fetch("SELECT account FROM volunteer WHERE id = $1", volunteer)
    who = await accounts.actor(rows[0]["account"])
    assert who is not None
    return who


async def of_outreach() -> dict[str, Any]:
    """A closed period with an adjustment, an indicator with all it has, a release, what is said."""
    at, half = now(), await closed_half()
    about: dict[str, Any] = {"municipality": HERE, "entered_at": at}
    indicator = (await promised(measure="milestone")).id
    one_more = noted(half.workshop, 1)
    figures = await ledgers.figures(ASKED, by=SYSTEM, at=LATER)
    receipt = await issuing.issue("Contactos", ASKED, figures, by=SYSTEM, at=LATER)
    return {
        "period_id": half.period, "release_id": await figures_out(at=at, basis=NO_BASIS),
        "adjustment_id": await adjusting.adjust(half.period, one_more, by=SYSTEM, at=LATER),
        "indicator_id": indicator, "receipt_id": receipt.id,
        "target_id": await kept(outreach.Target, indicator=indicator, value=3),
        "milestone_id": await kept(
            outreach.Milestone, indicator=indicator, reached_on=at.date(), evidence="Acta", **about
        ),
        "replica_id": await kept(
            outreach.Replica, way="media", project=half.project, held_on=at.date(), reach=30,
            grade="declared", **about,
        ),
        "fact_id": await kept(
            outreach.CitedFact, subject="Formadas", said="30", whose="Nuestra", source="Informe",
            **about,
        ),
        "reader_id": await reader(at=at),
    }  # fmt: skip


async def of_people(by: Actor, helps: UUID, other: UUID) -> dict[str, Any]:
    """What is known of a helper, and a list of them that was read."""
    at = now()
    (held,) = await fetch("SELECT id FROM qualification WHERE volunteer = $1", helps)
    (clear,) = await fetch("SELECT id FROM clearance WHERE volunteer = $1", helps)
    await kept(people.Pairing, volunteer=helps, other=other)
    return {
        "qualification": held["id"],
        "clearance": clear["id"],
        "other": other,
        "absence": await kept(
            people.Absence, volunteer=helps, first_day=at.date(), last_day=at.date(), told_at=at
        ),
        "roster": await kept(
            people.VolunteerImport,
            account=by.account,
            name="lista.csv",
            created_at=at,
            rows='{"rows": [], "unread": []}',
        ),
        "network_id": await kept(people.Network, municipality=HERE, name="RAC Pinula"),
    }


async def of_turns(event: UUID, helps: UUID) -> dict[str, Any]:
    """A search and a draft of the rota."""
    at = now()
    return {
        "search": await kept(
            CoverSearch, event=event, role="assistant", cause="coordinator", opened_at=at
        ),
        "rota_id": await draft([(event, helps, "lead")], events=[event], about=at),
        "role": "lead",
    }


async def of_notices(event: UUID, account: UUID | None) -> dict[str, Any]:
    """A notice about the event, a rule, and a program that hears of it."""
    at = now()
    (rule,) = await fetch("SELECT id FROM reminder_rule LIMIT 1")
    await kept(Contact, account=account, channel="mail", address="ana@example.org", said_at=at)
    return {
        "notice": await kept(
            Notice, key="one", kind="invitation", account=account, event=event, subject=event,
            owed_at=at, due_at=at,
        ),
        "rule": rule["id"], "channel": "mail", "entry": new_id(),
        "webhook": await kept(
            Webhook, address="https://example.org/", facts=["event.published"], made_at=at
        ),
    }  # fmt: skip
