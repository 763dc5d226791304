"""A month for six municipalities, and somebody who plans over plain HTTP."""

import re
from datetime import date
from typing import Self

import httpx
from msgspec import Struct

from tests.support.tour import Tour

MONTHS = {3: "marzo", 9: "septiembre"}
INE = {
    "Mixco": "0108",
    "Villa Nueva": "0115",
    "Amatitlán": "0114",
    "Villa Canales": "0116",
    "San Juan Sacatepéquez": "0110",
    "San José Pinula": "0103",
}


class Idea(Struct, frozen=True):
    """An event that somebody has in mind."""

    title: str
    kind: str
    municipality: str
    day: date
    starts: str
    ends: str

    @property
    def line(self) -> str:
        """As one would say it."""
        day = f"{self.day.day} de {MONTHS[self.day.month]} de {self.day.year}"
        return (
            f"{self.kind} «{self.title}» en {self.municipality}, {day}, {self.starts}-{self.ends}"
        )


def month(number: int, year: int = 2031) -> list[Idea]:
    """Two events in each of the six municipalities."""
    titles = [
        ("Navegar con cuidado", "Taller", 2, "9:00", "11:00"),
        ("Crianza con cariño", "Charla", 4, "14:00", "16:00"),
        ("Lo que siento", "Cineforo", 6, "15:00", "17:30"),
        ("La ruta, paso a paso", "Foro", 9, "10:00", "12:00"),
        ("Redes que cuidan", "Taller", 11, "8:30", "10:30"),
        ("Plaza en movimiento", "Campaña", 13, "9:00", "13:00"),
        ("Derechos y deberes", "Charla", 16, "14:00", "15:30"),
        ("Reunión mensual", "Reunión", 18, "17:00", "18:30"),
        ("Emociones en el aula", "Capacitación", 20, "8:00", "12:00"),
        ("Títeres del barrio", "Teatro", 23, "16:00", "17:00"),
        ("Juegos sin prisa", "Lúdica", 25, "9:30", "11:30"),
        ("Velas por la paz", "Vigilia", 27, "18:00", "19:30"),
    ]
    places = [*INE, *INE]
    return [
        Idea(title, kind, place, date(year, number, day), starts, ends)
        for place, (title, kind, day, starts, ends) in zip(places, titles, strict=True)
    ]


class Desk:
    """A coordinator who sends forms as a browser without scripts would."""

    def __init__(self, tour: Tour, who: str) -> None:
        cookies = {"convoca": tour.sessions[who]}
        self.client = httpx.Client(base_url=tour.address, cookies=cookies)
        self.client.get("/calendario")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.client.close()

    def plan(self, line: str) -> str:
        """Plan the event of one line; returns its address."""
        sent = self.send("/calendario/rapido", linea=line, guardar="1")
        assert sent.status_code == 303, sent.text
        return sent.headers["location"]

    def move(self, event: str, **changed: str) -> None:
        """Move the event as its own page does."""
        page = self.client.get(f"{event}/mover").text
        fields = ("seen", "day", "starts", "ends")
        stands = {name: found(name, page) for name in fields}
        answer = self.send(f"{event}/mover", intent="move", **{**stands, **changed})
        assert answer.status_code == 303, answer.text

    def send(self, address: str, **form: str) -> httpx.Response:
        """Send a form."""
        return self.client.post(address, data={"_csrf_token": self.client.cookies["csrf"], **form})


def found(name: str, page: str) -> str:
    """What stands in a field of the page."""
    match = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    assert match is not None, name
    return match[1]
