"""Reading what was released."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import msgspec

from events.outreach.domain.releases.released import Released
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

RELEASES: Final = """
    SELECT r.id, p.slug AS project, p.name AS project_name, r.title, r.readers,
        r.starts_on AS first, r.ends_on AS last, r.small, r.rule, r.asked, r.shown, r.made_at,
        r.withdrawn_at, r.withdrawn_why
    FROM release r LEFT JOIN project p ON p.id = r.project
"""


async def released(
    *, readers: str | None = None, project: str | None = None, withdrawn: bool = False
) -> list[Released]:
    """What was released, the latest first: to `readers` (`public`, `donor`), of one project.

    With None to all of them and of all projects; what was withdrawn only when asked for.
    """
    rows = await fetch(
        f"{RELEASES} WHERE ($1::text IS NULL OR r.readers = $1)"
        " AND ($2::text IS NULL OR p.slug = $2) AND ($3 OR r.withdrawn_at IS NULL)"
        " ORDER BY r.made_at DESC, r.id DESC",
        readers, project, withdrawn,
    )  # fmt: skip
    return [_read(row) for row in rows]


async def release(release_id: UUID) -> Released:
    """One release, withdrawn or not; raises NotFound."""
    rows = await fetch(f"{RELEASES} WHERE r.id = $1", release_id)
    if not rows:
        raise NotFound(_("Esta publicación no existe."))
    return _read(rows[0])


def _read(row: Mapping[str, Any]) -> Released:
    asked, shown = msgspec.json.decode(row["asked"]), msgspec.json.decode(row["shown"])
    found = {**row, **shown, "ages": asked.get("ages")}
    return msgspec.convert(found, Released)
