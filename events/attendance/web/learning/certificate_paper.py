"""Certificates as they are sent: a PDF without a name, and the address that proves it."""

from datetime import date
from typing import Final

from litestar import Response

from events.attendance.domain.learning import certificates
from events.attendance.domain.learning.certificates import Course
from server.foundation.signing import Signer

# The browser's own viewer shows the file: it needs to be let in, and nothing else does.
POLICY: Final = "default-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def proof(base_url: str, course: Course, issued: date, *, signer: Signer) -> str:
    """The address that says of which programme and day a certificate is."""
    return f"{base_url}/diploma/{certificates.token(course.id, issued, signer=signer)}"


def answer(made: bytes) -> Response[bytes]:
    """A file under a name that says nothing."""
    headers = {
        "Content-Disposition": 'inline; filename="diploma.pdf"',
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-store",
    }
    return Response(made, media_type="application/pdf", headers=headers)
