"""The demonstration organisation, made in an empty database."""

from datetime import datetime
from typing import Final

from server.accounts.domain import accounts, passwords
from server.cli import demo_beyond, demo_goals, demo_keys, demo_notices, demo_reported
from server.cli.demo_cohort import finished
from server.cli.demo_opinions import thought
from server.cli.demo_organisation import found, how_much
from server.cli.demo_rhythm import repeated
from server.cli.demo_today import going_on
from server.cli.demo_ways_in import FEATURED
from server.foundation.clock import now
from server.foundation.database import fetch, transaction
from server.foundation.settings import Settings
from server.foundation.signing import Signer

SEED: Final = 2026


async def prepare(configured: Settings, *, seed: int) -> list[str]:
    """Fill an empty database; returns what to tell the person, nothing if there is data."""
    if await fetch("SELECT FROM account LIMIT 1"):
        return []
    hashed = await passwords.hashed(demo_keys.password(configured))
    at = now()
    async with transaction():
        made = await found(hashed, signer=Signer(configured.secret_key), seed=seed, at=at)
        if made is None:
            return []
        await demo_keys.enrol(configured, at=at)
        await _plan_on(Signer(configured.secret_key), at)
    amounts = "{event} events at {venue} venues, {volunteer} facilitators, {check_in} check-ins"
    told = amounts.format(**await how_much())
    return [
        f"A demonstration organisation was made: {told} (seed {seed}).",
        f"The password of its accounts is kept in {configured.data_dir / demo_keys.PASSWORD}.",
    ]


async def _plan_on(signer: Signer, at: datetime) -> None:
    """What the featured coordinator has planned since, and what is going on there now."""
    rows = await fetch(
        "SELECT s.account, s.municipality FROM scope s"
        " JOIN municipality m ON m.ine = s.municipality WHERE m.name = $1",
        FEATURED,
    )
    who = await accounts.actor(rows[0]["account"])
    if who is not None:
        await repeated(rows[0]["municipality"], by=who, at=at)
        await thought(rows[0]["municipality"], seed=SEED, at=at)
        await finished(rows[0]["municipality"], by=who, signer=signer, seed=SEED, at=at)
        await going_on(rows[0]["municipality"], by=who, signer=signer, at=at)
    await demo_notices.told(at=at)
    await demo_goals.promised(at)
    await demo_beyond.reached(seed=SEED, at=at)
    await demo_reported.reported(at)
