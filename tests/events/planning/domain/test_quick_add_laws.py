"""Laws of quick add: any text is read, and what was written as a line is read back."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from events.planning.domain.quick_add import understand
from tests.support.quick_lines import Told, known, line

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=ZoneInfo("America/Guatemala"))
KNOWN = known()
TITLES = (
    st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="«»"), min_size=1)
    .map(lambda text: text[:60].strip())
    .filter(lambda text: text and "://" not in text)
)
VOCABULARY = """
    taller foro mixco villa nueva san juan lunes martes mañana pasado próximo el la de a 9 12 40
    5/12 9:30 3pm tarde personas para niños «x» https://a.example/b todos los en 31 febrero hora y
    media mediodía proyecto general virtual 2026 salón comunal - – , ; 99 0 00:00 24:00 1.5 horas
    """
WORDS = st.sampled_from(VOCABULARY.split())


@st.composite
def events(draw: st.DrawFn) -> Told:
    """Any event that a line can say."""
    town = draw(st.sampled_from(KNOWN.municipalities))
    there = [venue for venue in KNOWN.venues if venue.municipality == town.code]
    minutes = draw(st.integers(1, 300 * 24 * 12)) * 5
    starts_at = NOW.replace(hour=0) + timedelta(days=1, minutes=minutes)
    return Told(
        title=draw(TITLES),
        kind=draw(st.sampled_from(KNOWN.kinds)),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=5 * draw(st.integers(1, 287))),
        municipality=town,
        venue=draw(st.sampled_from([None, *there])),
        audiences=tuple(draw(st.lists(st.sampled_from(KNOWN.audiences), unique=True, max_size=3))),
        project=draw(st.sampled_from([None, *KNOWN.projects])),
        capacity=draw(st.none() | st.integers(1, 100_000)),
        meeting_url=draw(st.sampled_from(["", "https://meet.example/AbC-1?x=2026-12-05"])),
    )


@settings(deadline=None)
@given(events())
def test_an_event_written_as_a_line_is_read_back(told: Told) -> None:
    read = understand(line(told), now=NOW, known=KNOWN)
    assert (read.title, read.kind, read.starts_at, read.ends_at) == (
        told.title, told.kind.code, told.starts_at, told.ends_at,
    )  # fmt: skip
    assert (read.municipality, read.venue, read.capacity, read.meeting_url) == (
        told.municipality.code,
        told.venue.code if told.venue else "",
        told.capacity,
        told.meeting_url,
    )
    assert (set(read.audiences), read.project, read.warnings) == (
        {entry.code for entry in told.audiences},
        told.project.code if told.project else "",
        (),
    )


@example("99/99/9999 lunes 99:99 a las 25")
@example("«»")
@example("el 31 de abril")
@settings(deadline=None)
@given(st.text() | st.lists(WORDS).map(" ".join))
def test_any_text_is_read_and_every_piece_is_found_in_it(text: str) -> None:
    read = understand(text, now=NOW, known=KNOWN)
    assert all(piece.words in read.line for piece in read.pieces)
    assert read.starts_at is None or (read.ends_at and read.starts_at < read.ends_at)
    assert len(read.title) <= 200


@settings(deadline=None)
@given(st.lists(WORDS).map(" ".join))
def test_capitals_and_accents_change_nothing(text: str) -> None:
    read, shouted = (
        understand(it, now=NOW, known=KNOWN) for it in (text, text.upper().replace("Ñ", "ñ"))
    )
    assert (read.starts_at, read.kind, read.municipality, read.venue, read.audiences) == (
        shouted.starts_at, shouted.kind, shouted.municipality, shouted.venue, shouted.audiences,
    )  # fmt: skip
