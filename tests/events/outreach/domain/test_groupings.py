from events.outreach.domain.bands import compile_bands, label_by_atom
from events.outreach.domain.groupings import by_age_bands, by_answer, by_event, by_event_codes
from tests.support.small_worlds import event, mark, tally


def test_a_line_is_grouped_by_its_own_answer() -> None:
    assert by_answer("sex")(mark(1, "a", sex="female")) == ("female",)
    assert by_answer("audience")(tally(1, 3, audience="teachers")) == ("teachers",)


def test_an_age_is_grouped_by_the_donors_band() -> None:
    code = by_age_bands(label_by_atom(compile_bands({"13-17": (13, 17)})))
    assert code(mark(1, "a", age_band="15-17")) == ("13-17",)
    assert code(mark(1, "a", age_band="60+")) == ("other",)
    assert code(mark(1, "a")) == ("unknown",)


def test_an_age_that_is_no_atom_is_unknown() -> None:
    assert by_age_bands({})(mark(1, "a", age_band="15-17")) == ("unknown",)


def test_a_line_is_grouped_by_what_its_event_is() -> None:
    place = by_event({event(1): "0108"})
    assert (place(mark(1, "a")), place(tally(2, 4))) == (("0108",), ())


def test_a_line_stands_under_every_topic_of_its_event() -> None:
    topics = by_event_codes({event(1): ["rights", "route"]})
    assert (topics(mark(1, "a")), topics(tally(2, 4))) == (["rights", "route"], ())
