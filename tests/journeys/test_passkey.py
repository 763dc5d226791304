"""A passkey in a real browser, which keeps it as a telephone would."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import House
from tests.journeys.test_first_day import address_in

pytestmark = pytest.mark.browser
NORMA = "norma@convoca.example"


@pytest.fixture
def telephone(context: BrowserContext, page: Page) -> Iterator[Page]:
    """A page of a browser with a built-in authenticator, whose owner always puts a finger on it."""
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    device.detach()


def test_a_coordinator_protects_her_account_and_comes_in_with_one_tap(
    house: House, telephone: Page
) -> None:
    page, address = telephone, house.installation.address
    link = house.installation.convoca(
        *("account", "create", "--email", NORMA, "--role", "coordinator"),
        *("--municipality", "0103"),
    )
    page.goto(link)
    page.get_by_role("button", name="Entrar", exact=True).click()
    page.get_by_role("button", name="Crear una llave de acceso").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    page.get_by_role("link", name="Ya los guardé").click()
    expect(page).to_have_url(f"{address}/calendario")
    leave(page)
    page.goto(f"{address}/entrar?next=/lugares")
    page.get_by_role("button", name="Entrar con llave de acceso").click()
    expect(page).to_have_url(f"{address}/lugares")
    leave(page)
    page.goto(f"{address}/entrar")
    page.get_by_label("Correo electrónico").first.fill(NORMA)
    page.get_by_role("button", name="Enviar el enlace").click()
    page.goto(address_in(house.letterbox.wait_for(NORMA, "Enlace"), "entrar"))
    page.get_by_role("button", name="Entrar", exact=True).click()
    page.get_by_role("button", name="Usar la llave de acceso").click()
    expect(page).to_have_url(f"{address}/calendario")
    page.goto(f"{address}/mi-cuenta/seguridad")
    page.get_by_role("button", name="Crear una llave de acceso").click()
    expect(page.get_by_role("alert")).to_contain_text("ya tiene una llave de acceso")


def leave(page: Page) -> None:
    """Sign out."""
    page.locator(".tools summary").click()
    page.get_by_role("button", name="Salir").click()
    expect(page.get_by_text("Sesión cerrada.")).to_be_visible()
