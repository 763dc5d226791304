"""The register of an event is complete, and programs want to hear of it."""

from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.notices.program_event import write
from notifications.domain.notices.programs import hears

# It may be opened and closed again.
OWED: Final = hears(
    "register.closed", at="e.changed_at",
    again="e.id, (extract(epoch FROM e.changed_at) * 1000000)::bigint",
    of="JOIN event e ON e.status = 'closed'",
)  # fmt: skip

program_register: Final = Kind(
    name="program_register", owed=OWED, write=write, to="webhook", until_start=False
)  # fmt: skip
