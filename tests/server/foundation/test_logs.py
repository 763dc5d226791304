"""What a process writes to standard error: lines of JSON, and nothing of what libraries chat."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

REPOSITORY = Path(__file__).resolve().parents[3]
TALKS: Final = """
import logging, warnings, structlog
from server.foundation import logs
logs.configure({level!r})
log = structlog.get_logger()
with structlog.contextvars.bound_contextvars(request="0198"):
    log.info("request", route="/entrar/{{token}}", status=200)
    logging.getLogger("apscheduler").error("Job failed", exc_info=ValueError("hunter2"))
try:
    secret = "hunter2"
    {{}}[secret]
except KeyError as error:
    log.error("unexpected error", exc_info=error)
logging.getLogger("httpx").info("HTTP Request: GET https://mail.example/?token=hunter2")
logging.getLogger("asyncio").warning("slow callback\\n<Task holding hunter2>")
logging.getLogger("_granian").warning("Respawning worker-1")
warnings.warn("old ways")
print("nothing")
"""


def talked(level: str = "info") -> list[dict[str, Any]]:
    """Every line that a process writes."""
    done = subprocess.run(
        [sys.executable, "-c", TALKS.format(level=level)],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (done.stdout, "hunter2" in done.stderr) == ("nothing\n", False)
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_lines_are_json_with_the_request_they_belong_to() -> None:
    told, scheduled, failed, *chat = talked()
    assert {**told, "timestamp": "…"} == {
        "event": "request",
        "level": "info",
        "request": "0198",
        "route": "/entrar/{token}",
        "status": 200,
        "timestamp": "…",
    }
    assert (scheduled["event"], scheduled["error"], scheduled["request"]) == (
        "Job failed",
        "builtins.ValueError",
        "0198",
    )
    assert (failed["event"], failed["error"]) == ("unexpected error", "builtins.KeyError")
    said = [(line.get("logger"), line["event"]) for line in chat]
    assert said[:2] == [("asyncio", "slow callback"), ("_granian", "Respawning worker-1")]
    assert (said[2][0], said[2][1].endswith("UserWarning: old ways")) == ("py.warnings", True)


def test_a_higher_level_is_quieter() -> None:
    said = [line["event"] for line in talked("error")]
    assert said == ["Job failed", "unexpected error", "Respawning worker-1"]
