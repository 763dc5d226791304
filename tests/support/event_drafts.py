"""Drafts of events of every shape that can stand."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from events.planning.domain import discretion
from events.planning.domain.draft import EventDraft
from events.planning.domain.event import Material

# Clocks that go back, that go forward, that stand still, and that are half an hour off.
ZONES: Final = (
    "America/Guatemala",
    "America/New_York",
    "Europe/Madrid",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Australia/Lord_Howe",
)
WORDS: SearchStrategy[str] = (
    st.text(min_size=1, max_size=60).filter(str.isprintable).filter(str.strip)
)
TEXT: SearchStrategy[str] = st.text(max_size=60)
# Hypothesis tries words that it finds in our own modules, the sensitive ones among them.
PUBLIC: SearchStrategy[str] = TEXT.filter(lambda text: not discretion.sensitive_word(text))
FIRST: Final = datetime(2026, 1, 2, tzinfo=UTC)
ANSWERS: Final = {
    "film-forum": {"film": "Ixcanul", "rating": "Para todo público"},
    "theatre": {"play": "El gran teatro", "cast": "Cinco jóvenes"},
}


@st.composite
def materials(draw: DrawFn) -> Material:
    """Something to bring."""
    link = st.sampled_from(["", "https://docs.example/guía?v=1", "http://docs.example"])
    return Material(label=draw(WORDS), link=draw(link), version=draw(st.text(max_size=20)))


@st.composite
def drafts(draw: DrawFn) -> EventDraft:
    """A draft that can stand, of an event without a venue and without a programme."""
    starts_at = FIRST + draw(st.timedeltas(timedelta(0), timedelta(days=700)))
    lasts = draw(st.timedeltas(timedelta(seconds=1), timedelta(days=30)))
    kind = draw(st.sampled_from(["workshop", "film-forum", "theatre", "internal"]))
    return EventDraft(
        title=draw(WORDS),
        kind=kind,
        municipality=draw(st.sampled_from(["0103", "0108"])),
        starts_at=starts_at,
        ends_at=starts_at + lasts,
        zone=draw(st.sampled_from(ZONES)),
        public_title=draw(PUBLIC),
        topics=draw(_some("trafficking", "social-network-risks", "report-writing")),
        audiences=draw(_some("adolescents", "teachers", "children", least=1)),
        capacity=draw(st.none() | st.integers(1, 100_000)),
        details=draw(st.sampled_from([{}, ANSWERS.get(kind, {})])),
        materials=tuple(draw(st.lists(materials(), max_size=4))),
        cost=draw(st.none() | st.decimals(Decimal(0), Decimal("99999999.99"), places=2)),
        travel_note=draw(TEXT),
        notes=draw(TEXT),
        **draw(_meetings()),
    )


def _some(*slugs: str, least: int = 0) -> SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(slugs), min_size=least, unique=True).map(tuple)


def _meetings() -> SearchStrategy[dict[str, Any]]:
    address = "https://meet.example/a?b=c"
    return st.sampled_from(
        [
            {"modality": "in_person"},
            {"modality": "virtual", "meeting_url": address},
            {"modality": "blended", "meeting_url": address},
        ]
    )
