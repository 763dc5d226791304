"""What templates may do with the words they are given."""

from server.web.templates import hours_together


def test_hours_stay_on_one_line_and_everything_else_is_escaped() -> None:
    assert hours_together("<b> & 09:00–12:00, 14:00") == (
        '&lt;b&gt; &amp; <span class="nowrap">09:00–12:00</span>, 14:00'
    )
