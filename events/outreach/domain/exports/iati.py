"""Released figures as the results of an IATI activity, version 2.03.

Each indicator is a result of its own, so that each says for itself whether it may be added up over
activities: contacts may (`aggregation-status` true), unique people never. `measure` is 1 (unit), or
5 (qualitative) for a milestone, which has no value. What was not reported or is not shown has no
`actual`: it is never 0. Unique people may lie between two numbers: the value is the low end, which
is certain, and the comment says both ends; two actuals would read as two results to whoever ignores
dimensions. Places are those of the activity (`INE-0108`), other breakdowns are dimensions under our
codes. Texts are in Spanish and English.

Only the results are ours to say: budgets, transactions and sectors are not here.
"""

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from events.outreach.domain.exports.iati_results import result
from events.outreach.domain.exports.iati_text import narrated
from events.outreach.domain.exports.report import Report, Work
from events.planning.domain.when import local_day
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

VERSION: Final = "2.03"
# Codes of IATI's codelists: OrganisationType, OrganisationRole, ActivityStatus, ActivityDateType.
NGO_OF_THE_COUNTRY: Final = "24"
FUNDING: Final = "1"
IMPLEMENTING: Final = "4"
IMPLEMENTATION: Final = "2"
FINALISATION: Final = "3"
PLANNED_START: Final = "1"
ACTUAL_START: Final = "2"
PLANNED_END: Final = "3"
IDENTIFIER: Final = re.compile(r"[^\/\&\|\?]+")


def iati_of(report: Report) -> bytes:
    """XML in UTF-8; raises Invalid with a sentence for each thing that the project still lacks."""
    _check(report.work)
    root = Element("iati-activities", {"version": VERSION})
    made = f"{report.made_at:%Y-%m-%dT%H:%M:%SZ}"
    root.set("generated-datetime", made)
    activity = SubElement(root, "iati-activity", {"last-updated-datetime": made})
    activity.set("{http://www.w3.org/XML/1998/namespace}lang", "es")
    _described(activity, report)
    for aim in report.aims:
        if aim.goals or aim.found.known:
            activity.append(result(report, aim))
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _check(work: Work) -> None:
    lacking = {
        "iati_reporter": (work.iati_reporter, _("Falta el identificador IATI de quien reporta.")),
        "iati_activity": (work.iati_activity, _("Falta el identificador IATI de la actividad.")),
        "starts_on": (work.first, _("Falta la fecha en que comenzó el proyecto.")),
    }
    wrong = {name: said for name, (value, said) in lacking.items() if not value}
    if not wrong and not IDENTIFIER.fullmatch(work.iati_activity + work.iati_reporter):
        wrong["iati_activity"] = _("Un identificador IATI no puede llevar los signos / & | ?.")
    if wrong:
        raise Invalid(wrong)


def _described(activity: Element, report: Report) -> None:
    work = report.work
    SubElement(activity, "iati-identifier").text = work.iati_activity
    reporter = SubElement(activity, "reporting-org", {"ref": work.iati_reporter})
    reporter.set("type", NGO_OF_THE_COUNTRY)
    narrated(reporter, work.implementer or work.iati_reporter)
    narrated(SubElement(activity, "title"), work.name)
    narrated(SubElement(activity, "description", {"type": "1"}), work.goal or work.name)
    for name, role in ((work.donor, FUNDING), (work.implementer, IMPLEMENTING)):
        if name or role == IMPLEMENTING:
            narrated(
                SubElement(activity, "participating-org", {"role": role}),
                name or work.iati_reporter,
            )
    _dated(activity, report)
    SubElement(activity, "recipient-country", {"code": "GT"})
    for ine, name in sorted(work.places.items()):
        place = SubElement(activity, "location", {"ref": f"INE-{ine}"})
        narrated(SubElement(place, "name"), name)


def _dated(activity: Element, report: Report) -> None:
    work, today = report.work, local_day(report.made_at, report.days.zone)
    over = work.last is not None and work.last < today
    SubElement(activity, "activity-status", {"code": FINALISATION if over else IMPLEMENTATION})
    assert work.first is not None, "checked before"
    began = ACTUAL_START if work.first <= today else PLANNED_START
    SubElement(activity, "activity-date", {"type": began, "iso-date": work.first.isoformat()})
    if work.last:
        ends = {"type": PLANNED_END, "iso-date": work.last.isoformat()}
        SubElement(activity, "activity-date", ends)
