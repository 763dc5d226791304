"""The coming quarter is planned, looked through, changed by hand, published, answered, repaired."""

import re
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.installation import Installation, serving
from tests.support.tour import found, plain, session

pytestmark = pytest.mark.browser
HERE = "/turnos/planificacion"
PLANNER = "gabriel.t@convoca.example"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One of its own: a whole quarter is asked, and other journeys would meet all of it."""
    with serving(tmp_path_factory.mktemp("rota") / "data", "--demo") as installation:
        yield installation


@pytest.fixture
def planner(browser: Browser, demonstration: Installation) -> Iterator[Page]:
    """Who coordinates all six municipalities."""
    page = page_of(PLANNER, browser, demonstration)
    yield page
    page.context.close()


def page_of(who: str, browser: Browser, installation: Installation) -> Page:
    """A laptop of somebody of the demonstration, signed in."""
    context = browser.new_context(
        base_url=installation.address, locale="es-GT", timezone_id="America/Guatemala",
        reduced_motion="reduce", viewport={"width": 1280, "height": 1400},
    )  # fmt: skip
    cookie = session(installation, who)
    context.add_cookies([{"name": "convoca", "value": cookie, "url": installation.address}])
    return context.new_page()


def test_a_quarter_is_planned_reviewed_published_answered_and_repaired(
    planner: Page, demonstration: Installation, shots: Path
) -> None:
    days = ask_on_the_page(planner)
    rota = plan(planner, demonstration, days, shots)
    chosen = edit_by_hand(planner, shots)
    earlier = letters(demonstration)
    publish(planner, shots)
    asked = planner.locator(".rota-line.is-new").filter(has_text="Por responder")
    expect(asked.filter(has_text=chosen).first).to_be_visible()
    unlucky = asked.filter(has_not_text=chosen).last.locator("b").inner_text()
    link = invitation_of(chosen, demonstration, earlier)
    accepting(phone(planner, link))
    link = invitation_of(unlucky, demonstration, earlier)
    declining(phone(planner, link))
    planner.goto(rota)
    gone = planner.locator("article").filter(has=planner.locator(".is-lost", has_text=unlucky))
    expect(gone).to_have_count(1)
    gone.scroll_into_view_if_needed()
    planner.screenshot(path=shots / "rota-declined.png")
    repair(planner, gone, shots)


def ask_on_the_page(page: Page) -> tuple[str, str]:
    """Ask for the usual thirteen weeks, wait, and do away with what came out; their ends."""
    page.goto(HERE)
    days = page.get_by_label("Desde").input_value(), page.get_by_label("Hasta").input_value()
    page.get_by_role("radio", name="Rápido").check(force=True)
    page.get_by_role("button", name="Calcular").click()
    expect(page.get_by_role("button", name="Publicar e invitar")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Descartar").click()
    confirm(page)
    expect(page.get_by_text("Se descartó. Nadie cambió de lugar.")).to_be_visible()
    return days


def plan(page: Page, installation: Installation, days: tuple[str, str], shots: Path) -> str:
    """Have the same worked out by the command, and look at what came out."""
    told = installation.convoca("rota", "plan", "--from", days[0], "--to", days[1])
    page.goto(f"{HERE}/{found(rf'{HERE}/([0-9a-f-]+)', told)}")
    expect(page.locator("main")).to_contain_text("(demostrado)")
    expect(page.locator(".rota-line.is-new").first).to_be_visible()
    page.screenshot(path=shots / "rota-draft.png")
    rota = page.url
    page.set_viewport_size({"width": 390, "height": 1200})
    page.goto(f"{rota}?ver=faltan")
    page.locator(".rota-week").first.scroll_into_view_if_needed()
    page.screenshot(path=shots / "rota-gaps-390.png")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".rota-line.is-gap").first).to_contain_text("Lo más fácil:")
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.goto(f"{rota}?ver=cambios")
    return rota


def edit_by_hand(page: Page, shots: Path) -> str:
    """Put the next best in the place of the first who has one that is as good; who that is."""
    changed = page.locator(".rota-line.is-new a", has_text="Cambiar")
    addresses = [str(link.get_attribute("href")) for link in changed.all()[:20]]
    for address in addresses:
        page.goto(address)
        choices = page.locator("li.row").filter(
            has=page.get_by_role("button", name="Elegir", exact=True)
        )
        if choices.count():
            break
    page.screenshot(path=shots / "rota-place.png")
    name = choices.first.locator("b").inner_text()
    choices.first.get_by_role("button").click()
    expect(page.get_by_text("Quedó en el plan.")).to_be_visible()
    expect(page.locator(".rota-line").filter(has_text="a mano")).to_contain_text(name)
    return name


def publish(page: Page, shots: Path) -> None:
    """Publish it, and ask everybody."""
    page.get_by_role("button", name="Publicar e invitar").click()
    confirm(page)
    expect(page.get_by_text(re.compile(r"Listo: \d+ invitaciones"))).to_be_visible(timeout=20_000)
    page.screenshot(path=shots / "rota-published.png")


def phone(planner: Page, link: str) -> Page:
    """The phone of somebody without a password, who opened the link in their letter."""
    browser = planner.context.browser
    assert browser is not None  # a page of the tests is in one
    context = browser.new_context(locale="es-GT", viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{planner.url.partition(HERE)[0]}/r/{link}")
    expect(page.locator("main")).to_contain_text("Por responder")
    return page


def accepting(page: Page) -> None:
    """Say yes with one tap."""
    page.get_by_role("button", name="Sí, puedo ir").click()
    expect(page.locator("main")).to_contain_text("Aceptada")
    page.context.close()


def declining(page: Page) -> None:
    """Say no, and nothing more."""
    page.get_by_text("No puedo ir", exact=True).click()
    page.get_by_role("button", name="No puedo", exact=True).click()
    expect(page.locator("main")).to_contain_text("Dije que no")
    page.context.close()


def letters(installation: Installation) -> set[Path]:
    """The letters that were sent so far."""
    return set((installation.data / "mail").glob("*.eml"))


def invitation_of(
    name: str, installation: Installation, earlier: set[Path], seconds: float = 40
) -> str:
    """The secret in an invitation that somebody of the demonstration got since."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for letter in letters(installation) - earlier:
            text = letter.read_bytes()
            if address_of(name).encode() in text and "/r/" in plain(text):
                return found(r"/r/([\w-]+)", plain(text))
        time.sleep(0.2)
    raise AssertionError(f"{name} was not invited")


