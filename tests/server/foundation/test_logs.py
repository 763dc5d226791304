"""What a process writes to standard error: lines of JSON, and nothing of what libraries chat."""

import json
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
TALKS = """
import logging, structlog
from server.foundation import logs
logs.configure()
log = structlog.get_logger()
with structlog.contextvars.bound_contextvars(request="0198"):
    log.info("request", route="/entrar/{token}", status=200)
try:
    1 / 0
except ZeroDivisionError as error:
    log.error("unexpected error", exc_info=error)
logging.getLogger("httpx").info("HTTP Request: GET https://mail.example/?token=hunter2")
logging.getLogger("asyncio").warning("slow\\ncallback")
print("nothing")
"""


def test_lines_are_json_with_the_request_they_belong_to() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TALKS], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    first, second, *chat = done.stderr.splitlines()
    told, failed = json.loads(first), json.loads(second)
    assert {**told, "timestamp": "…"} == {
        "event": "request",
        "level": "info",
        "request": "0198",
        "route": "/entrar/{token}",
        "status": 200,
        "timestamp": "…",
    }
    assert (failed["event"], "ZeroDivisionError" in failed["exception"]) == (
        "unexpected error",
        True,
    )
    assert ("hunter2" in done.stderr, "callback" in " ".join(chat)) == (False, True)
    assert done.stdout == "nothing\n"
