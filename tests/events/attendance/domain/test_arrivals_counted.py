"""Who watches the installation sees how many arrivals are written down."""

import pytest

from events.attendance.domain.register import write
from server.foundation.counters import OWN
from tests.events.attendance.arriving import line
from tests.support.events import planned

pytestmark = pytest.mark.usefixtures("db")


def counted(source: str) -> float:
    """How many arrivals this process wrote down so far."""
    return OWN.get_sample_value("convoca_check_ins_total", {"source": source}) or 0


async def test_each_line_is_counted_once_by_where_it_came_from() -> None:
    event = await planned()
    before = counted("self")
    sent = [line(event), line(event)]
    await write([*sent, sent[0]])
    await write(sent)
    assert counted("self") - before == 2
