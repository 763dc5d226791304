"""Standing at a door with a phone: what somebody does there with a thumb."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, ViewportSize, expect

from tests.support.door_house import Link

PHONE: ViewportSize = {"width": 360, "height": 740}
POSTER = (
    "Ese es el cartel: cada persona lo escanea con su propio teléfono. Aquí se leen las tarjetas."
)
WITHDRAWN = "Esta tarjeta se anuló: dar una nueva."
REVOKED = (
    "El enlace se anuló. La cola queda guardada en este teléfono: pedir un enlace nuevo a quien"
    " coordina y abrirlo aquí."
)
REFUSALS = {
    "NotAllowedError": "El navegador no tiene permiso para usar la cámara. Darlo en el candado"
    " junto a la dirección, o escribir el código de la tarjeta abajo.",
    "NotFoundError": "Este teléfono no tiene cámara. Escribir el código de la tarjeta abajo.",
    "NotReadableError": "Otra aplicación está usando la cámara. Cerrarla y probar de nuevo, o"
    " escribir el código de la tarjeta abajo.",
}
REFUSE = """(reason) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', reason));
}"""
AN_HOUR_SLOW = """{
    const Right = Date;
    const slow = () => Right.now() - (globalThis.setRight ? 0 : 3_600_000);
    Date = class extends Right {
        constructor(...given) { super(...(given.length ? given : [slow()])); }
        static now() { return slow(); }
    };
}"""
STORED = """async () => {
    const told = {local: {...localStorage}, session: {...sessionStorage}, items: [], caches: {}};
    for (const {name} of await indexedDB.databases()) {
        const db = await new Promise((done) => {
            const asked = indexedDB.open(name);
            asked.onsuccess = () => done(asked.result);
        });
        for (const store of db.objectStoreNames) {
            const all = await new Promise((done) => {
                const asked = db.transaction(store).objectStore(store).getAll();
                asked.onsuccess = () => done(asked.result);
            });
            const plain = (one) => one instanceof CryptoKey ? `key ${one.extractable}` : one;
            told.items.push(...all.map((one) => JSON.stringify(plain(one), (key, value) =>
                value instanceof ArrayBuffer || ArrayBuffer.isView(value)
                    ? String.fromCharCode(...new Uint8Array(value)) : value)));
        }
        db.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            const answer = await cache.match(request, {ignoreVary: true});
            told.caches[new URL(request.url).pathname] = await answer.text();
        }
    }
    return told;
}"""
USED = """() => [...new Set(performance.getEntriesByType('resource')
    .map(({name}) => new URL(name).pathname)
    .filter((path) => !/\\/(estado|envio|sw.js)$/.test(path)))]"""


def phone_of(browser: Browser, address: str, **more: Any) -> BrowserContext:
    """A phone whose browser may use the camera."""
    return browser.new_context(
        base_url=address, locale="es-GT", timezone_id="America/Guatemala", viewport=PHONE,
        permissions=["camera"], reduced_motion="reduce", **more,
    )  # fmt: skip


def open_door(page: Page, link: Link) -> None:
    """Follow the link, say the PIN, and wait until the page is kept on the phone."""
    page.goto(f"/puerta/{link.token}")
    page.get_by_label("PIN de seis números").fill(link.pin)
    page.get_by_role("button", name="Abrir", exact=True).click()
    expect(page.locator("[data-ready]")).to_be_visible(timeout=15_000)


def look_through(page: Page) -> None:
    """Switch the camera on."""
    page.get_by_role("button", name="Encender la cámara").click()


def write(page: Page, code: str) -> None:
    """Type a code instead of scanning it."""
    page.get_by_label("Código de la tarjeta").fill(code)
    page.keyboard.press("Enter")


def says(page: Page, word: str, sentence: str | None = None) -> None:
    """Wait for the large word, and for the sentence below it."""
    expect(page.locator("[data-word]")).to_have_text(word)
    if sentence is not None:
        expect(page.locator("[data-text]")).to_have_text(sentence)


def rests(page: Page) -> None:
    """Wait until the last answer has gone."""
    word = page.locator("[data-word]")
    expect(word).to_have_text("En espera", timeout=10_000)


def is_folded(page: Page) -> None:
    """A shut door: the last answer, the camera and the field are out of use."""
    rests(page)
    expect(page.locator("[data-viewfinder]")).to_be_hidden()
    expect(page.get_by_label("Código de la tarjeta")).to_be_disabled()


def take_back(page: Page) -> None:
    """Undo the last scan once its "no" has gone, and read which one that was."""
    rests(page)
    page.get_by_role("button", name="Deshacer la última").click()
    says(page, "Deshecha")
    told = re.compile(r"^La de las \d\d:\d\d ya no cuenta\.$")
    expect(page.locator("[data-text]")).to_have_text(told)


def waits(page: Page, things: int) -> None:
    """Wait until so many things are left to be sent."""
    told = f"{things} por enviar" if things else "Todo enviado"
    expect(page.locator("[data-waiting]")).to_have_text(told, timeout=20_000)


def stored(page: Page) -> Mapping[str, Any]:
    """Everything that the page keeps on the phone."""
    kept: Mapping[str, Any] = page.evaluate(STORED)
    return kept


def used(page: Page) -> Sequence[str]:
    """The path of everything that the page has fetched, but for what it says to the server."""
    paths: Sequence[str] = page.evaluate(USED)
    return paths


def words_in(texts: Iterable[str], *words: str) -> list[str]:
    """Those of the words that stand in one of the texts."""
    everything = "\n".join(texts)
    return [word for word in words if word in everything]


def words_on_disk(folder: Path, *words: str) -> list[str]:
    """Those of the words that stand in one of the browser's own files, in UTF-8 or UTF-16."""
    contents = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    ways = {word: (word.encode(), word.encode("utf-16-le")) for word in words}
    return [word for word in words if any(way in held for held in contents for way in ways[word])]


def lose_the_first(route: Route, lost: list[int]) -> None:
    """Let the server take the first batch in, and drop what it answers."""
    if lost:
        route.continue_()
        return
    with suppress(Error):  # as long as the server is not there
        lost.append(route.fetch().status)
    route.abort()


def learn_later(page: Page, code: str) -> None:
    """Let somebody in without a signal, and hear afterwards that the pass was withdrawn."""
    page.unroute_all()
    page.context.set_offline(True)
    write(page, code)
    says(page, "Anotada")
    page.route("**/envio", refuse)
    page.context.set_offline(False)
    expect(page.locator("[data-refused]")).to_contain_text("No se aceptó: 1")
    page.locator("[data-refused] summary").click()
    expect(page.locator("[data-refused-list]")).to_have_text(WITHDRAWN)


def refuse(route: Route) -> None:
    """Answer as the server does when a pass was withdrawn."""
    sent = json.loads(route.request.post_data or "")["items"]
    told = [{"id": one["id"], "result": "refused", "reason": WITHDRAWN} for one in sent]
    counts = {"people": 0, "scanned": 0, "counted": 0}
    now = datetime.now(UTC).isoformat()  # noqa: TID251 (a browser lives now)
    route.fulfill(json={"received_at": now, "clock_skew": 0, "results": told, "counts": counts})
