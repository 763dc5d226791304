"""How long somebody with an old phone and poor signal waits for the check-in page."""

import os
import shutil
import time
from typing import Any, Final

from playwright.async_api import Page, async_playwright

from tests.bench.table import Row

# GPRS: 50 kbit/s both ways, half a second there and back.
GPRS: Final = {
    "offline": False,
    "latency": 500,
    "downloadThroughput": 50_000 / 8,
    "uploadThroughput": 50_000 / 8,
}
TIMES: Final = 5
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


async def measured(address: str, code: str) -> list[Row]:
    """From asking for the page to being able to answer, and from answering to being thanked."""
    found = os.environ.get("E2E_CHROMIUM") or shutil.which("chromium-headless-shell")
    async with async_playwright() as running:
        browser = await running.chromium.launch(
            executable_path=found or shutil.which("chromium"), args=list(FLAGS)
        )
        slow = [await _visit(browser, address, code, network=GPRS) for _time in range(TIMES)]
        fast = [await _visit(browser, address, code, network=None) for _time in range(TIMES)]
        await browser.close()
    return [
        Row("old phone, 50 kbit/s and 500 ms, no script", ""),
        *(
            Row(f"  {what}", f"{max(s):.2f} s", f"{max(f):.2f} s without limits", aim=aim)
            for (what, aim), s, f in zip(
                (("page can be answered", "< 2 s"), ("answers sent, thanked", "")),
                zip(*slow, strict=True),
                zip(*fast, strict=True),
                strict=True,
            )
        ),
    ]


async def _visit(
    browser: Any, address: str, code: str, *, network: dict[str, Any] | None
) -> tuple[float, float]:
    """Seconds for both, of a phone that was never here."""
    context = await browser.new_context(java_script_enabled=False, service_workers="block")
    page: Page = await context.new_page()
    if network is not None:
        line = await context.new_cdp_session(page)
        await line.send("Network.enable")
        await line.send("Network.emulateNetworkConditions", network)
    started = time.perf_counter()
    await page.goto(f"{address}/c/{code}")
    await page.locator("main [type=submit]").wait_for()
    ready = time.perf_counter()
    await page.locator("input[name=sex]").first.check()
    await page.locator("#age").fill("14")
    await page.locator("input[name=audience]").first.check()
    answered = time.perf_counter()
    await page.locator("main [type=submit]").click()
    await page.wait_for_url("**/gracias*")
    await page.locator("h1").first.wait_for()
    thanked = time.perf_counter()
    await context.close()
    return ready - started, thanked - answered
