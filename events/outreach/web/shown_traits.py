"""What crowds were like, all together, as the page shows it."""

from collections.abc import Sequence

from msgspec import Struct

from events.outreach.domain.beyond import trait_codes
from events.outreach.domain.beyond.trait_codes import Trait
from events.outreach.domain.beyond.trait_sums import (
    LanguageShare,
    Tallied,
    languages,
    sums,
)
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


class TraitShown(Struct, frozen=True, kw_only=True):
    """The answers to one question, as (name, number)."""

    label: str
    answers: list[tuple[str, str]]


class CrowdsShown(Struct, frozen=True, kw_only=True):
    """Nothing where nothing was counted."""

    traits: list[TraitShown]
    languages: list[str]


def shown(tallied: Sequence[Tallied]) -> CrowdsShown:
    """Sums that are not too small, and the languages of the events."""
    labels = trait_codes.traits()
    asked = [TraitShown(label=labels[trait], answers=_answers(tallied, trait)) for trait in labels]
    return CrowdsShown(
        traits=[trait for trait in asked if trait.answers],
        languages=[_language(share) for share in languages(tallied)],
    )


def _answers(tallied: Sequence[Tallied], trait: Trait) -> list[tuple[str, str]]:
    names = trait_codes.codes(trait)
    return [
        (
            names.get(each.code, each.code),
            _("muy pocas para mostrarse") if each.people is None else f"{each.people:,}",
        )
        for each in sums(tallied, trait)
    ]


def _language(share: LanguageShare) -> str:
    return ngettext(
        "%(language)s: en %(n)s de %(of)s actividades (%(percent)s %%)",
        "%(language)s: en %(n)s de %(of)s actividades (%(percent)s %%)",
        share.events,
        language=trait_codes.codes("language").get(share.code, share.code),
        of=share.of,
        percent=share.percent,
    )
