"""A report as a PDF that people read: letter pages, tagged for screen readers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import typst

from events.attendance.domain import qr
from events.outreach.domain.exports import wording
from events.outreach.domain.exports.report import Report, Settled
from events.outreach.domain.exports.report_pdf_figures import figures, number, people
from events.outreach.domain.exports.report_pdf_targets import targets
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

TEMPLATE: Final = Path(__file__).parents[4] / "templates" / "outreach" / "report.typ"


def pdf_of(report: Report) -> bytes:
    """A cover, targets, figures with their charts, the method, what to mind, and the receipts."""
    data = json.dumps(_shown(report))
    return typst.compile(
        TEMPLATE, sys_inputs={"data": data}, ignore_system_fonts=True, pdf_standards="ua-1"
    )


def _shown(report: Report) -> dict[str, Any]:
    return {
        "locale": current_language(),
        "kind": wording.title(),
        "title": report.title,
        "project": report.work.name,
        "mark": wording.internal_mark() if report.internal else "",
        "status": wording.status(report),
        "stretch": wording.stretch(report.days),
        "only": wording.only(report),
        "facts": [list(fact) for fact in _facts(report) if fact[1]],
        "tiles": list(_tiles(report)),
        "page": _("Página"),
        "targets": targets(report),
        "figures": figures(report),
        "settled": _settled(report.settled),
        "method": {"title": _("Cómo se contó"), "paragraphs": list(report.method)},
        "caveats": {"title": _("Cómo leer estas cifras"), "points": list(report.caveats)},
        "proofs": _proofs(report),
    }


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    work = report.work
    yield _("Proyecto"), "" if work.name == report.title else work.name
    yield _("Donante"), work.donor
    yield _("Ejecuta"), work.implementer
    yield _("Organizaciones socias"), work.partners
    yield _("Municipios"), wording.places(report)
    yield _("Fecha de las cifras"), wording.made_on(report)
    yield _("Regla de conteo"), report.rule


def _tiles(report: Report) -> Iterator[list[str]]:
    total = report.total
    yield [_("Contactos"), number(total.contacts), _("veces que alguien participó")]
    yield [_("Personas únicas"), people(total), _("personas distintas")]
    if report.internal:
        yield [_("Conteo"), number(total.headcount), _("contactos que solo se contaron")]
    yield [_("Alcance indirecto"), report.indirect.text, _("personas a través de otras")]
    yield [_("Actividades"), f"{report.events:,}", _("realizadas en estas fechas")]


def _settled(periods: tuple[Settled, ...]) -> dict[str, Any] | None:
    if not periods:
        return None
    headings = [_("Periodo"), _("Cerrado el"), _("Reportado"), _("Lo que se sabe hoy")]
    return {
        "title": _("Lo reportado y lo que se sabe hoy"),
        "headings": [*headings, _("Ajustes posteriores")],
        "rows": [_period(it) for it in periods],
    }


def _period(it: Settled) -> list[str]:
    stretch = f"{it.first.isoformat()} – {it.last.isoformat()}"
    known = [number(it.reported.contacts), number(it.now.contacts)]
    return [stretch, it.closed_on.isoformat(), *known, str(it.adjustments)]


def _proofs(report: Report) -> dict[str, Any]:
    return {
        "title": _("Constancias de las cifras"),
        "lead": _("Cada constancia vuelve a contar su cifra y dice si todavía coincide."),
        "none": _("Un informe interno no lleva constancias: las cifras publicadas sí."),
        "list": [
            {
                "named": proof.named,
                "id": str(proof.id),
                "digest": _("Sello: %(digest)s", digest=proof.digest),
                "address": proof.address,
                "qr": qr.svg(proof.address),
                "alt": _("Código QR de la constancia %(id)s", id=proof.id),
            }
            for proof in report.proofs
        ],
    }
