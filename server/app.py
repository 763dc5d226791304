"""Puts everything together; read this first."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import CacheControlHeader, State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig

from events.attendance.web import routes as attendance
from events.outreach.web import routes as outreach
from events.planning.web import routes as planning
from notifications.web import routes as notifications
from server.accounts.web import routes as accounts
from server.accounts.web.authentication import recognised
from server.foundation import database, settings
from server.foundation.errors import Refusal
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from server.jobs import Ticker
from server.web import assets, errors, headers, health, language, templates
from server.web.forms import Form
from server.web.pages import Door
from server.web.requests import Visit
from volunteers.assignments.web import routes as assignments
from volunteers.people.web import routes as people

NAVIGATION = (
    Door(href="/calendario", label="Calendario", icon="calendar", action="plan"),
    Door(href="/turnos", label="Turnos", icon="hand", action="staff"),
    Door(href="/personas", label="Personas", icon="users", action="staff"),
    Door(href="/mis-turnos", label="Mis turnos", icon="calendar", action="serve"),
    Door(href="/alcance", label="Alcance", icon="chart", action="report"),
    Door(href="/avisos", label="Avisos", icon="bell", action="notices"),
)
EVENT_TABS = (
    Door(href="/eventos/{id}", label="Actividad", icon="calendar", action="plan"),
    Door(href="/eventos/{id}/equipo", label="Equipo", icon="hand", action="staff"),
    Door(href="/eventos/{id}/registro", label="Registro", icon="qr-code", action="register"),
)
MOST_BYTES = 4 * 1024 * 1024


def create_app(configured: Settings) -> Litestar:
    """The application for these settings; it connects to the database when it starts."""
    signer = Signer(configured.secret_key)
    ticker = Ticker(configured, signer)
    return Litestar(
        route_handlers=[
            *planning.routes,
            *attendance.routes,
            *outreach.routes,
            *people.routes,
            *assignments.routes,
            *notifications.routes,
            *accounts.routes,
            language.choose_language,
            health.live,
            health.ready,
            create_static_files_router(
                path="/static",
                directories=[assets.STATIC_FOLDER],
                cache_control=CacheControlHeader(max_age=31_536_000, public=True, immutable=True),
                opt={"exclude_from_csrf": True},
                include_in_schema=False,
            ),
        ],
        dependencies={"form": Provide(read_form)},
        middleware=[headers.guarded, language.understood, recognised],
        csrf_config=CSRFConfig(
            secret=signer.derive("csrf").hex(),
            cookie_name="csrf",
            cookie_httponly=True,
            cookie_secure=configured.secure,
            exclude=["^/api/", "^/static/"],
            exclude_from_csrf_key="exclude_from_csrf",
        ),
        exception_handlers={
            Refusal: errors.refused,
            HTTPException: errors.misused,
            Exception: errors.broken,
        },
        template_config=TemplateConfig(instance=templates.engine()),
        openapi_config=openapi(),
        lifespan=[lifespan],
        after_response=wake_ticker,
        request_max_body_size=MOST_BYTES,
        state=State(
            {
                "settings": configured,
                "signer": signer,
                "ticker": ticker,
                "navigation": NAVIGATION,
                "event_tabs": EVENT_TABS,
            }
        ),
    )


@asynccontextmanager
async def lifespan(app: Litestar) -> AsyncIterator[None]:
    """Hold the database and the clock for as long as the process serves."""
    configured: Settings = app.state.settings
    async with database.connected(database.address(url=configured.database_url, sockets=None)):
        app.state.ticker.start()
        try:
            yield
        finally:
            app.state.ticker.stop()


async def read_form(request: Visit) -> Form:
    """The form that was sent, with every value of every field."""
    sent = await request.form()
    return Form({name: sent.getall(name) for name in sent})


async def wake_ticker(request: Visit) -> None:
    """After a change, see at once whether somebody must be told."""
    if request.method not in {"GET", "HEAD"}:
        request.app.state.ticker.wake()


def openapi() -> OpenAPIConfig:
    """The JSON API's own description, at /schema/openapi.json."""
    return OpenAPIConfig(
        title="Convoca",
        version="1",
        path="/schema",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        components=Components(
            security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}
        ),
        security=[{"token": []}],
    )


def create() -> Litestar:
    """The application for the settings in the environment, as server processes start it."""
    return create_app(settings.load(os.environ))
