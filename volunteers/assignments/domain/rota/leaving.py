"""Why somebody is not, or will not be, where they were to help, in a sentence."""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from events.planning.domain import when
from server.foundation.translation import gettext as _
from server.foundation.translation import later
from volunteers.assignments.domain.rota import rule_words
from volunteers.assignments.domain.rota.checking import Table
from volunteers.assignments.domain.rota.diff import Line
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.solver.rules import reasons

ENDED: Final[dict[str, str]] = {
    "declined": later("Dijo que no, %(moment)s."),
    "withdrawn": later("Se retiró, %(moment)s."),
    "substituted": later("Otra persona tomó su lugar, %(moment)s."),
    "expired": later("No respondió a tiempo, %(moment)s."),
}


def ended(line: Line, zone: str) -> tuple[str, ...]:
    """What became of a place that is no more, and when; empty if that is not known."""
    if line.ended not in ENDED or line.since is None:
        return ()
    moment = f"{when.short_day(line.since, zone)}, {when.hour(line.since, zone)}"
    return (_(ENDED[line.ended], moment=moment),)


def taken_out(line: Line, rota: Rota, table: Table, titles: Mapping[UUID, str]) -> tuple[str, ...]:
    """Why the draft takes a place away: a hand, a rule, or that it is better for the whole."""
    dropped = {(one.event, one.volunteer) for one in rota.told.dropped}
    if rota.told.by_hand and (line.event, line.volunteer) not in dropped:
        return (_("Se quitó a mano."),)
    if line.event in table.task and line.volunteer in table.person:
        place = table.place(line)
        rules = reasons(table.so_far, place.person, place.task, place.role)
        if rules:
            return tuple(rule_words.sentence(rule) for rule in rules)
    return (_better(line, table.lines, titles),)


def _better(line: Line, lines: Collection[Line], titles: Mapping[UUID, str]) -> str:
    elsewhere = [
        titles[other.event]
        for other in lines
        if other.change == "new" and other.volunteer == line.volunteer and other.event in titles
    ]
    if elsewhere:
        return _("Para que pueda estar en «%(title)s».", title=elsewhere[0])
    if any((it.event, it.role, it.change) == (line.event, line.role, "new") for it in lines):
        return _("Entra otra persona: así se reparte mejor la carga.")
    return _("Así queda mejor el plan en conjunto.")
