"""A donor's age bands, proved to be unions of the age atoms.

Every atom ends up under exactly one label, so that a donor's table always adds up to its total:
ages that the donor did not ask for go to OTHER, people of unknown age to UNKNOWN.
"""

from collections.abc import Mapping
from itertools import chain
from typing import Final

from events.planning.domain.age_atoms import ATOMS, SPANS, UNKNOWN, atom_of
from server.foundation.translation import gettext as _

OTHER: Final = "other"

Bands = dict[str, tuple[str, ...]]
Span = tuple[int, int | None]


class BandsRefused(ValueError):
    """Declared bands that cannot be counted; it says why in the reader's language."""


class SplitAtom(BandsRefused):
    """A band that begins or ends in the middle of an atom."""

    def __init__(self, band: str, atom: str) -> None:
        self.band = band
        self.atom = atom
        super().__init__(
            _(
                "El rango «%(band)s» parte las edades %(atom)s, que solo se cuentan juntas.",
                band=band,
                atom=atom,
            )
        )


class OverlappingBands(BandsRefused):
    """Two bands that claim the same atom."""

    def __init__(self, bands: tuple[str, str], atom: str) -> None:
        self.bands = bands
        self.atom = atom
        super().__init__(
            _(
                "Los rangos «%(one)s» y «%(other)s» tienen ambos las edades %(atom)s.",
                one=bands[0],
                other=bands[1],
                atom=atom,
            )
        )


def compile_bands(declared: Mapping[str, Span]) -> Bands:
    """Give each declared label its atoms, in order of age; then OTHER, if any is left, and UNKNOWN.

    A band names its first and last completed year, both included, and None for "and older".
    Raises SplitAtom, OverlappingBands, or BandsRefused for a reserved label or an upside-down band.
    """
    bands = {label: _atoms_within(label, span) for label, span in declared.items()}
    _refuse_overlaps(bands)
    covered = set(chain.from_iterable(bands.values()))
    rest = tuple(atom for atom in SPANS if atom not in covered)
    return {**bands, **({OTHER: rest} if rest else {}), UNKNOWN: (UNKNOWN,)}


def label_by_atom(bands: Bands) -> dict[str, str]:
    """The same bands, asked the other way round."""
    return {atom: label for label, atoms in bands.items() for atom in atoms}


def _atoms_within(label: str, span: Span) -> tuple[str, ...]:
    first, last = span
    if label in {OTHER, UNKNOWN}:
        raise BandsRefused(
            _("El nombre «%(label)s» es de las edades que ningún rango nombra.", label=label)
        )
    if first < 0 or (last is not None and last < first):
        raise BandsRefused(_("En el rango «%(label)s» no cabe nadie.", label=label))
    if SPANS[lowest := atom_of(first)][0] != first:
        raise SplitAtom(label, lowest)
    highest = ATOMS[-2] if last is None else atom_of(last)
    if SPANS[highest][1] != last:
        raise SplitAtom(label, highest)
    return ATOMS[ATOMS.index(lowest) : ATOMS.index(highest) + 1]


def _refuse_overlaps(bands: Bands) -> None:
    holder: dict[str, str] = {}
    for label, atoms in bands.items():
        for atom in atoms:
            if atom in holder:
                raise OverlappingBands((holder[atom], label), atom)
            holder[atom] = label
