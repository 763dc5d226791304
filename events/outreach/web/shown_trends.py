"""Quarters or months in a row, drawn and as a table."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.charts_trends import Point, trend_svg
from events.outreach.domain.equity.spans import Span
from events.outreach.domain.ledgers import Figures
from events.outreach.domain.questions import Question
from events.outreach.domain.trends import within
from events.outreach.web import explained, shown_days
from events.outreach.web.told import Told
from server.foundation.translation import gettext as _


class TrendLine(Struct, frozen=True, kw_only=True):
    """A stretch in the table behind the pictures."""

    name: str
    unfinished: bool
    contacts: Told
    people: Told
    events: Told


class Trends(Struct, frozen=True, kw_only=True):
    """`nothing` where no stretch has anything to draw."""

    contacts: Markup
    people: Markup
    events: Markup
    lines: list[TrendLine]
    nothing: bool


class _Stretch(Struct, frozen=True, kw_only=True):
    span: Span
    figures: Figures
    unfinished: bool
    by_month: bool
    begins_year: bool

    @property
    def people(self) -> Amount | None:
        total = self.figures.total
        return Amount(total.unique_from, total.unique_to) if self.figures.events else None

    @property
    def contacts(self) -> Amount | None:
        return exactly(self.figures.total.contacts) if self.figures.events else None

    @property
    def events(self) -> Amount:
        return exactly(self.figures.events)

    @property
    def name(self) -> str:
        name = shown_days.stretch(self.span, by_month=self.by_month)
        return f"{name} {self.span.first.year}"

    def point(self, amount: Amount | None) -> Point:
        return Point(
            name=shown_days.stretch(self.span, by_month=self.by_month),
            below=str(self.span.first.year) if self.begins_year else "",
            amount=amount,
            spoken=self.name,
            unfinished=self.unfinished,
        )


def trends(
    question: Question,
    spans: Sequence[Span],
    figures: Sequence[Figures],
    *,
    by_month: bool,
    today: date,
) -> Trends:
    """Contacts, unique people and events of each stretch; the one going on is said to be so."""
    found = [
        _Stretch(
            span=span,
            figures=of_span,
            unfinished=span.first <= today <= span.last,
            by_month=by_month,
            begins_year=span.first.month == 1 or (span is spans[0] and not _ends_a_year(spans)),
        )
        for span, of_span in zip(spans, figures, strict=True)
    ]
    return Trends(
        contacts=trend_svg(
            [it.point(it.contacts) for it in found], title=_("Contactos"), shape="line"
        ),
        people=trend_svg(
            [it.point(it.people) for it in found], title=_("Personas únicas"), shape="band"
        ),
        events=trend_svg(
            [it.point(it.events) for it in found], title=_("Actividades"), shape="columns"
        ),
        lines=[_line(it, within(question, it.span)) for it in found],
        nothing=not any(it.figures.events for it in found),
    )


def _ends_a_year(spans: Sequence[Span]) -> bool:
    """Whether the year after the first stretch is named right beside it, with no room for two."""
    return spans[1].first.month == 1


def _line(found: _Stretch, question: Question) -> TrendLine:
    def shown(amount: Amount | None, figure: str) -> Told:
        if amount is None:
            return Told(_("no reportado"))
        return Told(amount.text, explained.address(question, figure=figure))

    return TrendLine(
        name=found.name,
        unfinished=found.unfinished,
        contacts=shown(found.contacts, "contacts"),
        people=shown(found.people, "unique"),
        events=shown(found.events, "events"),
    )
