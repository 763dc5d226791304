"""The rules that figures are counted by are written down in both languages, for good."""

from events.outreach.domain.receipts import rules
from events.outreach.domain.receipts.canonical import digest
from server.foundation.translation import speaking

# Whoever wants to word a rule otherwise makes a new version: receipts name this one.
AS_PUBLISHED = {"2026-1": "4cf9570a1f05cac0"}


def test_no_rule_that_was_published_is_worded_otherwise() -> None:
    seals = {
        version: digest([rule.spanish, rule.english, list(rule.formula)]).hex()[:16]
        for version, rule in rules.RULES.items()
    }
    assert seals == AS_PUBLISHED


def test_both_languages_say_as_much() -> None:
    rule = rules.rule_of(rules.CURRENT.version)
    assert rule is not None
    spanish = rule.said
    with speaking("en"):
        english = rule.said
    assert len(spanish) == len(english) == 10
    assert spanish[1].startswith("Contactos: ")
    assert english[1].startswith("Contacts: ")


def test_a_version_that_nobody_knows_says_nothing() -> None:
    assert rules.rule_of("1999-1") is None


def test_the_rule_calls_a_card_as_every_page_does() -> None:
    told = rules.CURRENT.spanish.split()
    assert [word for word in told if word.strip(".,:").casefold() in {"pase", "pases"}] == []
