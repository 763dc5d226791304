"""Whatever a provider answers, what it took is not sent once more."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from notifications.domain.office import Office
from server.foundation.database import fetch
from tests.support.events import TODAY
from tests.support.reached import SMS, WHATSAPP, confirmed
from tests.support.rounds import HOUR, invited, told
from volunteers.people.domain import volunteers

NONSENSE: list[tuple[str, Any]] = [
    ("sms", {"sid": "S" * 300}),
    ("sms", {"sid": "S\0M"}),
    ("sms", {"sid": ""}),
    ("sms", {"sid": "SM1", "num_segments": "99999999999"}),
    ("sms", {"sid": "SM1", "num_segments": {"n": 1}, "status": ["queued"], "error_code": 1e300}),
    ("whatsapp", {"messages": [{"id": "w" * 300}]}),
    ("whatsapp", {"messages": [{"id": "w\0"}]}),
]


@pytest.mark.parametrize(("way", "answer"), NONSENSE)
async def test_who_was_written_to_is_not_written_to_again(
    way: str, answer: Any, everywhere: Office
) -> None:
    asked = []

    def take(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(201, json=answer)

    await invited()
    ana = (await fetch("SELECT id FROM volunteer"))[0]["id"]
    named = SMS if way == "sms" else WHATSAPP
    await confirmed(everywhere, named, who=await volunteers.actor_of(ana))
    async with httpx.AsyncClient(transport=httpx.MockTransport(take)) as http:
        office = Office(everywhere.settings, everywhere.signer, http)
        for minutes in (0, 5, 12, 30):
            await told(office, TODAY + timedelta(minutes=minutes))
        await told(office, TODAY + 4 * HOUR)
    assert len(asked) == 1
    rows = await fetch(
        "SELECT n.state, d.segments FROM notice n JOIN delivery d ON d.notice = n.id"
    )
    assert [tuple(row) for row in rows] == [("sent", 1 if way == "sms" else None)]
