"""The outbox as programs that watch it read it."""

from datetime import timedelta

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from notifications.domain.outbox import channel_health
from notifications.tables import ChannelState
from notifications.web.outbox_metrics import families
from server.web.metrics import Gathered
from tests.support.cast import Cast
from tests.support.events import TODAY, planned
from tests.support.outbox_rows import failed, noted, tried

MINUTE = timedelta(minutes=1)


async def read() -> dict[str, dict[tuple[str, ...], float]]:
    """Every sample, by the values of its labels in the order of their names."""
    registry = CollectorRegistry()
    registry.register(Gathered(await families(TODAY)))
    text = generate_latest(registry).decode()
    return {
        family.name: {
            tuple(value for _name, value in sorted(sample.labels.items())): sample.value
            for sample in family.samples
        }
        for family in text_string_to_metric_families(text)
    }


async def test_an_empty_outbox_has_nothing_to_count(db: None) -> None:
    assert await read() == {
        "convoca_notices": {},
        "convoca_delivery_attempts": {},
        "convoca_oldest_queued_seconds": {(): 0},
        "convoca_channel_waiting": {},
        "convoca_channel_stopped": {},
    }


async def test_every_state_and_outcome_is_counted(cast: Cast) -> None:
    await noted(cast.pinula, "queued", at=TODAY - 5 * MINUTE, way=None)
    again = await noted(cast.pinula, "queued", at=TODAY - 9 * MINUTE, attempts=1)
    await noted(cast.pinula, "queued", at=TODAY - 9 * MINUTE, wanted_at=TODAY - MINUTE, way="sms")
    await tried(again, "failed", at=TODAY - 8 * MINUTE)
    await noted(cast.pinula, "held", at=TODAY - 7 * MINUTE, due_at=TODAY + MINUTE)
    await failed(cast.mixco, "550 no such user")
    await tried(await noted(cast.mixco, way="sms"), "sent", channel="sms")
    for channel, changes in (("sms", {"stopped_at": TODAY}), ("mail", {"open_until": TODAY})):
        state = ChannelState(channel=channel, tokens=1.0, refilled_at=TODAY)
        for name, value in changes.items():
            setattr(state, name, value)
        await ChannelState.insert(state)
    assert await read() == {
        "convoca_notices": {
            ("none", "queued"): 1, ("mail", "queued"): 1, ("sms", "queued"): 1,
            ("mail", "held"): 1,
            ("mail", "failed"): 1, ("sms", "sent"): 1,
        },
        "convoca_delivery_attempts": {
            ("mail", "failed"): 1, ("mail", "refused"): 1, ("sms", "sent"): 1,
        },
        "convoca_oldest_queued_seconds": {(): 300},
        "convoca_channel_waiting": {("mail",): 0, ("sms",): 0},
        "convoca_channel_stopped": {("mail",): 0, ("sms",): 1},
    }  # fmt: skip


async def test_what_a_channel_that_is_held_up_puts_off_is_no_less_due(cast: Cast) -> None:
    await noted(cast.pinula, "queued", at=TODAY - 9 * MINUTE, due_at=TODAY + 5 * MINUTE)
    oldest = {(): 540.0}
    assert (await read())["convoca_oldest_queued_seconds"] == oldest
    health = await channel_health.channels(cast.admin, at=TODAY)
    assert [each.oldest for each in health if each.oldest] == [TODAY - 9 * MINUTE]


async def test_no_label_names_anybody(cast: Cast) -> None:
    event = await planned(public_title="Cuentos en el parque")
    await failed(cast.pinula, "550 pinula@convoca.test is unknown", event=event)
    registry = CollectorRegistry()
    registry.register(Gathered(await families(TODAY)))
    text = generate_latest(registry).decode()
    for secret in ("Cuentos", "Pinula", "pinula", "550", "0103", str(event)):
        assert secret not in text