def repair(page: Page, gone: Locator, shots: Path) -> None:
    """Convoca looks for somebody by itself; the planner would rather see a plan first."""
    rota = page.url
    gone.get_by_role("heading").get_by_role("link").click()
    page.get_by_role("button", name="Dejar de buscar").click()
    confirm(page)
    expect(page.get_by_text("Ya no se busca a nadie.")).to_be_visible()
    page.goto(rota)
    gone.get_by_role("button", name="Reparar").first.click()
    expect(page.get_by_role("button", name="Publicar e invitar")).to_be_visible(timeout=20_000)
    said = page.locator(".rota-moves")
    expect(said).to_have_text(
        re.compile(r"^(1 cambio; nadie más se mueve|2 cambios; 1 persona deja el lugar .*)\.$")
    )
    page.screenshot(path=shots / "rota-repair.png")
    publish_repair(page)


def publish_repair(page: Page) -> None:
    """Approve it."""
    page.get_by_role("button", name="Publicar e invitar").click()
    confirm(page)
    expect(page.get_by_text(re.compile(r"Listo: [12] invitaci"))).to_be_visible()
    expect(page.locator(".rota-line.is-new").first).to_contain_text("Por responder")


def confirm(page: Page) -> None:
    """Say yes in the dialog."""
    page.get_by_role("dialog").locator("button").last.click()


def address_of(name: str) -> str:
    """Where somebody of the demonstration gets their mail: «Úrsula R.» is ursula.r."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{plain.rstrip('.').replace(' ', '.')}@convoca.example"
