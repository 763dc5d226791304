"""The report that people read."""

import pypdfium2
from msgspec.structs import replace

from events.outreach.domain.exports.report import Line, Report, Table
from events.outreach.domain.exports.report_pdf import pdf_of
from tests.support.reports import internal, released

MARK = "USO INTERNO, NO PUBLICAR"


def pages(report: Report) -> list[str]:
    document = pypdfium2.PdfDocument(pdf_of(report))
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_it_is_tagged_and_has_a_title_and_a_language() -> None:
    written = pdf_of(released())
    document = pypdfium2.PdfDocument(written)
    assert document.get_metadata_value("Title") == "Crecer en paz, tercer trimestre"
    assert (b"/MarkInfo" in written, b"/Lang" in written) == (True, True)
    assert b"pdfuaid" in written


def test_it_has_a_cover_then_targets_then_figures_with_method_caveats_and_receipts() -> None:
    cover, targets, *others = pages(released())
    figures = " ".join(others)
    assert "INFORME DE ALCANCE Crecer en paz, tercer trimestre" in cover
    assert "Publicado para el donante Página 1 / 4" in cover
    assert "Indicadores y metas" in targets
    for words in ("Las cifras", "Cómo se contó", "Cómo leer estas cifras", "Constancias"):
        assert words in figures
    # Where a line may be broken there is a mark that nobody sees.
    assert "/recibo/019aa0a0-0000-7000-8000-000000000001" in figures.replace("\u200b", "")


def test_every_page_of_an_internal_one_says_so_and_none_of_a_released_one() -> None:
    assert [MARK in page for page in pages(internal())] == [True] * 4
    assert [MARK in page for page in pages(released())] == [False] * 4


def test_an_internal_one_has_what_was_reported_of_closed_periods() -> None:
    assert "2026-01-01 – 2026-06-30 2026-07-15 2,411 2,398 2" in " ".join(pages(internal()))


def test_a_long_table_goes_on_over_pages_with_its_header() -> None:
    lines = tuple(Line(codes=(f"k{n}",), names=(f"Tipo {n}",), contacts=n + 5) for n in range(120))
    report = released()
    table = Table(dimensions=("kind",), title="Por tipo de actividad", lines=lines)
    found = pages(replace(report, tables=(report.tables[0], table)))
    holding = [page for page in found if "Tipo " in page]
    assert (len(holding) > 2, {"Por tipo de actividad Contactos" in page for page in holding}) == (
        True,
        {True},
    )


def test_where_unique_people_are_not_told_it_shows_contacts_alone() -> None:
    lines = tuple(
        Line(codes=("0108", sex), names=("Mixco", name), contacts=contacts)
        for sex, name, contacts in (("female", "Mujeres", 87), ("male", "Hombres", None))
    )
    places = (Line(codes=("0108",), names=("Mixco",), contacts=1471),)
    report = released()
    both = Table(dimensions=("municipality", "sex"), title="Por municipio y sexo", lines=lines)
    alone = Table(dimensions=("municipality",), title="Por municipio", lines=places)
    found = pages(replace(report, tables=(report.tables[0], alone, both)))[2]
    assert "Nombre Contactos Mixco 1,471 Total 1,480" in found
    assert "Sexo Mixco Mujeres 87 Hombres — Contactos. —: reservado. 0: nadie." in found


def test_words_of_people_are_never_markup() -> None:
    odd = "#panic(1) $x$ *a* <b> @c"
    report = released()
    work = replace(report.work, name=odd, donor=odd)
    assert odd in pages(replace(report, work=work, title=odd))[0]
