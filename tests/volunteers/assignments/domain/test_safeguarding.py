"""Only adults who are expected, or were there, count for the safety of minors."""

from server.foundation.clock import now
from server.foundation.database import execute
from tests.support.crew import helper
from tests.support.events import planned
from tests.volunteers.assignments.domain.test_lapses import hold
from volunteers.assignments.domain.safeguarding import cleared_adults

DISABLE = """
    UPDATE account SET disabled_at = $1 WHERE id = (SELECT account FROM volunteer WHERE id = $2)
"""


async def test_whose_account_was_disabled_counts_only_where_they_were(db: None) -> None:
    event = await planned(published=False, audiences=("children",))
    ana = await helper("Ana Ayuda")
    await hold(event, ana)
    assert await cleared_adults(event) == 1
    await execute(DISABLE, now(), ana)
    assert await cleared_adults(event) == 0
    await execute("UPDATE assignment SET status = 'attended'")
    assert await cleared_adults(event) == 1
