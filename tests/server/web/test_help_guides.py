"""The guides: what they name is there, and every page leads to what helps on it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest

from server.foundation.errors import NotFound
from server.web import help_guides
from server.web.help_guides import FOLDER, GUIDES, PICTURES, guide, guides
from server.web.help_topics import START, TOPICS, topic
from server.web.signposts import NAVIGATION, SECTIONS
from tests.support.cast import submit
from tests.support.guide_pictures import MOST_BYTES
from tests.support.guide_shown import PICTURES as SHOWN

NAMED: Final = re.compile(r"!\[([^\]]*)\]\(pictures/([a-z0-9-]+)\.webp\)")
LINKED: Final = re.compile(r'href="/ayuda/([a-z]+)#([a-z0-9-]+)"')
BOLD: Final = re.compile(r"\*\*([^*]+)\*\*")
# Said with weight, and no button's name.
WORDS: Final = {""}
REPOSITORY: Final = Path(__file__).resolve().parents[3]
# What neighbours should not read over somebody's shoulder, and what no public page of ours says.
UNSAID: Final = ("violencia", "abuso", "sexual", "víctima", "trata ", "suicid")


def texts() -> dict[str, str]:
    """Every guide as it was written."""
    return {name: (FOLDER / f"{name}.md").read_text() for name in GUIDES}


def there() -> set[str]:
    """Every part of a guide that can be pointed at."""
    return {f"{one.name}#{section.anchor}" for one in guides() for section in one.text.sections}


def test_the_guides_show_the_pictures_that_are_taken_and_no_others() -> None:
    named = [(name, alt) for text in texts().values() for alt, name in NAMED.findall(text)]
    assert {name for name, _alt in named} == {picture.name for picture in SHOWN}
    assert [name for name, alt in named if not alt.strip()] == []
    shipped = {file.stem: file.stat().st_size for file in PICTURES.iterdir()}
    assert set(shipped) == {picture.name for picture in SHOWN}
    assert {name: size for name, size in shipped.items() if size > MOST_BYTES} == {}


def test_every_page_in_the_navigation_leads_to_what_helps_on_it() -> None:
    doors = [*NAVIGATION, *(door for doors in SECTIONS.values() for door in doors)]
    assert [door.href for door in doors if topic(door.href) == START] == []


def test_what_helps_is_there() -> None:
    assert set(TOPICS.values()) - there() == set()


def test_what_a_guide_links_to_is_there() -> None:
    linked = {"#".join(found) for one in guides() for found in LINKED.findall(one.text.html)}
    assert (len(linked) > 2, linked - there()) == (True, set())


def test_no_two_parts_of_a_guide_have_the_same_address() -> None:
    for one in guides():
        anchors = Counter(section.anchor for section in one.text.sections)
        assert [name for name, times in anchors.items() if times > 1] == []


def test_the_guides_say_nothing_that_asks_for_discretion() -> None:
    for text in texts().values():
        assert [word for word in UNSAID if word in text.lower()] == []


def test_what_a_guide_tells_people_to_touch_is_called_so() -> None:
    sources = [*REPOSITORY.glob("templates/**/*.html"), *rooms()]
    interface = " ".join(file.read_text() for file in sources).lower()
    told = {
        " ".join(bold.split()).strip(".").lower()
        for text in texts().values()
        for bold in BOLD.findall(text)
    }
    unknown = {bold for bold in told if not re.search(rf"[\"'>«]{re.escape(bold)}", interface)}
    assert unknown - WORDS == set()


def rooms() -> Iterator[Path]:
    """The modules that speak to people."""
    for room in ("server", "events", "volunteers", "notifications"):
        yield from (
            file
            for file in (REPOSITORY / room).rglob("*.py")
            if not {"piccolo_migrations", "node_modules"} & set(file.parts)
        )


@pytest.mark.parametrize(
    ("path", "helps"),
    [
        ("/calendario", "coordinacion#mirar-el-calendario"),
        ("/calendario/lista", "coordinacion#mirar-el-calendario"),
        ("/eventos/0198/equipo", "coordinacion#armar-el-equipo"),
        ("/eventos/0198/registro/7/anulacion", "coordinacion#cerrar-el-registro"),
        ("/r/token", "facilitacion#contestar-una-invitacion"),
        ("/recibo/7", "evaluacion#de-donde-sale-una-cifra"),
        ("/entrar/segundo", "coordinacion#entrar-en-dos-pasos"),
        ("/mi-cuenta/seguridad", "coordinacion#entrar-en-dos-pasos"),
        ("/eventos/0198/historia", "coordinacion#que-cambio-y-que-opino-la-gente"),
        ("/ajustes/llaves", "administracion#llaves-para-programas"),
        ("/ajustes/retencion/accounts.audit", "administracion#cuanto-se-guarda"),
        ("/ajustes/datos/0198", "administracion#los-datos-de-una-persona"),
        ("/ajustes/auditoria", "administracion#la-auditoria"),
        ("/registro", ""),
        ("/", ""),
    ],
)
def test_the_nearest_topic_helps(path: str, helps: str) -> None:
    assert topic(path) == (f"/ayuda/{helps}" if helps else "/ayuda")


async def test_anybody_reads_the_guides(visitor: httpx.AsyncClient) -> None:
    every = await visitor.get("/ayuda")
    assert [every.text.count(f"/ayuda/{name}#") > 3 for name in GUIDES] == [True] * len(GUIDES)
    for name in GUIDES:
        answer = await visitor.get(f"/ayuda/{name}")
        assert (answer.status_code, guide(name).text.title in answer.text) == (200, True)
        for _alt, picture in NAMED.findall(texts()[name]):
            image = await visitor.get(f"/ayuda/imagenes/{picture}.webp")
            assert (image.status_code, image.headers["content-type"]) == (200, "image/webp")


async def test_only_what_is_spanish_is_said_to_be(visitor: httpx.AsyncClient) -> None:
    await submit(visitor, "/idioma", {"locale": "en"})
    page = (await visitor.get("/ayuda/coordinacion")).text
    words = re.search(r"<main.*</main>", page, re.DOTALL)
    assert words is not None
    assert re.findall(r'<([a-z0-9]+)[^>]* lang="es"', words[0]) == ["span", "ul", "article"]
    assert 'aria-label="In this guide"' in words[0]


async def test_a_guide_that_does_not_exist_is_not_found(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/ayuda/nadie")
    assert (answer.status_code, "Esta guía no existe." in answer.text) == (404, True)
    with pytest.raises(NotFound):
        help_guides.guide("../README")


async def test_a_page_points_to_what_helps_on_it(visitor: httpx.AsyncClient) -> None:
    page = (await visitor.get("/entrar")).text
    assert page.count('href="/ayuda/facilitacion#entrar"') == 1
