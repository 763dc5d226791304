"""Folders that only PostgreSQL's owner can open, and the system user that owns them for root."""

import os
import pwd
import re
import subprocess
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR
from typing import Final

SYSTEM_USER: Final = "pgserver"
# sun_path holds 104 bytes on macOS and 108 on Linux; a comma or a space would end the option that
# names the folder.
FITS_A_SOCKET: Final = re.compile(r"[A-Za-z0-9._/-]{1,85}")


class EmbeddedDatabaseError(Exception):
    """The private database cannot be had; the sentence says why."""


def system_user() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as a system user of its own."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _add_system_user()
    return SYSTEM_USER


def private(folder: Path, user: str | None) -> Path:
    """The folder, made if need be, for its owner's eyes only.

    Raises EmbeddedDatabaseError when somebody else put something in its place.
    """
    owner = pwd.getpwnam(user) if user else pwd.getpwuid(os.geteuid())
    folder.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    ours = S_ISDIR(found.st_mode) and found.st_uid in {os.geteuid(), owner.pw_uid}
    if not ours:
        raise EmbeddedDatabaseError(f"{folder} belongs to somebody else: remove it.")
    if found.st_uid != owner.pw_uid:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    folder.chmod(0o700)
    return folder


def socket_folder(data: Path, user: str | None) -> Path:
    """Where the server's socket goes: the data folder, or a private one if that does not fit."""
    if FITS_A_SOCKET.fullmatch(str(data)):
        return data
    name = f"convoca-{os.geteuid()}-{sha256(os.fsencode(data)).hexdigest()[:12]}"
    places = (Path(tempfile.gettempdir()) / name, Path("/tmp") / name)  # noqa: S108 (made private)
    return private(next(place for place in places if FITS_A_SOCKET.fullmatch(str(place))), user)


def let_through(folder: Path) -> None:
    """Let the system user pass through the folders above, but not look into them."""
    for place in (folder, *folder.parents):
        mode = place.stat().st_mode
        if not mode & 0o001:
            place.chmod(mode | 0o001)


def _add_system_user() -> None:
    command = ["useradd", "--system", "--user-group", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedDatabaseError(
            f"PostgreSQL does not run as root, and the user “{SYSTEM_USER}” could not be added: "
            "add it, or run Convoca as a user of its own."
        ) from error
