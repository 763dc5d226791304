"""Looking at what was promised: nothing contradicts itself, nothing is lost, nobody walks in."""

from datetime import timedelta
from typing import Final

from server.accounts.domain import audit, backups
from server.accounts.domain.audit import anchoring
from server.accounts.domain.retention import standing
from server.cli.doctor_check import Finding, Ground, Question, fail, ok, warn
from server.cli.laws import ALL
from server.foundation.database import fetch
from server.foundation.invariants import violations
from server.foundation.postgres_programs import ProgramError, fitting

BACKUP_IS_OLD: Final = timedelta(hours=26)
BACKUP_IS_MISSING: Final = timedelta(days=7)
FORGETTING_IS_OLD: Final = timedelta(hours=50)
RUNS: Final = 20  # to look through: some may have been broken off
CHECK_IS_OLD: Final = timedelta(days=2)
LATEST_CHECK: Final = "SELECT at, events, wrong FROM count_check ORDER BY at DESC LIMIT 1"
WITHOUT_SECOND_STEP: Final = """
    SELECT count(*)::int AS number FROM account a
    WHERE a.disabled_at IS NULL AND a.role IN ('administrator', 'coordinator')
        AND NOT EXISTS (SELECT FROM passkey k WHERE k.account = a.id)
        AND NOT EXISTS (
            SELECT FROM authenticator t WHERE t.account = a.id AND t.confirmed_at IS NOT NULL)
"""


async def laws(_ground: Ground) -> Finding:
    """Whether anything in the database contradicts what must always hold."""
    broken = await violations(ALL)
    if not broken:
        return ok(f"All {len(ALL)} laws hold.")
    told = "; ".join(f"{one.law} ({one.times} times: {one.says})" for one in broken)
    return fail(f"{len(broken)} of {len(ALL)} laws are broken: {told}")


async def chain(ground: Ground) -> Finding:
    """Whether the audit is what was written, to its end, and still cannot be changed."""
    told = await anchoring.whole(ground.settings.data_dir)
    if told.broken is not None:
        return fail(f"The audit chain is broken at entry {told.broken}: keep all copies, and look.")
    off = await audit.unguarded()
    if off:
        return fail(f"The audit can be changed: the trigger {', '.join(off)} is off.")
    head = f"{told.until.number}:{told.until.hash.hex()[:16]}"
    if anchoring.kept(ground.settings.data_dir) is None:
        return warn(f"The chain holds up to {head}, but its end was never written down elsewhere.")
    return ok(f"The chain holds from entry {told.after.number + 1} to {head}.")


async def counts(ground: Ground) -> Finding:
    """What came out when registers were last counted again from scratch."""
    rows = await fetch(LATEST_CHECK)
    if not rows:
        return ok("No register was counted again yet.")
    last = rows[0]
    if last["wrong"]:
        return warn(
            f"{last['wrong']} of {last['events']} registers had been counted wrong at"
            f" {last['at']:%Y-%m-%d %H:%M}; they were mended: convoca recount checks more."
        )
    if ground.at - last["at"] > CHECK_IS_OLD:
        return warn(f"Registers were last counted again on {last['at']:%Y-%m-%d}.")
    return ok(f"{last['events']} registers were counted again, and all were right.")


async def forgetting(ground: Ground) -> Finding:
    """Whether what has to be forgotten is forgotten."""
    ended = [run.finished_at for run in await standing.runs(RUNS) if run.finished_at is not None]
    if not ended:
        return ok("Nothing was due to be forgotten yet.")
    if ground.at - ended[0] > FORGETTING_IS_OLD:
        return warn(f"What is due was last forgotten on {ended[0]:%Y-%m-%d}: does a server run?")
    return ok(f"What was due was forgotten on {ended[0]:%Y-%m-%d}.")


async def backup(ground: Ground) -> Finding:
    """How old the last good backup is."""
    settings, good = ground.settings, await backups.last_good()
    help_ = "" if settings.backup_dir and settings.backup_to else "; see CONVOCA_BACKUP_DIR and _TO"
    if good is None:
        return warn(f"No good backup is on record{help_}.")
    age = ground.at - good.began_at
    says = f"The last good backup is {age / timedelta(hours=1):,.0f} hours old ({good.file})"
    if age > BACKUP_IS_MISSING and not help_:
        return fail(f"{says}: convoca backup says why.")
    if age > BACKUP_IS_OLD:
        return warn(f"{says}{help_}.")
    return ok(f"{says}.") if good.verified else warn(f"{says}; nobody saw that it can be restored.")


async def backup_program(ground: Ground) -> Finding:
    """Whether there is a pg_dump for this server."""
    version = (await fetch("SELECT current_setting('server_version_num')::int AS number"))[0]
    major = version["number"] // 10_000
    try:
        program = fitting("pg_dump", major, ground.config)
        fitting("pg_restore", major, ground.config)
    except ProgramError as error:
        return fail(str(error))
    return ok(f"{program} fits.")


async def second_steps(_ground: Ground) -> Finding:
    """Whether everybody who must has a second step."""
    number = (await fetch(WITHOUT_SECOND_STEP))[0]["number"]
    if number:
        return warn(f"{number} administrators and coordinators have no second step yet.")
    return ok("Every administrator and coordinator has a second step.")


QUESTIONS: Final = (
    Question("backup", backup),
    Question("backup program", backup_program),
    Question("second steps", second_steps),
    Question("counts", counts),
    Question("retention", forgetting),
    Question("audit", chain, slow=True),
    Question("laws", laws, slow=True),
)
