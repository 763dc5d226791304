"""Hearing that the process is told to stop, before the server waits for answers that go on."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

TOLD_BY: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def when_told_to_stop(then: Callable[[], None]) -> Iterator[None]:
    """Call `then` in the running event loop as soon as a signal says stop.

    Whatever else handles the signal still does: an event loop learns of signals through a
    descriptor (signal.set_wakeup_fd) and leaves the handler itself empty, so that there is room.
    """
    loop = asyncio.get_running_loop()
    before = {told: signal.getsignal(told) for told in TOLD_BY}
    handled = {told: handler for told, handler in before.items() if callable(handler)}
    if threading.current_thread() is not threading.main_thread():
        handled = {}

    def heard(number: int, frame: FrameType | None) -> Any:
        loop.call_soon_threadsafe(then)
        return handled[signal.Signals(number)](number, frame)

    for told in handled:
        signal.signal(told, heard)
    try:
        yield
    finally:
        for told, handler in handled.items():
            signal.signal(told, handler)
