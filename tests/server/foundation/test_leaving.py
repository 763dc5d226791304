"""Hearing that the process is told to stop."""

import asyncio
import os
import signal
import threading

from server.foundation.leaving import when_told_to_stop


async def test_who_asked_hears_of_a_signal_and_so_does_whoever_asked_before() -> None:
    loop, heard = asyncio.get_running_loop(), []
    told, also = asyncio.Event(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, also.set)
    try:
        with when_told_to_stop(told.set):
            os.kill(os.getpid(), signal.SIGTERM)
            heard += [await asyncio.wait_for(each.wait(), 5) for each in (told, also)]
        told.clear()
        also.clear()
        os.kill(os.getpid(), signal.SIGTERM)
        heard.append(await asyncio.wait_for(also.wait(), 5))
    finally:
        loop.remove_signal_handler(signal.SIGTERM)
    assert heard == [True, True, True]
    assert not told.is_set()


async def test_a_thread_that_signals_never_reach_is_left_alone() -> None:
    before = signal.getsignal(signal.SIGINT)

    async def elsewhere() -> object:
        with when_told_to_stop(lambda: None):
            return signal.getsignal(signal.SIGINT)

    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(asyncio.run(elsewhere())))
    thread.start()
    await asyncio.to_thread(thread.join)
    assert found == [before]
