"""The tests of the last released code, run with that code on a database of today's.

`python -m tests.bench.old_code [REVISION] [-- what pytest is told]`: whether a machine may go on
serving with the older version while another has migrated already, or go back to it after.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from server.foundation import embedded
from tests.conftest import FAST, make_template
from tests.support.released_code import EVERYTHING, checked_out, run_tests
from tests.support.released_schemas import LAST_RELEASED


def main() -> None:
    """Run all of it and leave with pytest's own answer."""
    mine, _, told = " ".join(sys.argv[1:]).partition("--")
    with tempfile.TemporaryDirectory(prefix="convoca-old-") as folder:
        place = Path(folder)
        place.chmod(0o711)
        with embedded.running(place / "postgres", options=FAST) as sockets:
            config = {"host": str(sockets), "user": "postgres", "database": "template"}
            asyncio.run(make_template(config))
            code = checked_out(mine.strip() or LAST_RELEASED, place / "code")
            raise SystemExit(run_tests(code, sockets, *(told.split() or EVERYTHING)).returncode)


if __name__ == "__main__":
    main()
