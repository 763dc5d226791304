"""What a reminder rule says, in words."""

from typing import Final

from notifications.domain.reminders.reminder_rules import Rule
from notifications.domain.reminders.rule_preview import Reached
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.people.domain import words

# How many minutes each unit has, the longest first.
UNITS: Final = {"days": 24 * 60, "hours": 60, "minutes": 1}


def counted(minutes: int) -> tuple[int, str]:
    """The number and the longest unit that say it without a rest."""
    unit = next(unit for unit, length in UNITS.items() if minutes % length == 0)
    return minutes // UNITS[unit], unit


def ahead(minutes: int) -> str:
    """Such as «1 día antes»."""
    number, unit = counted(minutes)
    match unit:
        case "days":
            return ngettext("%(n)s día antes", "%(n)s días antes", number)
        case "hours":
            return ngettext("%(n)s hora antes", "%(n)s horas antes", number)
    return ngettext("%(n)s minuto antes", "%(n)s minutos antes", number)


def units() -> dict[str, str]:
    """The units to count in, the shortest first."""
    return {"minutes": _("minutos"), "hours": _("horas"), "days": _("días")}


def roles() -> dict[str, str]:
    """Whom a rule may be for; nothing is everybody who helps."""
    return {"": _("Todas las personas del equipo"), **words.tasks(),
            "registered": _("Quienes se inscribieron")}  # fmt: skip


def channels() -> dict[str, str]:
    """The ways a rule may use; nothing is as each person likes."""
    named = words.channels()
    return {
        "": _("Como cada persona prefiere"),
        **{channel: named[channel] for channel in ("mail", "whatsapp", "sms")},
        "inbox": _("Solo en Convoca"),
    }


def split(reached: Reached, channel: str | None) -> str:
    """Such as «0 por mensaje de texto; 22 personas solo lo verán en Convoca»; or nothing."""
    if channel == "inbox" or not reached.only_here:
        return ""
    here = ngettext(
        "%(n)s persona solo lo verá en Convoca", "%(n)s personas solo lo verán en Convoca",
        reached.only_here,
    )  # fmt: skip
    by = {
        "": _("%(n)s por su propio medio", n=reached.people - reached.only_here),
        "mail": _("%(n)s por correo", n=reached.people - reached.only_here),
        "whatsapp": _("%(n)s por WhatsApp", n=reached.people - reached.only_here),
        "sms": _("%(n)s por mensaje de texto", n=reached.people - reached.only_here),
    }
    return f"{by[channel or '']}; {here}"


def events(rule: Rule) -> str:
    """Which events a rule is about."""
    if rule.kind_name and rule.audience_name:
        return _(
            "%(kind)s, público: %(audience)s", kind=rule.kind_name, audience=rule.audience_name
        )
    if rule.audience_name:
        return _("Público: %(audience)s", audience=rule.audience_name)
    return rule.kind_name or _("Todas las actividades")
