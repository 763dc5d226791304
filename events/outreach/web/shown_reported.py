"""What was reported of a period beside what is known now, in digits as people read them."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.code_names import Names
from events.outreach.domain.equity.spans import Span
from events.outreach.domain.ledgers import DIMENSIONS, Dimension
from events.outreach.domain.periods.behind import Numbers
from events.outreach.domain.periods.reported import Both, Compared, ComparedIndicator
from events.outreach.domain.totals import Cell
from events.outreach.web import figure_words, goal_words, shown_days
from server.foundation.translation import gettext as _

Called = Mapping[Dimension, Names]


class Pair(Struct, frozen=True, kw_only=True):
    """A figure then and now; `changed` is by how much, empty where it is the same.

    `behind` are the numbers of the adjustments that changed it.
    """

    name: str
    then: str
    now: str
    changed: str
    behind: Numbers


class PairGroup(Struct, frozen=True):
    """Figures of one thing in different days."""

    name: str
    pairs: list[Pair]


class PairLine(Struct, frozen=True, kw_only=True):
    """A part of the figures: its contacts and its unique people, then and now."""

    name: str
    contacts: Pair
    people: Pair

    @property
    def changed(self) -> bool:
        """Whether anything became known of it."""
        return bool(self.contacts.changed or self.people.changed)


class Breakdown(Struct, frozen=True, kw_only=True):
    """Figures part by part."""

    title: str
    lines: list[PairLine]

    @property
    def changed(self) -> bool:
        """Whether anything became known of one of its parts."""
        return any(line.changed for line in self.lines)


def totals(whole: Compared) -> list[Pair]:
    """The four numbers of the ledgers, and the events behind them."""
    then, now = whole.total.then, whole.total.now
    pairs = {
        "contacts": (exactly(then.contacts), exactly(now.contacts)),
        "unique": (_people(then), _people(now)),
        "headcount": (exactly(then.headcount), exactly(now.headcount)),
        "check_ins": (exactly(then.check_ins), exactly(now.check_ins)),
        "events": (exactly(whole.events[0]), exactly(whole.events[1])),
    }
    return [
        _pair(figure_words.measure(measure), *both, whole.total.behind)
        for measure, both in pairs.items()
    ]


def breakdowns(whole: Compared, called: Called) -> list[Breakdown]:
    """Each dimension of which there is anything."""
    return [
        Breakdown(
            title=figure_words.dimension(dimension),
            lines=[
                _line(figure_words.part(called, dimension, code), whole.by[dimension][code])
                for code in _in_order(whole.by[dimension], called[dimension])
            ],
        )
        for dimension in DIMENSIONS
        if whole.by[dimension]
    ]


def stretches(compared: Sequence[Compared], called: Called) -> list[PairLine]:
    """The other questions that were asked: places, quarters, months."""
    return [_line(_asked(one, called), one.total) for one in compared]


def indicators(compared: Sequence[ComparedIndicator]) -> list[PairGroup]:
    """Each indicator with its stretches of days."""
    together = groupby(compared, key=lambda one: (one.asked.code, one.asked.name))
    return [
        PairGroup(f"{code} · {name}", [_indicator(one) for one in found])
        for (code, name), found in together
    ]


def _indicator(one: ComparedIndicator) -> Pair:
    """A milestone is reached or it is not yet, which no number says."""
    pair = _pair(_days(one), one.then, one.now, one.behind)
    then, now = (goal_words.figure(one.asked.measure, amount) for amount in (one.then, one.now))
    # Reached in several places it is a number, and so is the difference.
    in_words = pair.changed and (then, now) != (pair.then, pair.now)
    return replace(pair, then=then, now=now, changed=_("cambió") if in_words else pair.changed)


def _in_order(parts: Mapping[str, Both], names: Names) -> list[str]:
    return [*(code for code in names if code in parts), *(c for c in parts if c not in names)]


def _asked(one: Compared, called: Called) -> str:
    place = one.asked.municipality
    if place is not None:
        return figure_words.part(called, "municipality", place)
    assert one.asked.first is not None
    assert one.asked.last is not None
    return shown_days.days(Span(one.asked.first, one.asked.last))


def _days(one: ComparedIndicator) -> str:
    if one.asked.first is None:
        return _("hasta el %(day)s", day=shown_days.day(one.asked.last))
    return shown_days.days(Span(one.asked.first, one.asked.last))


def _line(name: str, both: Both) -> PairLine:
    return PairLine(
        name=name,
        contacts=_pair(name, exactly(both.then.contacts), exactly(both.now.contacts), both.behind),
        people=_pair(name, _people(both.then), _people(both.now), both.behind),
    )


def _people(cell: Cell) -> Amount:
    return Amount(cell.unique_from, cell.unique_to)


def _pair(name: str, then: Amount | None, now: Amount | None, behind: Numbers) -> Pair:
    missing = _("no reportado")
    return Pair(
        name=name,
        then=then.text if then else missing,
        now=now.text if now else missing,
        changed=_changed(then, now),
        behind=behind if then != now else (),
    )


def _changed(then: Amount | None, now: Amount | None) -> str:
    """Such as «+3», or «+1 / +3» where the least and the most changed differently."""
    if then == now:
        return ""
    if then is None or now is None:
        return _("cambió")
    least, most = _signed(now.low - then.low), _signed(now.high - then.high)
    return least if least == most else f"{least} / {most}"


def _signed(number: int) -> str:
    sign = "−" if number < 0 else "+"
    return f"{sign}{abs(number):,}" if number else "0"
