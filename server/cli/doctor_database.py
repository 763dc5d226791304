"""Looking at the PostgreSQL server that everything rests on."""

from typing import Final

from server.cli.doctor_check import Finding, Ground, Question, fail, ok, warn
from server.foundation import migrations
from server.foundation.clock import now
from server.foundation.database import fetch

OLDEST: Final = 15
SKEW_NOTED, SKEW_TOO_MUCH = 2.0, 30.0  # seconds
LEFT_OVER: Final = """
    SELECT datname FROM pg_database
    WHERE datname ~ '^convoca_(verify|restore)_[0-9a-f]{8}$' ORDER BY datname
"""


async def version(ground: Ground) -> Finding:
    """Whether it is recent enough, keeps every letter and knows the time zone."""
    major = int(await _shown("server_version_num")) // 10_000
    encoding = await _shown("server_encoding")
    if major < OLDEST:
        return fail(f"It is PostgreSQL {major}: version {OLDEST} or newer is needed.")
    if encoding != "UTF8":
        return fail(f"The database's encoding is {encoding}: it must be made anew with UTF8.")
    await fetch("SELECT $1::timestamptz AT TIME ZONE $2", ground.at, ground.settings.timezone)
    size = (await fetch("SELECT pg_database_size(current_database()) AS size"))[0]["size"]
    return ok(f"PostgreSQL {major}, {encoding}, {size / 1e6:,.0f} MB.")


async def durable(_ground: Ground) -> Finding:
    """Whether what was acknowledged is still there when the power comes back."""
    values = {name: await _shown(name) for name in ("fsync", "full_page_writes")}
    off = [name for name, value in values.items() if value == "off"]
    commit = await _shown("synchronous_commit")
    if commit == "off":
        off.append("synchronous_commit")
    if off:
        return fail(f"{', '.join(off)} is off: what was answered for is lost when the power fails.")
    standby = await _shown("synchronous_standby_names")
    if standby and commit == "local":
        return warn("synchronous_commit is local: the standby may miss what was answered for.")
    also = f", and on a standby ({standby})" if standby else ""
    return ok(f"What is answered for is on the disk{also}.")


async def checksums(_ground: Ground) -> Finding:
    """Whether a disk that forgets is noticed, and whether it has forgotten anything."""
    query = "SELECT coalesce(sum(checksum_failures), 0)::int AS number FROM pg_stat_database"
    failures = (await fetch(query))[0]["number"]
    if failures:
        return fail(f"The disk gave back {failures} pages that differ: restore a backup elsewhere.")
    if await _shown("data_checksums") == "off":
        return warn("Pages have no checksums: stop the server and run pg_checksums --enable.")
    return ok("Every page has a checksum, and none was wrong.")


async def schema(_ground: Ground) -> Finding:
    """Whether the database has the shape of this version."""
    missing = sorted(name for _room, name in await migrations.missing())
    if missing:
        return fail(f"{len(missing)} migrations are missing, first {missing[0]}: convoca migrate.")
    return ok(f"All {len(migrations.shipped())} migrations were made.")


async def clock(_ground: Ground) -> Finding:
    """Whether the machine and the database agree on what time it is."""
    before = now()
    there = (await fetch("SELECT clock_timestamp() AS at"))[0]["at"]
    halfway = before + (now() - before) / 2
    skew = abs((there - halfway).total_seconds())
    says = f"The clocks of this machine and of the database are {skew:.1f} s apart"
    if skew > SKEW_TOO_MUCH:
        return fail(f"{says}: deadlines and codes go wrong; let both be set by the network (NTP).")
    return warn(f"{says}.") if skew > SKEW_NOTED else ok(f"{says}.")


async def left_over(_ground: Ground) -> Finding:
    """Whether a backup or a restore that was killed left its database behind."""
    names = [row["datname"] for row in await fetch(LEFT_OVER)]
    if names:
        return warn(f"Unless one runs now, drop what was left behind: {', '.join(names)}.")
    return ok("Nothing was left behind by backups.")


async def _shown(name: str) -> str:
    return str((await fetch("SELECT current_setting($1) AS value", name))[0]["value"])


QUESTIONS: Final = (
    Question("database", version),
    Question("durability", durable),
    Question("checksums", checksums),
    Question("clock", clock),
    Question("scratch databases", left_over),
)
