"""Mixed load on two processes while either of them, or the database, is killed: what is lost?

`python -m tests.bench.fault_run [--minutes 10 | --short]` prints what was acknowledged and what is
there; the short one kills each of them once and takes some twenty seconds.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.bench.table import Row, written
from tests.support.fault_house import Plan, run
from tests.support.fault_storm import Damage

# Each of them once: a server, the other, the database, a connection.
SHORT = Plan(
    seconds=0, kills=4, every=(1.0, 2.0), crowd=7, pause=0.5, calms_within=0, helpers=4, seed=1,
    forked=True,
)  # fmt: skip


def main() -> None:
    """Rage, and print the table; ends with 1 where anything acknowledged is missing."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--seed", type=int, default=8)
    asked.add_argument("--short", action="store_true")
    told = asked.parse_args()
    plan = SHORT if told.short else Plan(
        seconds=told.minutes * 60, every=(4, 12), crowd=14, pause=0.5, calms_within=300,
        helpers=200, seed=told.seed,
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="convoca-faults-") as folder:
        damage = asyncio.run(run(_reachable(Path(folder)), plan))
    sys.stdout.write(f"{written(rows(damage))}\n")
    for line in details(damage):
        sys.stdout.write(f"  {line}\n")
    sys.exit(bool(details(damage)))


def _reachable(folder: Path) -> Path:
    folder.chmod(0o711)
    return folder


def rows(damage: Damage) -> list[Row]:
    """What there is to say."""
    ledger, kills = damage.ledger, sum(damage.kills.values())
    return [
        Row(f"{damage.seconds:.0f} s of mixed load on two servers", ""),
        Row("  requests", f"{ledger.asked:,}", f"{ledger.troubled:,} not answered as wished"),
        *(Row(f"  killed: {who}", str(times)) for who, times in sorted(damage.kills.items())),
        *(
            Row(
                f"  {what}",
                f"{len(ids):,} acknowledged",
                f"{damage.missing[what]} missing",
                "",
                "0",
            )
            for what, ids in ledger.kept.items()
        ),
        Row("  feeds read", f"{ledger.feeds:,}", f"{ledger.unchanged:,} unchanged"),
        Row("  done twice", str(len(damage.twice)), aim="0"),
        Row("  answered wrongly", str(len(ledger.wrong)), aim="0"),
        Row("  laws broken", str(len(damage.broken)), aim="0"),
        Row("  audit chain", "whole" if damage.chain_breaks_at is None else "broken", aim="whole"),
        Row("  registers miscounted", str(damage.miscounted), aim="0"),
        Row("  notices", ", ".join(f"{n:,} {state}" for state, n in damage.notices.items())),
        Row("  letters lost", str(damage.lost), f"{damage.letters:,} arrived", "", "0"),
        Row("  letters doubled", str(damage.doubled), f"{kills} kills", "", "≤ kills"),
    ]


def details(damage: Damage) -> list[str]:
    """Everything that is not as it must be, in words."""
    kills = sum(damage.kills.values())
    said = [f"missing: {what}: {number}" for what, number in damage.missing.items() if number]
    said += [f"twice: {title}" for title in damage.twice]
    said += [f"answered: {words}" for words in sorted(set(damage.ledger.wrong))]
    said += [f"{one.law}: {one.times} × {one.examples}" for one in damage.broken]
    if damage.chain_breaks_at is not None:
        said.append(f"the audit chain breaks at {damage.chain_breaks_at}")
    if damage.miscounted:
        said.append(f"{damage.miscounted} registers were miscounted")
    if damage.lost or damage.doubled > kills:
        said.append(f"letters: {damage.lost} lost, {damage.doubled} doubled")
    return said


if __name__ == "__main__":
    main()
