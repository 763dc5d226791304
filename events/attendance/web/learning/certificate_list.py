"""The list of a pass's certificates, made for any phone as the check-in's pages are."""

from collections.abc import Sequence

from litestar import Response
from msgspec import Struct

from events.attendance.domain.learning import certificate_sheet
from events.attendance.domain.learning.certificates import Course
from events.attendance.web.entrance import check_in_paper
from server.foundation.translation import current_language


class Entry(Struct, frozen=True):
    """A programme that was completed, and where its certificate is made."""

    href: str
    name: str
    about: str


def answer(earned: Sequence[Course], named: str) -> Response[bytes]:
    """The page of a pass, which its addresses call `named`."""
    spoken, other = current_language(), check_in_paper.other_language()
    page = check_in_paper.rendered(
        "certificates",
        language_url=f"{address(named)}?idioma={other}",
        courses=[
            Entry(
                f"{address(named)}/{course.id}?idioma={spoken}", course.public_name, about(course)
            )
            for course in earned
        ],
    )
    return check_in_paper.answer(page)


def address(named: str) -> str:
    """Where the list is."""
    return f"/p/{named}/diplomas"


def about(course: Course) -> str:
    """Where, when and how long."""
    parts = (course.municipality_name, certificate_sheet.extent(course))
    return f"{', '.join(parts)}, {certificate_sheet.dates(course)}"
