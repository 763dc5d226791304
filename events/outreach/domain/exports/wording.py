"""What the parts of a report are called in the reader's language."""

from datetime import date, datetime

from babel.dates import format_date

from events.outreach.domain.answered import Dimension
from events.outreach.domain.equity import sentences
from events.outreach.domain.exports.report import Aim, Report
from events.outreach.domain.indicators.days import Days
from events.planning.domain.when import LOCALES, local_day
from server.foundation.translation import current_language, ngettext
from server.foundation.translation import gettext as _


def internal_mark() -> str:
    """What stands on every sheet and page that must not leave the house."""
    return _("Uso interno, no publicar")


def table_title(dimensions: tuple[Dimension, ...]) -> str:
    """Such as «Por municipio y sexo»."""
    if not dimensions:
        return _("Total")
    one, *others = (headings()[dimension].lower() for dimension in dimensions)
    if not others:
        return _("Por %(one)s", one=one)
    return _("Por %(one)s y %(other)s", one=one, other=others[0])


def headings() -> dict[Dimension, str]:
    """What the rows of a table are."""
    return {
        "municipality": _("Municipio"),
        "sex": _("Sexo"),
        "age_band": _("Edad"),
        "audience": _("Público"),
        "kind": _("Tipo de actividad"),
        "topic": _("Tema"),
    }


def measures() -> dict[str, str]:
    """What an indicator counts."""
    return {
        "contacts": _("Contactos"),
        "unique": _("Personas únicas"),
        "headcount": _("Conteo"),
        "completions": _("Personas que completaron"),
        "events": _("Actividades"),
        "indirect": _("Alcance indirecto"),
        "hours": _("Horas de voluntariado"),
        "milestone": _("Hito"),
        "cited": _("Cifra citada"),
    }


def title() -> str:
    """The name of the whole."""
    return _("Informe de alcance")


def stretch(days: Days) -> str:
    """Such as «1 de julio de 2026 – 30 de septiembre de 2026»; of all days what they are."""
    if days.first is None or days.last is None:
        return _("Todo el proyecto")
    return f"{long_day(days.first)} – {long_day(days.last)}"


def long_day(day: date) -> str:
    """Such as «3 de marzo de 2026»."""
    return format_date(day, "long", locale=LOCALES[current_language()])


def places(report: Report) -> str:
    """The municipalities that it is about."""
    return only(report) or ", ".join(report.work.places.values())


def only(report: Report) -> str:
    """Such as «Solo San José Pinula»; empty where it is about everything."""
    return _("Solo %(places)s", places=", ".join(report.only)) if report.only else ""


def made_on(report: Report) -> str:
    """The day on which the figures were counted or released."""
    return long_day(_day(report.made_at, report.days.zone))


def status(report: Report) -> str:
    """Whom it is for."""
    if report.internal:
        return internal_mark()
    return _("Publicado para el donante") if report.readers == "donor" else _("Publicado")


def name_of(aim: Aim) -> str:
    """The indicator in the reader's language, where it was written in it."""
    return (aim.name_en if current_language() == "en" else "") or aim.name_es


def caveats(report: Report) -> list[str]:
    """What a reader must know so as not to read more out of the figures than they hold."""
    always = [
        _(
            "Contactos, personas únicas, conteo y alcance indirecto son cuentas distintas:"
            " nunca se suman entre sí."
        ),
        _(
            "Las personas únicas son un intervalo, del mínimo seguro al máximo posible, porque a"
            " nadie se le pide el nombre. Es un solo número donde los dos coinciden."
        ),
        _("«No reportado» quiere decir que no hay dato; nunca es cero."),
    ]
    of_residents = [sentences.caveat()] if report.residents else []
    return [
        *always,
        *_of_rows(report),
        *_of_readers(report),
        *_of_registers(report),
        *of_residents,
    ]


def _of_rows(report: Report) -> list[str]:
    overlapping = any(table.overlapping for table in report.tables)
    said = _("Una actividad con varios temas aparece en cada uno: esas filas no se suman.")
    return [said] if overlapping else []


def _of_readers(report: Report) -> list[str]:
    if report.internal:
        return [
            _("Estas cifras no están protegidas: de un grupo pequeño se puede saber quién es."),
            _("Contactos son los individuales, registrados uno por uno, más el conteo."),
        ]
    protected = _(
        "Los grupos de menos de %(n)s personas, o de más donde algo delicado lo pide, y los que"
        " permitirían calcularlos, quedan reservados y llevan el signo «—»; 0 quiere decir nadie.",
        n=report.small,
    )
    rounded = _(
        "El mínimo de personas únicas se redondea hacia abajo, y por partes solo se da donde no"
        " deja ver a nadie. De cada indicador se da lo que dicen las cifras publicadas, y nada más."
    )
    return [protected, rounded, *_until(report)]


def _until(report: Report) -> list[str]:
    if report.days.last is None:
        return []
    said = _(
        "Nada es posterior al %(day)s: hasta ese día se miden también actividades, horas, hitos,"
        " citas y alcance indirecto.",
        day=long_day(report.days.last),
    )
    return [said]


def _of_registers(report: Report) -> list[str]:
    if not report.still_open:
        return []
    return [
        ngettext(
            "Un registro sigue abierto: sus cifras todavía pueden cambiar.",
            "%(n)s registros siguen abiertos: sus cifras todavía pueden cambiar.",
            report.still_open,
        )
    ]


def _day(moment: datetime, zone: str) -> date:
    return local_day(moment, zone)
