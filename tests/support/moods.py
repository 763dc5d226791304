"""How a provider of the tests takes what it is asked: well, or in one of many bad ways."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import TypeAlias

from tests.support.loopback_http import Answer


class Mood(Enum):
    """LATE, DROPPED and BAD_GATEWAY take the message all the same; the asker cannot know."""

    WELL = auto()
    BUSY = auto()
    BROKEN = auto()
    MUTE = auto()
    HANGS_UP = auto()
    LATE = auto()
    DROPPED = auto()
    BAD_GATEWAY = auto()


Code: TypeAlias = int
Take: TypeAlias = Callable[[], Awaitable[Answer]]


class Moods:
    """`coming` are the next moods, or codes to refuse with; `otherwise` says those after them."""

    def __init__(self) -> None:
        self.coming: deque[Mood | Code] = deque()
        self.otherwise: Callable[[], Mood | Code] = lambda: Mood.WELL
        self.late_by = 5.0
        self.retry_after: str | None = None

    def next(self) -> Mood | Code:
        """How the next request is taken."""
        return self.coming.popleft() if self.coming else self.otherwise()

    async def in_mood(self, mood: Mood, take: Take) -> Answer | None:
        """The answer to a request in this mood; `take` keeps the message and says so."""
        match mood:
            case Mood.WELL:
                return await take()
            case Mood.BUSY:
                more = {"Retry-After": self.retry_after} if self.retry_after else {}
                return Answer(429, headers=more)
            case Mood.BROKEN:
                return Answer(500)
            case Mood.MUTE:
                await asyncio.sleep(self.late_by)
                return None
            case Mood.HANGS_UP:
                return None
            case _:
                return await self._taken_in_silence(mood, await take())

    async def _taken_in_silence(self, mood: Mood, answer: Answer) -> Answer | None:
        if mood is Mood.DROPPED:
            return None
        if mood is Mood.BAD_GATEWAY:
            return Answer(502)
        await asyncio.sleep(self.late_by)
        return answer
