from events.outreach.domain.amounts import Amount, exactly


def test_an_interval_is_written_with_its_two_ends() -> None:
    assert Amount(812, 1040).text == "812–1,040"


def test_one_number_is_written_once() -> None:
    assert (exactly(0).text, exactly(1234567).text) == ("0", "1,234,567")
