"""The words of every notice, on every channel and in every language."""

from typing import Final

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template
from msgspec import Struct

from notifications.domain.kind import Kind
from notifications.domain.notices.kinds import KINDS
from notifications.domain.notices.trying_out import NAME
from notifications.domain.office import Office
from notifications.domain.texts import trials
from notifications.domain.texts.previews import examples, preview
from notifications.web.shown import channel_name, kind_name, moment_of
from server.foundation.clock import now
from server.foundation.errors import NotFound
from server.foundation.translation import LANGUAGES, current_language, speaking
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import NavigationItem, page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in, signer_of

LANGUAGE_NAMES: Final = {"es": "Español", "en": "English"}


class ShownKind(Struct, frozen=True):
    """A kind of notice in the list, with its short words if it has any."""

    href: str
    name: str
    words: str


class ShownTrial(Struct, frozen=True):
    """A notice that one sent oneself."""

    channel: str
    moment: str
    state: str
    in_doubt: bool
    reason: str


class TextPages(Controller):
    """The texts, and sending oneself one of them."""

    path = "/avisos/textos"
    include_in_schema = False
    guards = [may("notices")]  # noqa: RUF012 (Litestar's signature)

    @get()
    async def texts(self, request: Visit) -> Template:
        """Every kind of notice."""
        said = examples(Office(settings_of(request), signer_of(request)))
        return page(
            request, "notifications/texts.html",
            tabs=section_tabs(request, "notices"),
            kinds=[
                ShownKind(f"{self.path}/{name}", kind_name(name), said.get(name, ""))
                for name in _kinds()
            ],
        )  # fmt: skip

    @get("/{kind:str}")
    async def text(
        self, request: Visit, kind: FromPath[str], idioma: FromQuery[str] = ""
    ) -> Template:
        """One kind on every channel, as it reads."""
        known, who, settings = _kind(kind), signed_in(request), settings_of(request)
        language = idioma if idioma in LANGUAGES else current_language()
        office, at = Office(settings, signer_of(request)), now()
        with speaking(language):
            shown = await preview(known, office, by=who, at=at)
        ways = await trials.ways(kind, who, settings)
        return page(
            request, "notifications/text.html",
            tabs=section_tabs(request, "notices"), kind=kind, title=kind_name(kind),
            preview=shown, language=language, languages=self._languages(kind, language),
            ways=[(name, channel_name(name)) for name in ways], form=Form({"channel": ways[:1]}),
            trials=[
                _shown(trial, settings.timezone) for trial in await trials.latest(kind, who)
            ],
            channel_name=channel_name,
        )  # fmt: skip

    @post("/{kind:str}/prueba")
    async def try_out(self, request: Visit, kind: FromPath[str]) -> Redirect:
        """Send oneself such a notice."""
        sent = await request.form()
        who, settings = signed_in(request), settings_of(request)
        channel = str(sent.get("channel", ""))
        await trials.send(kind, channel, by=who, settings=settings, at=now())
        return see(request, f"{self.path}/{kind}", _("La prueba sale en un momento."))

    def _languages(self, kind: str, chosen: str) -> list[NavigationItem]:
        return [
            NavigationItem(
                f"{self.path}/{kind}?idioma={name}", LANGUAGE_NAMES[name], "", name == chosen
            )
            for name in LANGUAGES
        ]


def _kinds() -> list[str]:
    """What people get: a trial has no words of its own, and programs read none."""
    return [name for name, kind in KINDS.items() if name != NAME and kind.to != "webhook"]


def _kind(name: str) -> Kind:
    if name not in _kinds():
        raise NotFound(_("Este aviso no existe."))
    return KINDS[name]


def _shown(trial: trials.Trial, zone: str) -> ShownTrial:
    return ShownTrial(
        channel=channel_name(trial.channel), moment=moment_of(trial.at, zone), state=trial.state,
        in_doubt=False, reason=trial.reason,
    )  # fmt: skip
