"""What a million earlier check-ins cost who checks in today, and who looks at the register."""

from statistics import median
from typing import Final

from server.accounts.domain import sign_in
from server.accounts.web.authentication import COOKIE
from server.foundation.clock import now
from server.foundation.database import execute
from tests.bench import phones
from tests.bench.load import drive
from tests.bench.reading import quickest
from tests.bench.scenery import Scenery
from tests.bench.table import Row
from tests.support.cast import person
from tests.support.installation import Installation

LINES: Final = 1_000_000
CLIENTS: Final = 32
ROUNDS: Final = 5
SECONDS: Final = 2
THANKED: Final = (b"HTTP/1.1 303",)
FLAT: Final = "≥ 0.8"
# The event under way gets its share, but no more than a large one has.
LINES_BEFORE: Final = """
    INSERT INTO check_in (id, event, source, at, received_at, pseudonym, sex, age_band, audience)
    SELECT gen_random_uuid(), e.id, 'self', e.starts_at, e.starts_at,
        decode(md5(e.id::text || n) || md5(n::text), 'hex'), 'female', '13-14', 'adolescents'
    FROM generate_series(1, $1) n
        JOIN (SELECT id, starts_at, row_number() OVER (ORDER BY id) AS place FROM event) e
            ON e.place = n % (SELECT count(*) FROM event) + 1
"""


async def measured(running: Installation, there: Scenery) -> list[Row]:
    """The same event, the same server, before and after; medians, and the quickest reading."""
    who = await person("register@convoca.test", "Rita Registra", "administrator")
    assert who.account is not None
    session = await sign_in.open_session(who.account, at=now(), second=True)
    cookie = {"Cookie": f"{COOKIE}={session}"}
    page = f"/eventos/{there.event}/registro"
    # A register of its own: the one that was checked in to for minutes holds thousands.
    await execute("DELETE FROM check_in")
    before = _rate(running, there)
    read_before = quickest(running.address, page, cookie)
    await execute("DELETE FROM check_in")
    await execute(LINES_BEFORE, LINES)
    await execute("VACUUM ANALYZE check_in")
    read_after = quickest(running.address, page, cookie)
    after = _rate(running, there)
    return [
        Row(f"among {LINES:,} check-ins", "", "few"),
        Row(
            f"  check-ins a second, {CLIENTS} clients",
            f"{after:,.0f}/s",
            f"{before:,.0f}/s",
            f"{after / before:.2f}",
            FLAT,
        ),
        Row(
            "  register page (of thousands and of as many)",
            f"{read_after:.1f} ms",
            f"{read_before:.1f} ms",
        ),
    ]


def _rate(running: Installation, there: Scenery) -> float:
    request = phones.answers(running.address, there.code)
    loads = [
        drive(running.address, request, clients=CLIENTS, seconds=SECONDS, wish=THANKED)
        for _round in range(ROUNDS)
    ]
    return median(load.rate for load in loads)
