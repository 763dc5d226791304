"""A made-up story, written down for as long as it takes to write a notice about it."""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from notifications.domain.notice import Notice
from notifications.domain.texts import props
from notifications.domain.texts.props import Stage
from notifications.domain.texts.scenes import Scene
from server.foundation.database import fetch

LEAVES: Final = "Ana Morales"
COMES: Final = "Luis Castillo"
# What a made-up event borrows, in one of the municipalities $1 or anywhere.
BORROWED: Final = """
    SELECT (SELECT ine FROM municipality WHERE $1::text[] IS NULL OR ine = ANY($1)
            ORDER BY ine LIMIT 1) AS municipality,
        (SELECT slug FROM kind WHERE NOT internal ORDER BY slug LIMIT 1) AS kind,
        (SELECT slug FROM topic WHERE sensitivity = 'open' ORDER BY slug LIMIT 1) AS topic,
        (SELECT id FROM project WHERE slug = 'general') AS project
"""


async def stage(at: datetime, zone: str, municipalities: frozenset[str]) -> Stage:
    """Where the story happens: in one of these municipalities, or in any if there are none."""
    row = (await fetch(BORROWED, sorted(municipalities) or None))[0]
    return Stage(at=at, zone=zone, **dict(row))


async def played(notice: Notice, scene: Scene, here: Stage) -> Notice:
    """The notice about what is written down for it; only in a transaction that is taken back."""
    leaves, comes = await props.helper(LEAVES, here), await props.helper(COMES, here)
    event = await props.event(scene, here)
    place = await props.place(event, leaves, scene.place, here)
    asked = await props.place(event, comes, "accepted" if scene.covered else "declined", here)
    await props.documents(scene, leaves, here)
    made = {
        "link": await props.link(leaves, here),
        "account": await props.signed_in(leaves, here),
        "contact": await props.contact(leaves, here),
        "helper": leaves.volunteer,
        "place": place,
        "answer": await props.no(place, here),
        "search": await props.search(scene, event, place, asked, here),
        "event": event,
        "seats": await props.registration(scene, event, here),
        "release": await props.release(here),
    }
    subject = made[scene.about]
    if scene.moved:
        await props.told_before(scene, event, subject, leaves, here)
    return replace(
        notice, subject=subject, event=event, key=_key(notice.kind, subject, scene, here)
    )


def _key(kind: str, subject: UUID, scene: Scene, here: Stage) -> str:
    """Some say in their keys what happened, or of which day they are."""
    match kind:
        case "account_changed":
            return f"account-changed:0:passkey.added:{int(here.at.timestamp())}"
        case "lapsing":
            return f"lapsing:{subject}:{here.at.date() + props.CLEARED}:30"
        case "places_lapsing":
            until = scene.begins(here.at, here.zone).date() - 2 * props.DAY
            return f"places-lapsing:{subject}:{until}:"
    return f"specimen:{subject}"
