"""How many people, in which roles and speaking what, an event needs; and who said so."""

from typing import Final

from msgspec import Struct, structs

from events.planning.domain.tongues import TONGUES
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

MOST: Final = 50
# With minors nobody is ever the only adult.
LEAST_WITH_MINORS: Final = 2


class Source(Struct, frozen=True):
    """Where a need was said: for the event, its template, programme or kind; or, usual, nowhere.

    `name` is that of the template, programme or kind.
    """

    level: str = "usual"
    name: str = ""


class Needed(Struct, frozen=True, kw_only=True):
    """How many people are needed in each role, and the languages that the team must speak.

    `raised` is how many of the assistants are there only because minors are expected.
    """

    lead: int = 1
    assistant: int = 1
    languages: tuple[str, ...] = ()
    source: Source = Source()
    raised: int = 0

    def of(self, role: str) -> int:
        """How many in one role."""
        return self.lead if role == "lead" else self.assistant


def with_minors(need: Needed) -> Needed:
    """The same need, with as many assistants as an event with minors asks for at least."""
    lacking = max(0, LEAST_WITH_MINORS - need.lead - need.assistant)
    return structs.replace(need, assistant=need.assistant + lacking, raised=lacking)


def check(need: Needed) -> None:
    """Raise Invalid for numbers or languages that make no sense."""
    wrong = {
        role: _("De 0 a %(most)s personas.", most=MOST)
        for role in ("lead", "assistant")
        if not 0 <= need.of(role) <= MOST
    }
    if not wrong and need.lead + need.assistant == 0:
        wrong["lead"] = _("Hace falta al menos una persona.")
    if not set(need.languages) <= set(TONGUES):
        wrong["languages"] = _("Elegir de los idiomas que se ofrecen.")
    if wrong:
        raise Invalid(wrong)
