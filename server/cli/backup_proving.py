"""Whether a restored database is what was backed up, whole and without contradictions."""

from typing import Any

from server.accounts.domain import audit
from server.cli import backup_snapshot
from server.cli.installation import migrated
from server.cli.laws import ALL
from server.foundation import database, primary
from server.foundation.archive_manifest import Manifest
from server.foundation.invariants import violations


async def wrong_with(config: dict[str, Any], manifest: Manifest) -> list[str]:
    """What is not as it must be, a sentence each; the database is brought to this version.

    The rows of every table are counted and the chain's end is compared before that, the chain and
    the laws are checked after.
    """
    differences = await _differences(config, manifest)
    if differences:
        return differences
    await migrated(config)
    async with database.connected(config, size=2):
        broken = await audit.first_broken_link()
        told = [] if broken is None else [f"The audit chain is broken at entry {broken}."]
        return told + [
            f"{broken_law.says} {broken_law.times} times it is not so, such as"
            f" {'; '.join(broken_law.examples[:1])}."
            for broken_law in await violations(ALL)
        ]


async def _differences(config: dict[str, Any], manifest: Manifest) -> list[str]:
    lent = await primary.connect(**config)
    try:
        found = await backup_snapshot.counts(lent)
        last = await lent.fetchrow(backup_snapshot.HEAD)
    finally:
        await lent.close()
    expected = manifest.counts
    told = [
        f"{table} holds {found.get(table, 'no')} rows instead of {expected.get(table, 'no')}."
        for table in sorted(found.keys() | expected.keys())
        if found.get(table) != expected.get(table)
    ]
    head = (last["id"], last["hash"].hex()) if last else None
    if head != manifest.head:
        told.append("The audit chain does not end where it did.")
    return told
