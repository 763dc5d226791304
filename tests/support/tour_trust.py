"""What the tour finds out about accounts: somebody half-way in, and an account to look at."""

import subprocess
from urllib.parse import urlsplit

import httpx

from server.foundation import embedded
from tests.support.installation import Installation

HALF_WAY = "beatriz.l@convoca.example"
BARE = "nueva.coordina@convoca.example"


def half_way(installation: Installation) -> dict[str, str]:
    """Sessions that stop before the second step: one that has to take it, one that has none yet."""
    return {"half": with_password(installation, HALF_WAY), "bare": with_link(installation, BARE)}


def with_password(installation: Installation, who: str) -> str:
    """The cookie of somebody who knows the password and has not shown the digits."""
    password = (installation.data / "demo-password").read_text().strip()
    return cookie(installation, "/entrar", {"email": who, "password": password})


def with_link(installation: Installation, who: str) -> str:
    """The cookie of a coordinator who comes in for the first time."""
    link = installation.convoca(
        *("account", "create", "--email", who, "--role", "coordinator", "--municipality", "0108")
    )
    return cookie(installation, urlsplit(link).path, {})


def cookie(installation: Installation, address: str, answers: dict[str, str]) -> str:
    """What a browser holds once it sent the form of this address."""
    with httpx.Client(base_url=installation.address) as browser:
        browser.get("/entrar")
        token = {"_csrf_token": browser.cookies["csrf"]}
        answer = browser.post(address, data={**answers, **token})
        assert answer.status_code == 303, answer.text
        return browser.cookies["convoca"]


def proved_just_now(installation: Installation) -> None:
    """Whoever came in when the tour was prepared need not say again who they are."""
    with embedded.running(installation.data / "postgres") as sockets:
        reached = ("--host", str(sockets), "--username", "postgres", "--dbname", "convoca")
        update = ("--command", "UPDATE session SET fresh_at = now()")
        command = [str(embedded.programs() / "psql"), "--no-psqlrc", "--quiet", *reached, *update]
        subprocess.run(command, check=True)
