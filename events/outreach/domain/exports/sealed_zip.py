"""Files in a ZIP, with the SHA-256 of each."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

SUMS: Final = "SHA256SUMS"


def zip_of(files: Mapping[str, bytes], *, made_at: datetime) -> bytes:
    """The files in their order, and SHA256SUMS as `sha256sum --check` reads it."""
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        for name, content in {**files, SUMS: sums.encode()}.items():
            entry = ZipInfo(name, date_time=made_at.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return kept.getvalue()
