"""Text survives the journey into iCalendar, less what the standard forbids."""

from events.planning.domain.ical_text import categories, text, uri


def test_text_is_escaped_and_a_typed_backslash_stays_a_backslash() -> None:
    assert text("a, b; c\nd").to_ical() == rb"a\, b\; c\nd"
    assert text(r"C:\Nuevo\nota").to_ical() == rb"C:\\Nuevo\\nota"


def test_a_category_never_holds_a_comma() -> None:
    spoken = categories(("Crianza, familia", "Niñez;\nadolescencia", " , "))
    assert spoken.to_ical().decode() == r"Crianza familia,Niñez\; adolescencia"


def test_an_address_is_percent_encoded_once() -> None:
    assert uri(" https://reunión.example/a b%20c?d=e,f#g\n") == (
        "https://reuni%C3%B3n.example/a%20b%20c?d=e,f#g"
    )
