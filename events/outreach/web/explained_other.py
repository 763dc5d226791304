"""How the figures are counted that do not come from registers, and where they are listed."""

from datetime import datetime
from typing import Final

from events.outreach.domain.amounts import Amount
from events.outreach.domain.indicators import measuring, reading
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.upstairs import KnowsHelp
from events.outreach.web import explained_indirect
from events.outreach.web.explained_shown import Shown
from events.outreach.web.pointed import Pointed
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

OTHERS: Final = frozenset({"completions", "hours", "indirect", "milestone", "cited"})


async def shown(figure: Pointed, *, by: Actor, at: datetime, help_given: KnowsHelp) -> Shown:
    """A figure that does not come from registers."""
    reach = None
    if figure.figure == "indirect":
        reach = await explained_indirect.reach(figure.question, by=by, at=at)
    amount = await _amount(figure, by=by, at=at, help_given=help_given)
    return Shown(
        amount=amount or (reach.amount if reach else ""),
        sentences=[_sentence(figure.figure)],
        listed=reach.listed if reach else _listed(figure.figure),
        reach=reach,
    )


async def _amount(figure: Pointed, *, by: Actor, at: datetime, help_given: KnowsHelp) -> str:
    if figure.indicator is None:
        return ""
    asked = figure.question
    found = await measuring.measured(
        await reading.indicator(figure.indicator),
        Days(asked.first, asked.last, asked.zone),
        municipality=asked.municipality,
        by=by,
        at=at,
        help_given=help_given,
    )
    return _said(found.amount)


def _sentence(figure: str) -> str:
    return {
        "completions": _(
            "Cuántas personas completaron un programa: las que mostraron su tarjeta en tantas"
            " sesiones como el programa pide y, donde hay evaluación, la aprobaron. A quien vino"
            " sin tarjeta no se le puede seguir de una sesión a otra."
        ),
        "hours": _(
            "Las horas de quienes ayudaron, tal como se confirmaron al cerrar cada actividad. Si"
            " de alguien no se sabe cuánto tiempo ayudó, no se le cuentan horas."
        ),
        "indirect": _(
            "Personas a quienes otras les contaron lo aprendido, o a quienes llegó un medio. Es lo"
            " que se declaró en cada réplica, con qué tan cierto es; no se multiplica ni se suma a"
            " los contactos."
        ),
        "milestone": _("Algo que ya se hizo o que todavía no, con la fecha y lo que lo demuestra."),
        "cited": _(
            "Una cifra que viene de otra fuente, tal como esa fuente la da. Nunca entra en un"
            " total; si dos fuentes se contradicen, se muestran las dos."
        ),
    }[figure]


def _listed(figure: str) -> str:
    return {
        "completions": "/programas",
        "hours": "/turnos",
        "milestone": "/alcance/metas",
        "cited": "/alcance/citas",
    }[figure]


def _said(amount: Amount | None) -> str:
    return _("no reportado") if amount is None else amount.text
