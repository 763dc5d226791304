"""What must have been said before the pages about notices can be walked."""

import email
import re
import time
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import httpx

from tests.support.tour_plans import sent

WEBHOOK = {"address": "http://localhost:9/convoca", "facts": "event.published"}


def told(administrator: httpx.Client, coordinator: httpx.Client, data: Path) -> dict[str, str]:
    """The address parts of a rule, of a program, and of the links that letters carry."""
    made = administrator.post("/avisos/programas", data=sent(administrator, **WEBHOOK))
    named = {"mail": "otra@convoca.example"}
    coordinator.post("/mis-avisos/medios", data=sent(coordinator, **named))
    return {
        "webhook": _found(r"/avisos/programas/([0-9a-f-]{36})", made.headers["location"]),
        "rule": _found(r"/avisos/reglas/([0-9a-f-]{36})", administrator.get("/avisos/reglas").text),
        "contact": _mailed(data, r"/m/([\w-]+)", _words),
        "leave": _mailed(data, r"/b/([\w-]+)", _unsubscribing),
    }


def _mailed(
    data: Path, pattern: str, read: Callable[[EmailMessage], str], seconds: float = 40
) -> str:
    """What stands in a letter, once there is one."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for file in (data / "mail").glob("*.eml"):
            letter = email.message_from_bytes(file.read_bytes(), policy=default)
            if found := re.search(pattern, read(letter)):
                return found[1]
        time.sleep(0.2)
    raise AssertionError(f"no letter holds {pattern}")


def _words(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    return str(part.get_content()) if part else ""


def _unsubscribing(letter: EmailMessage) -> str:
    return str(letter["List-Unsubscribe"])


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, f"{pattern} is not in {text[:400]}"
    return match[1]
