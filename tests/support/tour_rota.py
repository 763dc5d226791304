"""What must have been asked for before the pages of the rota can be walked."""

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx

from server.foundation.signing import Signer
from tests.support.tour_plans import sent
from volunteers.people.domain.absence_links import Question, absence_token

TABLE = b"Nombre,Correo,Municipio\nAna Nueva,ana.nueva@convoca.example,0103\nSin Correo,,0103\n"
ROTA = r"/turnos/planificacion/([0-9a-f-]{36})"


def staffed(coordinator: httpx.Client, municipality: str, data: Path) -> dict[str, str]:
    """The address parts of a rota, of a table of helpers, of a template, and of a mailed link."""
    rota = _asked(coordinator, municipality)
    template = _first(r"/plantillas/([0-9a-f-]{36})", coordinator.get("/plantillas").text)
    return {
        **_drafted(coordinator, rota),
        "rota": rota,
        "roster": _roster(coordinator),
        "template": template,
        "absences": _link(coordinator, data),
    }


def _asked(coordinator: httpx.Client, municipality: str) -> str:
    today = datetime.now(UTC).date()  # noqa: TID251 (a browser lives now)
    asked = {
        "from": str(today + timedelta(days=40)), "to": str(today + timedelta(days=90)),
        "municipalities": municipality, "seconds": "10", "seed": "0",
    }  # fmt: skip
    answer = coordinator.post("/turnos/planificacion", data=sent(coordinator, **asked))
    return _first(ROTA, answer.headers["location"])


def _drafted(coordinator: httpx.Client, rota: str, seconds: float = 60) -> dict[str, str]:
    """The rota once it is worked out, and a place of it that somebody could be put in."""
    deadline = time.monotonic() + seconds
    place = rf"/turnos/planificacion/{rota}/lugares/([0-9a-f-]{{36}})/(lead|assistant)"
    while time.monotonic() < deadline:
        found = re.search(place, coordinator.get(f"/turnos/planificacion/{rota}").text)
        if found:
            return {"planned": found[1], "role": found[2]}
        time.sleep(0.5)
    raise AssertionError("the rota was not worked out")


def _roster(coordinator: httpx.Client) -> str:
    answer = coordinator.post(
        "/personas/importar", data=sent(coordinator), files={"file": ("lista.csv", TABLE)}
    )
    return answer.headers["location"].rpartition("/")[2]


def _link(coordinator: httpx.Client, data: Path) -> str:
    """What a helper would be mailed, to say when they are away."""
    person = UUID(_first(r'/personas/([0-9a-f-]{36})"', coordinator.get("/personas").text))
    through = datetime.now(UTC).date() + timedelta(days=50)  # noqa: TID251 (a browser lives now)
    signer = Signer((data / "secret-key").read_text().strip().encode())
    return absence_token(Question(person, through), signer)


def _first(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match is not None, f"{pattern} is not in {text[:2000]}"
    return match[1]
