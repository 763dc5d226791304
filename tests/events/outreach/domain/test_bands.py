from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.bands import (
    OTHER,
    BandsRefused,
    OverlappingBands,
    SplitAtom,
    compile_bands,
    label_by_atom,
)
from events.outreach.domain.counted_lines import Tally
from events.outreach.domain.groupings import by_age_bands
from events.outreach.domain.totals import breakdown
from events.planning.domain.age_atoms import ATOMS, SPANS, UNKNOWN


def test_a_donor_gets_bands_made_of_whole_atoms() -> None:
    assert compile_bands({"0-12": (0, 12), "13-17": (13, 17), "18+": (18, None)}) == {
        "0-12": ("0-5", "6", "7-10", "11-12"),
        "13-17": ("13-14", "15-17"),
        "18+": ("18-19", "20-24", "25-34", "35-49", "50-59", "60+"),
        UNKNOWN: (UNKNOWN,),
    }


def test_ages_that_a_donor_did_not_name_are_kept_under_other() -> None:
    bands = compile_bands({"10-24": (11, 24)})
    assert bands[OTHER] == ("0-5", "6", "7-10", "25-34", "35-49", "50-59", "60+")
    assert list(bands) == ["10-24", OTHER, UNKNOWN]


@pytest.mark.parametrize(
    ("span", "atom"),
    [
        *(((0, 4), "0-5"), ((6, 8), "7-10"), ((16, 17), "15-17"), ((0, 16), "15-17")),
        *(((50, 64), "60+"), ((65, None), "60+"), ((8, 9), "7-10")),
    ],
)
def test_a_band_that_splits_an_atom_is_refused_by_name(
    span: tuple[int, int | None], atom: str
) -> None:
    with pytest.raises(SplitAtom) as refusal:
        compile_bands({"some": span})
    assert (refusal.value.band, refusal.value.atom) == ("some", atom)
    assert str(refusal.value) == (
        f"El rango «some» parte las edades {atom}, que solo se cuentan juntas."
    )


def test_two_bands_that_claim_the_same_ages_are_refused() -> None:
    with pytest.raises(OverlappingBands) as refusal:
        compile_bands({"young": (13, 19), "adult": (18, None)})
    assert (refusal.value.bands, refusal.value.atom) == (("young", "adult"), "18-19")


@pytest.mark.parametrize("declared", [{"x": (17, 13)}, {"x": (-1, 5)}, {OTHER: (0, 5)}])
def test_a_band_that_can_hold_nobody_or_takes_a_kept_label_is_refused(
    declared: dict[str, tuple[int, int | None]],
) -> None:
    with pytest.raises(BandsRefused):
        compile_bands(declared)


def test_unknown_cannot_be_declared_as_a_band() -> None:
    with pytest.raises(BandsRefused, match="de las edades que ningún rango nombra"):
        compile_bands({UNKNOWN: (0, None)})


def declared_from(starts: set[int]) -> dict[str, tuple[int, int | None]]:
    """Bands that begin with these atoms, each until the next."""
    atoms = list(SPANS)
    firsts = sorted(starts)
    lasts = [*(start - 1 for start in firsts[1:]), len(atoms) - 1]
    return {
        f"band {first}": (SPANS[atoms[first]][0], SPANS[atoms[last]][1])
        for first, last in zip(firsts, lasts, strict=True)
    }


def tally(age: str, count: int) -> Tally:
    """So many people of an age at an event."""
    return Tally(
        event=UUID(int=1), period=UUID(int=2), sex="unknown", age_band=age, audience="unknown",
        count=count,
    )  # fmt: skip


STARTS = st.sets(st.integers(0, len(SPANS) - 1), min_size=1)


@given(STARTS)
def test_every_atom_has_exactly_one_label(starts: set[int]) -> None:
    bands = compile_bands(declared_from(starts))
    assert sorted(atom for held in bands.values() for atom in held) == sorted(ATOMS)
    assert {atom: label for label, held in bands.items() for atom in held} == label_by_atom(bands)


@given(STARTS, st.sets(st.sampled_from(range(3))), st.lists(st.sampled_from(ATOMS), max_size=12))
def test_every_compiled_breakdown_adds_up_to_the_total(
    starts: set[int], left_out: set[int], ages: list[str]
) -> None:
    every = declared_from(starts)
    declared = {label: span for n, (label, span) in enumerate(every.items()) if n not in left_out}
    bands = compile_bands(declared)
    tallies = [tally(age, n + 1) for n, age in enumerate(ages)]
    broken = breakdown([], tallies, by=by_age_bands(label_by_atom(bands)))
    assert sum(cell.contacts for cell in broken.cells.values()) == broken.total.contacts
    assert set(broken.cells) <= set(bands)
    in_each = {
        label: sum(it.count for it in tallies if it.age_band in atoms)
        for label, atoms in bands.items()
    }
    assert {label: cell.contacts for label, cell in broken.cells.items()} == {
        label: people for label, people in in_each.items() if people
    }
