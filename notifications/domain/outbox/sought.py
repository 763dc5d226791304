"""What somebody looks for in the outbox, as a question to the database."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from server.foundation.identity import EVERYWHERE, Actor

# It left by no way at all: it can only be read in the product.
KEPT: Final = "n.state = 'sent' AND n.way = 'inbox'"
# What each filter of the page shows, in the order that a notice goes through; the first is all.
STANDINGS: Final = {
    "": "true",
    "queued": "n.state = 'queued'",
    "held": "n.state = 'held'",
    "in_flight": "n.state = 'in_flight'",
    "doubt": "n.in_doubt",
    "sent": "n.state = 'sent' AND n.way IS DISTINCT FROM 'inbox'",
    "kept": KEPT,
    "delivered": "n.state = 'delivered'",
    "read": "n.state = 'read'",
    "failed": "n.state = 'failed'",
    "superseded": "n.state = 'superseded'",
}
# People search for «jose» and mean «José».
PLAIN: Final = "translate(lower({}), 'áéíóúüñÁÉÍÓÚÜÑ', 'aeiouunaeiouun')".format
# A coordinator sees what belongs to events of their municipalities, and what belongs to no event
# but to somebody there: who lives there or coordinates there too. Programs are not theirs, and
# nobody but administrators sees who asked to come in, or by which ways they do.
REACHED: Final = """
    n.webhook IS NULL AND n.kind NOT IN ('sign_in_link', 'account_changed') AND (
        n.event IN (SELECT id FROM event WHERE municipality = ANY({0}))
        OR n.event IS NULL AND n.account IN (
            SELECT account FROM volunteer WHERE home = ANY({0})
            UNION SELECT account FROM scope WHERE municipality = ANY({0})))
"""
NAMED: Final = f"""
    (n.account IN (SELECT id FROM account WHERE position({PLAIN("{0}")} IN {PLAIN("name")}) > 0)
        OR n.kind = ANY({{1}})
        OR n.event IN (SELECT id FROM event WHERE position({PLAIN("{0}")} IN {PLAIN("title")}) > 0
            OR position({PLAIN("{0}")} IN {PLAIN("public_title")}) > 0))
"""
THERE: Final = """
    (n.event IN (SELECT id FROM event WHERE municipality = {0})
        OR n.event IS NULL AND n.account IN (SELECT account FROM volunteer WHERE home = {0}))
"""
OF_PERSON: Final = """
    n.account IN (SELECT {0}::uuid UNION SELECT account FROM volunteer WHERE id = {0})
"""


class Sought(Struct, frozen=True, kw_only=True):
    """Nothing narrows nothing. `text` is part of a person's name, of one of an event's titles or of
    the name of one of the `kinds`; `person` is an account or a helper.
    """

    standing: str = ""
    text: str = ""
    kinds: tuple[str, ...] = ()
    kind: str = ""
    channel: str = ""
    municipality: str = ""
    event: UUID | None = None
    person: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


class Question(Struct, frozen=True):
    """A condition on `notice n`, and what its $1 … stand for."""

    condition: str
    arguments: tuple[Any, ...]

    def more(self, condition: str, *arguments: Any) -> "Question":
        """This and something else; {0} … in it stand for `arguments`."""
        first = len(self.arguments) + 1
        places = (f"${first + number}" for number in range(len(arguments)))
        return Question(
            f"{self.condition} AND {condition.format(*places)}", (*self.arguments, *arguments)
        )


def visible(by: Actor) -> Question:
    """Whatever `by` may know of."""
    everything = Question("true", ())
    if by.role in EVERYWHERE:
        return everything
    return everything.more(REACHED, sorted(by.municipalities))


def narrowed(question: Question, sought: Sought) -> Question:
    """What is sought among that, whichever way it stands."""
    wishes: tuple[tuple[str, Any], ...] = (
        ("n.kind = {0}", sought.kind),
        ("coalesce(n.way, n.channel) = {0}", sought.channel),
        (THERE, sought.municipality),
        ("n.event = {0}", sought.event),
        (OF_PERSON, sought.person),
        ("n.owed_at >= {0}", sought.since),
        ("n.owed_at < {0}", sought.until),
    )
    if sought.text:
        question = question.more(NAMED, sought.text, list(sought.kinds))
    for condition, wish in wishes:
        if wish:
            question = question.more(condition, wish)
    return question
