"""The form in which a reminder rule is written down."""

from collections.abc import Iterable
from typing import Final, TypeAlias

from events.planning.domain import codelists
from notifications.domain.contacts.ways import working
from notifications.domain.reminders import rule_words
from notifications.domain.reminders.rule_checking import CHANNELS, ROLES, Remind
from notifications.domain.reminders.rule_words import UNITS
from server.foundation.settings import Settings
from server.foundation.translation import gettext as _
from server.web.forms import Form

Options: TypeAlias = list[tuple[str, str]]

MOST: Final = 43_200
EVERY: Final = ""


def blank() -> Form:
    """The form of a rule that is not yet."""
    return Form({"number": ["2"], "unit": ["hours"], "role": [EVERY], "channel": [EVERY]})


def filled(remind: Remind) -> Form:
    """The form as it stands for a rule that exists."""
    number, unit = rule_words.counted(remind.minutes_before)
    chosen = {"role": remind.role, "kind": remind.kind, "audience": remind.audience,
              "channel": remind.channel}  # fmt: skip
    return Form(
        {"number": [str(number)], "unit": [unit],
         **{name: [value or EVERY] for name, value in chosen.items()}}
    )  # fmt: skip


async def written(form: Form) -> Remind:
    """What the form says; raises Invalid with a sentence for every field that cannot be read."""
    number = form.whole("number", least=1, most=MOST) or 0
    if not number:
        form.wrong("number", _("Falta este dato."))
    unit = form.choice("unit", UNITS)
    said = {"role": ROLES, "channel": CHANNELS, "kind": [slug for slug, _name in await kinds()],
            "audience": [slug for slug, _name in await audiences()]}  # fmt: skip
    chosen = {name: form.choice(name, among, required=False) or None
              for name, among in said.items()}  # fmt: skip
    form.check()
    return Remind(minutes_before=number * UNITS[unit], **chosen)


async def options(settings: Settings) -> dict[str, Options]:
    """What there is to choose from in each field."""
    return {
        "units": _pairs(rule_words.units().items()),
        "roles": _pairs(rule_words.roles().items()),
        "channels": _channels(settings),
        "kinds": await kinds(),
        "audiences": await audiences(),
    }


async def kinds() -> Options:
    """The kinds of activity, also those that are no longer offered."""
    return [(kind.slug, kind.name) for kind in await codelists.kinds(retired=True)]


async def audiences() -> Options:
    """The audiences."""
    return [(audience.slug, audience.name) for audience in await codelists.audiences()]


def leads_nowhere(channel: str | None, settings: Settings) -> bool:
    """Whether a rule asks for a way that this installation does not send by."""
    return (channel or EVERY) not in working(settings) | {EVERY, "inbox"}


def _channels(settings: Settings) -> Options:
    """The ways, also those that do not lead anywhere yet."""
    return [
        (
            channel,
            _("%(way)s (sin configurar)", way=name) if leads_nowhere(channel, settings) else name,
        )
        for channel, name in rule_words.channels().items()
    ]


def _pairs(named: Iterable[tuple[str, str]]) -> Options:
    return list(named)
