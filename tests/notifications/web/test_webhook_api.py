"""Programs that say themselves what they want to hear."""

import httpx
import pytest

from notifications.domain.webhooks import webhooks
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.support.cast import use_token

HERE = "/api/v1/webhooks"
WISH = {"address": "https://ejemplo.org/avisos", "facts": ["event.published", "event.changed"]}


async def test_a_program_makes_lists_and_removes_webhooks(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    await use_token(visitor, "plan")
    made = (await visitor.post(HERE, json=WISH)).json()
    (hearer,) = await webhooks.all_of_them(by=SYSTEM)
    assert made == {"id": str(hearer.id), "secret": webhooks.secret(hearer, signer)}
    (listed,) = (await visitor.get(HERE)).json()
    assert {name: listed[name] for name in WISH} == WISH
    assert (sorted(listed), listed["paused_at"]) == (
        ["address", "facts", "id", "made_at", "paused_at"], None
    )  # fmt: skip
    assert (await visitor.delete(f"{HERE}/{hearer.id}")).status_code == 204
    assert (await visitor.get(HERE)).json() == []
    assert (await visitor.delete(f"{HERE}/{hearer.id}")).status_code == 404


@pytest.mark.parametrize("scope", ["read", "attend", "report"])
async def test_a_program_that_may_not_plan_has_no_webhooks(
    visitor: httpx.AsyncClient, scope: str
) -> None:
    await use_token(visitor, scope)
    assert (await visitor.post(HERE, json=WISH)).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"address": "http://ejemplo.org/"}, 422), ({"address": "https://10.0.0.1/"}, 422),
     ({"facts": ["x"]}, 422), ({"facts": []}, 400), ({"topic": "x"}, 400)],
)  # fmt: skip
async def test_a_webhook_that_cannot_be_is_refused(
    visitor: httpx.AsyncClient, wrong: dict[str, object], status: int
) -> None:
    await use_token(visitor, "plan")
    assert (await visitor.post(HERE, json=WISH | wrong)).status_code == status


async def test_a_secret_is_told_once_and_kept_nowhere(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "plan")
    named = {"Idempotency-Key": "one"}
    made, again = [await visitor.post(HERE, json=WISH, headers=named) for _ in range(2)]
    assert (made.status_code, made.json()["secret"][:6]) == (201, "whsec_")
    assert (again.status_code, again.json()["detail"]) == (
        409,
        "Esto ya se hizo, y el secreto que se respondió no se vuelve a mostrar.",
    )
    assert [dict(row) for row in await fetch("SELECT status, body FROM kept_answer")] == [
        {"status": 201, "body": b""}
    ]
    assert len(await webhooks.all_of_them(by=SYSTEM)) == 1


async def test_a_refused_wish_for_a_secret_is_refused_again(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "plan")
    wrong, named = WISH | {"facts": ["x"]}, {"Idempotency-Key": "one"}
    first, again = [await visitor.post(HERE, json=wrong, headers=named) for _ in range(2)]
    assert (first.status_code, again.status_code, again.content) == (422, 422, first.content)
