"""What PostgreSQL itself does with the same insert: `pgbench` on the same server."""

import re
import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID

from server.foundation.embedded import programs

CONNECTIONS = 64
INSERT = """
INSERT INTO check_in (id, event, source, at, received_at, pseudonym, sex, age_band, audience)
VALUES (gen_random_uuid(), '{event}', 'self', now(), now(),
    decode(md5(gen_random_uuid()::text) || md5(gen_random_uuid()::text), 'hex'),
    'female', '13-14', 'adolescents');
"""


def inserts_per_second(
    config: dict[str, Any], event: UUID, folder: Path, *, clients: int, seconds: int
) -> float:
    """Durable single inserts of a check-in per second, prepared, by so many clients.

    As many connections as PostgreSQL takes from everybody together: the others would wait anyway.
    """
    script = folder / "insert.sql"
    script.write_text(INSERT.format(event=event))
    command = [
        *(str(programs() / "pgbench"), "-n", "-M", "prepared"),
        *("-h", config["host"], "-U", config["user"]),
        *("-c", str(min(clients, CONNECTIONS)), "-j", "1", "-T", str(seconds), "-f", str(script)),
        config["database"],
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"tps = ([0-9.]+)", told)
    assert found is not None, told
    return float(found[1])
