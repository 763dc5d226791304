"""What the pages about programs show, in words."""

from msgspec import Struct

from notifications.domain.outbox.failure_words import in_words
from notifications.domain.webhooks import facts
from notifications.domain.webhooks.history import Past, Trial
from notifications.domain.webhooks.webhooks import Hearer
from notifications.web.shown import moment_of
from server.foundation.translation import gettext as _


class ShownHearer(Struct, frozen=True, kw_only=True):
    """A program."""

    href: str
    address: str
    facts: list[str]
    paused: bool
    since: str


class ShownPast(Struct, frozen=True, kw_only=True):
    """A message in a list."""

    href: str
    fact: str
    about: str
    state: str
    in_doubt: bool
    moment: str
    reason: str


def shown_hearer(hearer: Hearer, zone: str) -> ShownHearer:
    """Such as «en pausa desde el …»."""
    names = facts.names()
    return ShownHearer(
        href=f"/avisos/programas/{hearer.id}", address=hearer.address,
        facts=[names[fact] for fact in hearer.facts], paused=hearer.paused_at is not None,
        since=moment_of(hearer.paused_at or hearer.made_at, zone),
    )  # fmt: skip


def shown_past(past: Past, zone: str) -> ShownPast:
    """What it was about, when, and how it stands."""
    return ShownPast(
        href=f"/avisos/{past.id}", fact=facts.names().get(past.fact, past.fact),
        about=past.title or "", state=past.state, in_doubt=past.in_doubt,
        moment=moment_of(past.owed_at, zone),
        reason="" if past.state == "sent" else in_words("webhook", past.reason),
    )  # fmt: skip


def trial_words(trial: Trial | None, zone: str) -> str:
    """Such as «La prueba llegó: sáb 5 dic, 09:00.»; nothing where there was none."""
    if trial is None:
        return ""
    moment = moment_of(trial.at, zone)
    if not trial.failure:
        return _("La última prueba llegó: %(when)s.", when=moment)
    why = in_words("webhook", trial.failure)
    return _("La última prueba, %(when)s, no llegó: %(why)s", when=moment, why=why)


def options() -> list[tuple[str, str]]:
    """The facts to choose from."""
    return list(facts.names().items())
