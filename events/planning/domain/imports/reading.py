"""Reading a file of any of the formats that agendas come in."""

from events.planning.domain.imports.csv_file import read_csv
from events.planning.domain.imports.ics_file import read_ics
from events.planning.domain.imports.rows import Sheet, unreadable
from events.planning.domain.imports.xlsx_file import read_xlsx
from server.foundation.translation import gettext as _

MOST_BYTES = 10 * 1024 * 1024


def read(content: bytes, house: str) -> Sheet:
    """The rows of the file, whatever it is called; raises Invalid for one that is none of ours."""
    if len(content) > MOST_BYTES:
        raise unreadable(_("El archivo pesa más de %(n)s MB: dividirlo.", n=MOST_BYTES >> 20))
    if not content.strip():
        raise unreadable(_("El archivo está vacío."))
    if content.startswith(b"PK"):
        return read_xlsx(content)
    if content.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise unreadable(_("Ese formato no se puede leer. Guardarlo como .xlsx, .csv o .ics."))
    if b"BEGIN:V" in content[:65536].upper():
        return read_ics(content, house)
    return read_csv(content)
