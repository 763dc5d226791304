"""An installation for a fault run: a database that comes back, a post office, two servers."""

from pathlib import Path
from typing import Any

from msgspec import Struct

from server.cli.installation import url
from server.foundation import database, embedded
from server.foundation.clock import now
from server.foundation.reviving import revived
from tests.bench.own_cluster import set_up
from tests.support.fault_clients import Clients
from tests.support.fault_ledger import Ledger
from tests.support.fault_servers import Forked, Machine, Served
from tests.support.fault_storm import Damage, Weather, calm, damage, storm
from tests.support.fault_world import furnished
from tests.support.post_office import PostOffice, open_post_office

SECRET = "only for fault runs, and nowhere else at all"


class Plan(Struct, frozen=True, kw_only=True):
    """How long it rages at least and how many are killed, how often, by how many it is used."""

    seconds: float
    every: tuple[float, float]
    kills: int = 0
    crowd: int
    pause: float
    calms_within: float
    helpers: int
    seed: int
    forked: bool = False


async def run(folder: Path, plan: Plan) -> Damage:
    """All of it, in a folder that PostgreSQL's user can reach."""
    place = folder / "postgres"
    with embedded.running(place) as sockets, revived(place):
        config = database.address(url=None, sockets=sockets)
        await set_up(config)
        async with database.connected(config, size=4, serving=True), open_post_office() as post:
            return await _weathered(folder, config, post, plan)


async def _weathered(folder: Path, config: dict[str, Any], post: PostOffice, plan: Plan) -> Damage:
    world = await furnished(at=now(), helpers=plan.helpers)
    machines = _machines(folder, config, post, forked=plan.forked)
    weather = Weather(machines, folder / "postgres" / "cluster", seed=plan.seed)
    ledger = Ledger()
    clients = Clients([machine.port for machine in machines], world, ledger, seed=plan.seed)
    began = now()
    try:
        await storm(
            machines, weather, clients, seconds=plan.seconds, every=plan.every, kills=plan.kills,
            pause=plan.pause, crowd=plan.crowd,
        )  # fmt: skip
        seconds = (now() - began).total_seconds()
        await calm(within=plan.calms_within)
    finally:
        for machine in machines:
            machine.kill()
    return await damage(ledger, weather, post, seconds=seconds)


def _machines(
    folder: Path, config: dict[str, Any], post: PostOffice, *, forked: bool
) -> list[Machine]:  # fmt: skip
    known = {
        "CONVOCA_DATABASE_URL": url(config),
        "CONVOCA_SECRET_KEY": SECRET,
        "CONVOCA_SMTP_URL": f"smtp://127.0.0.1:{post.port}",
        "CONVOCA_MAIL_FROM": "convoca@convoca.test",
        "CONVOCA_LOG_LEVEL": "warning",
        "PYTHONPATH": str(Path.cwd()),
    }
    kind = Forked if forked else Served
    return [kind(folder / name, known) for name in ("one", "two")]
