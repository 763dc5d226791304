"""What people do on the pages during the first day, one act a function."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pyotp
import pypdfium2
import zxingcpp
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

GUATEMALA = ZoneInfo("America/Guatemala")
PHONE: ViewportSize = {"width": 390, "height": 844}


def next_saturday(today: date) -> date:
    """A Saturday that is at least two days ahead."""
    return today + timedelta(
        days=(5 - today.weekday()) % 7 + (7 if (5 - today.weekday()) % 7 < 2 else 0)
    )


def sign_in(page: Page, link: str) -> None:
    """Come in with a link; whoever needs a second step sets it up."""
    page.goto(link)
    page.get_by_role("button", name="Entrar", exact=True).click()
    expect(page).not_to_have_url(link)
    if page.url.endswith("/entrar/proteger"):
        protect(page)


def protect(page: Page) -> None:
    """Type the key into an app, and what the app shows into the page; keep the codes."""
    key = (page.locator(".protect-key").text_content() or "").replace(" ", "")
    page.get_by_label("Los seis dígitos").fill(pyotp.TOTP(key).now())
    page.get_by_role("button", name="Confirmar").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    page.get_by_role("link", name="Ya los guardé").click()


def add_venue(page: Page, address: str) -> None:
    """Write the community centre down."""
    page.goto(f"{address}/lugares/nuevo")
    page.get_by_label("Nombre").fill("Centro comunitario El Ciprés")
    choose_place(page)
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Lugar guardado.")).to_be_visible()


def choose_place(page: Page) -> None:
    """Choose San José Pinula where more than one municipality is offered."""
    field = page.locator("select[name=municipality]")
    if field.count():
        field.select_option("0103")


def add_person(page: Page, address: str, name: str, email: str, role: str) -> None:
    """Add somebody of the RAC with a qualification, and a clearance verified the other day."""
    page.goto(f"{address}/personas/nueva")
    page.get_by_label("Nombre").fill(name)
    page.get_by_label("Correo electrónico").fill(email)
    for field, answer in (("municipality", "0103"), ("languages", "es"), ("language", "es")):
        if page.locator(f"input[name={field}]:not([type=hidden])").count():
            check(page, field, answer)
    page.get_by_role("button", name="Agregar persona").click()
    profile = page.url
    page.locator("select[name=topic]").select_option("social-network-risks")
    check(page, "role", role)
    page.get_by_role("button", name="Anotar formación").click()
    page.goto(profile)
    check(page, "kind", "renas")
    verified = datetime.now(GUATEMALA).date() - timedelta(days=2)  # noqa: TID251 (a browser lives now)
    page.get_by_label("Verificada el").fill(verified.isoformat())
    page.get_by_role("button", name="Anotar constancia").click()


def check(page: Page, name: str, value: str) -> None:
    """Choose one of a group, as a tap on its label does."""
    page.locator(f"input[name={name}][value='{value}']").check(force=True)


def plan_workshop(page: Page, address: str, day: date) -> str:
    """Plan the workshop on that day at 09:00, and return its address."""
    page.goto(f"{address}/eventos/nuevo?dia={day.isoformat()}")
    page.get_by_label("Título", exact=True).fill("Navegar con cuidado")
    check(page, "kind", "workshop")
    check(page, "audiences", "adolescents")
    check(page, "topics", "social-network-risks")
    choose_place(page)
    venue = page.locator("select[name=venue] option", has_text="Centro comunitario")
    page.locator("select[name=venue]").select_option(venue.get_attribute("value"))
    write_time(page, day, "09:00", "12:00")
    page.get_by_role("button", name="Guardar como borrador").click()
    expect(page.get_by_text("Guardada como borrador.")).to_be_visible()
    return page.url


def write_time(page: Page, day: date, starts: str, ends: str) -> None:
    """Fill in when it is."""
    page.get_by_label("Fecha").fill(day.isoformat())
    page.get_by_label("Empieza").fill(starts)
    page.get_by_label("Termina").fill(ends)


def move(page: Page, event: str, starts: datetime, ends: datetime) -> None:
    """Move the event and those who accepted, at most to the end of the day on which it starts."""
    starts, ends = starts.astimezone(GUATEMALA), ends.astimezone(GUATEMALA)
    until = f"{ends:%H:%M}" if ends.date() == starts.date() else "23:59"
    page.goto(f"{event}/editar")
    write_time(page, starts.date(), f"{starts:%H:%M}", until)
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_role("heading", name="Antes de guardar")).to_be_visible()
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Cambios guardados.")).to_be_visible()


def invite(page: Page, event: str, name: str, role: str) -> None:
    """Invite somebody to a place."""
    page.goto(f"{event}/equipo?role={role}")
    row = page.locator("li.row", has_text=name)
    row.get_by_role("button", name=re.compile("^Invitar")).click()
    expect(page.locator("li.row", has_text=name).first).to_contain_text("Por responder")


def poster(context: BrowserContext, event: str, shots: Path) -> str:
    """Print the poster and read its code from the paper; returns where it leads."""
    pdf = context.request.get(f"{event}/cartel.pdf?idioma=es")
    assert pdf.headers["content-type"] == "application/pdf"
    picture = pypdfium2.PdfDocument(pdf.body())[0].render(scale=1.5).to_pil()
    picture.save(shots / "poster.png")
    codes = zxingcpp.read_barcodes(picture)
    assert [code.format for code in codes] == [zxingcpp.BarcodeFormat.QRCode]
    return str(codes[0].text)


def phone(browser: Browser) -> BrowserContext:
    """An old telephone: small, and without JavaScript."""
    return browser.new_context(
        viewport=PHONE, java_script_enabled=False, locale="es-GT", is_mobile=True
    )


def scan(page: Page, code: str) -> None:
    """Open the check-in page; a change of the event may take two seconds to reach the door."""
    for _attempt in range(10):
        page.goto(code)
        if page.locator("form").count():
            return
        page.wait_for_timeout(500)


def answer_questions(page: Page, *, sex: str, age: str, audience: str = "adolescents") -> None:
    """Answer the three questions of the check-in page and send them."""
    check(page, "sex", sex)
    page.locator("#age").fill(age)
    check(page, "audience", audience)
    page.locator("form [type=submit]").click()
