"""A round as all its lanes see it: by which channels it goes, and where something is to be done."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, TypeAlias

from msgspec.structs import replace

from notifications.domain.office import Office
from notifications.domain.outbox.choice import INBOX, Channels
from notifications.domain.outbox.leases import Standing
from notifications.domain.outbox.pace import RATES, Rate

Clock: TypeAlias = Callable[[], datetime]
# So many leave at once from one process. Mail reports nothing that settles a doubt: of a process
# that is killed at most one letter is sent twice.
PLACES: Final = {INBOX: 1, "mail": 1, "whatsapp": 4, "sms": 4, "webhook": 4}


class Work:
    """There may be something to do in `wanted` lanes; `at_work` is how many see to each."""

    def __init__(
        self, office: Office, *, clock: Clock, leaving: asyncio.Event,
        rates: Mapping[str, Rate] = RATES,
    ) -> None:  # fmt: skip
        self.office = office
        self.clock = clock
        self.leaving = leaving
        self.rates = rates
        self.channels = Channels(frozenset())
        self.wanted: set[str] = set()
        self.at_work = Counter[str]()

    @property
    def lanes(self) -> frozenset[str]:
        """Where something may leave, and the inbox."""
        return frozenset({INBOX, *self.channels.running}) - self.channels.resting.keys()

    @property
    def waiting_rooms(self) -> frozenset[str]:
        """The same, and where it is worth to wait until something may leave again."""
        return frozenset({INBOX, *self.channels.running}) - self.channels.away(self.clock())

    def rest(self, channel: str, until: datetime) -> None:
        """Nothing new leaves by this channel until then."""
        self.channels = replace(self.channels, resting={**self.channels.resting, channel: until})

    def stop(self, channel: str) -> None:
        """Nothing leaves by this channel until a person lets it go on."""
        self.channels = replace(self.channels, stopped=self.channels.stopped | {channel})

    def handed_on(self, standing: Standing) -> None:
        """A notice was put into a lane; whoever worked there may have found nothing before."""
        if standing.state == "queued" and standing.way and standing.due_at <= self.clock():
            self.wanted.add(standing.way)
