"""Puts everything together; read this first."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asyncpg import DataError, IntegrityConstraintViolationError
from litestar import Litestar, Router
from litestar.datastructures import CacheControlHeader, State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig

from events.attendance.domain.staff import KnowsWhoHelps
from events.attendance.web import routes as attendance
from events.attendance.web.entrance.swift_check_in import swift
from events.outreach.domain.upstairs import KnowsHelp
from events.outreach.web import routes as outreach
from events.planning.domain import codelists
from events.planning.domain.upstairs import Upstairs
from events.planning.web import routes as planning
from notifications.domain import upstairs
from notifications.domain.inbox import reading as inbox
from notifications.domain.texts import checking as texts
from notifications.web import outbox_metrics
from notifications.web import routes as notifications
from server import rooms
from server.accounts.web import routes as accounts
from server.accounts.web import upkeep_metrics
from server.accounts.web.authentication import recognised
from server.accounts.web.idempotency import idempotent
from server.foundation import database, database_metrics, logs, outages, settings
from server.foundation import tracing as spans
from server.foundation.errors import Refusal
from server.foundation.leaving import when_told_to_stop
from server.foundation.pulse import Pulse
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from server.foundation.slow_queries import SlowQueries
from server.jobs import Ticker
from server.web import (
    admission,
    assets,
    errors,
    forgery,
    headers,
    health,
    help_pages,
    language,
    metrics,
    origins,
    request_limits,
    request_log,
    templates,
    tracing,
    unavailable,
    unread,
)
from server.web.again import again
from server.web.forms import Form
from server.web.guards import ANYBODY
from server.web.rationing import Rations, rationed
from server.web.requests import Visit, settings_of
from server.web.signposts import NAVIGATION, SECTIONS
from volunteers.assignments.domain import given, helping
from volunteers.assignments.web import routes as assignments
from volunteers.people.domain import identities
from volunteers.people.web import routes as people

# Enough for a thousand lines in one batch; reading a larger form would hold up everybody.
MOST_BYTES = 512 * 1024
# What people arrive by, and what only looks ahead.
OWING_NOTHING = ("/check-ins", "/conflictos", "/consecuencias", "/envio", "/preview")


def create_app(configured: Settings) -> Litestar:
    """The application for these settings; it connects to the database when it starts."""
    texts.check()
    state = shared(configured)
    app = Litestar(
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
            metrics.metrics,
            *help_pages.routes,
            create_static_files_router(
                path="/static",
                directories=[assets.STATIC_FOLDER],
                cache_control=CacheControlHeader(max_age=31_536_000, public=True, immutable=True),
                opt={"exclude_from_csrf": True},
                guards=[ANYBODY],
                include_in_schema=False,
            ),
        ],
        dependencies={
            "form": Provide(read_form),
            "who_helps": Provide(who_helps),
            "above": Provide(above),
            "help_given": Provide(help_given),
        },
        middleware=[
            rationed(Rations()),
            recognised,
            origins.from_here,
            idempotent,
            forgery.unforged(state.signer, secure=configured.secure),
        ],
        exception_handlers={
            Refusal: errors.refused,
            DataError: errors.unusable,
            IntegrityConstraintViolationError: errors.unusable,
            HTTPException: errors.misused,
            RecursionError: errors.nested,
            **dict.fromkeys(outages.ANY, unavailable.unavailable),
            Exception: errors.broken,
        },
        template_config=TemplateConfig(instance=templates.engine()),
        openapi_config=openapi(),
        logging_config=None,
        lifespan=[lifespan],
        before_request=unread.counted,
        after_response=wake_ticker,
        request_max_body_size=MOST_BYTES,
        state=state,
    )
    admission.everyone_is_named(app)
    # Around the router: an address that does not exist is answered like any other.
    answering = language.understood(again(swift(app.asgi_handler)))
    followed = tracing.traced(headers.guarded(request_limits.bounded(answering)))
    app.asgi_handler = request_log.logged(followed, trusting=configured.trusted_proxies > 0)
    return app


def shared(configured: Settings) -> State:
    """What every request finds at hand."""
    signer = Signer(configured.secret_key)
    return State(
        {
            "settings": configured,
            "signer": signer,
            "ticker": Ticker(configured, signer),
            "pulse": Pulse(),
            "who_helps": helping,
            "navigation": NAVIGATION,
            "sections": SECTIONS,
            "places": codelists.municipalities,
            "helpers": identities.helpers,
            "metrics": (
                database_metrics.families,
                upkeep_metrics.families,
                outbox_metrics.families,
            ),
            "condition": health.Condition(),
            "unread": inbox.unread,
            "retention": rooms.rules(configured),
            "personal": rooms.PERSONAL,
        }
    )


@asynccontextmanager
async def lifespan(app: Litestar) -> AsyncIterator[None]:
    """Hold the database and the clock for as long as the process serves."""
    configured: Settings = app.state.settings
    reached = database.address(url=configured.database_url, sockets=None)
    hearing: list[database.Hearing] = [SlowQueries(configured.slow_query_ms), *spans.hearing()]
    async with database.connected(reached, heard_by=hearing, serving=True):
        app.state.ticker.start()
        try:
            with when_told_to_stop(app.state.pulse.hush):
                yield
        finally:
            await app.state.pulse.end()
            await app.state.ticker.drain()
            spans.end()


async def read_form(request: Visit) -> Form:
    """The form that was sent, with every value of every field."""
    sent = await request.form()
    return Form({name: sent.getall(name) for name in sent})


async def who_helps() -> KnowsWhoHelps:
    """The rule that the register asks about and the assignments know."""
    return helping


async def help_given() -> KnowsHelp:
    """What outreach asks about those who help."""
    return given


async def above(request: Visit) -> Upstairs:
    """What planning asks of the rooms that it does not know."""
    return upstairs.Rooms(settings_of(request))


async def wake_ticker(request: Visit) -> None:
    """After a change, see at once whether somebody must be told."""
    path = request.url.path.lower()
    nothing_owed = path.startswith(("/c/", "/hooks/")) or path.endswith(OWING_NOTHING)
    if request.method not in {"GET", "HEAD"} and not nothing_owed:
        request.app.state.ticker.wake()


def openapi() -> OpenAPIConfig:
    """The JSON API's own description, at /schema/openapi.json."""
    return OpenAPIConfig(
        title="Convoca",
        version="1",
        openapi_router=Router(
            path="/schema", route_handlers=[], guards=[ANYBODY], include_in_schema=False
        ),
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        components=Components(
            security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}
        ),
        security=[{"token": []}],
    )


def create() -> Litestar:
    """The application for the settings in the environment, as server processes start it."""
    configured = settings.load(os.environ)
    logs.configure(configured.log_level)
    spans.begin(os.environ)
    return create_app(configured)
