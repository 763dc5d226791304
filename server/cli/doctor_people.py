"""Looking at what people wait for: notices that do not leave, and what is about to lapse."""

from datetime import timedelta
from typing import Final

from notifications.domain.outbox import figures
from server.cli.doctor_check import Finding, Ground, Question, fail, ok, warn
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from volunteers.assignments.domain import lapses

WAITS_LONG, WAITS_TOO_LONG = timedelta(hours=1), timedelta(days=1)
STUCK: Final = """
    SELECT count(*)::int AS number FROM notice
    WHERE state = 'in_flight' AND leased_until < $1::timestamptz - interval '10 minutes'
"""


async def outbox(ground: Ground) -> Finding:
    """Whether notices leave."""
    found = await figures.figures(at=ground.at)
    stuck = (await fetch(STUCK, ground.at))[0]["number"]
    waits = timedelta(seconds=found.oldest)
    stopped = sorted(channel for channel, is_so in found.stopped.items() if is_so)
    if waits > WAITS_TOO_LONG:
        return fail(f"A notice waits for {waits.days} days already: does a server run?")
    if stuck:
        return warn(f"{stuck} notices are held by processes that are gone: does a server run?")
    if stopped:
        return warn(f"Stopped until somebody lets them go on (/avisos): {', '.join(stopped)}.")
    if waits > WAITS_LONG:
        return warn(f"A notice waits for {waits / timedelta(hours=1):.0f} hours already.")
    return ok("Nothing waits for longer than an hour.")


async def lapsing(ground: Ground) -> Finding:
    """What of the helpers lapses before an event that they help at."""
    found = await lapses.lapses(by=SYSTEM, at=ground.at)
    if found:
        return warn(
            f"{len(found)} clearances and qualifications lapse before an event that counts on them,"
            f" the first for {found[0].places[0].starts_at:%Y-%m-%d} (Turnos, Previsión)."
        )
    return ok("Nothing lapses before an event that counts on it.")


QUESTIONS: Final = (Question("outbox", outbox), Question("lapsing", lapsing))
