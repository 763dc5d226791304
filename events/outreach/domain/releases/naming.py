"""What the ages of a release are called, in their order."""

from collections.abc import Mapping

from events.outreach.domain.answered import Dimension
from events.outreach.domain.bands import Bands
from events.outreach.domain.code_names import Names
from events.planning.domain.age_atoms import ATOMS, UNKNOWN


def with_ages(names: Mapping[Dimension, Names], ages: Bands | None) -> dict[Dimension, Names]:
    """The names with those of a donor's bands, the youngest first; a band is its own name."""
    if ages is None:
        return dict(names)
    by_age = sorted(ages, key=lambda label: min(map(ATOMS.index, ages[label])))
    labels = {label: label for label in by_age if label != UNKNOWN}
    return {**names, "age_band": {**labels, UNKNOWN: names["age_band"][UNKNOWN]}}
