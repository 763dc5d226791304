"""Looking at the machine: its folders, its disk, and the way out to others."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import httpx
from aiosmtplib import SMTP, SMTPException

from notifications.domain.office import Office
from notifications.domain.outbox.dispatch import channels_on
from server.cli.doctor_check import Finding, Ground, Question, fail, ok, warn
from server.foundation.signing import Signer

OTHERS: Final = 0o066  # may read or write
SCARCE, NONE_LEFT = 1_000_000_000, 100_000_000
PATIENCE: Final = 5.0


async def folder(ground: Ground) -> Finding:
    """Whether the data folder is its owner's alone, and the secret key in it too."""
    data = ground.settings.data_dir
    key = data / "secret-key"
    if not data.is_dir():
        return fail(f"{data} is not there.")
    if data.stat().st_mode & OTHERS:
        return fail(f"Others may look into {data}: chmod go-rw.")
    if not key.exists():
        return ok(f"{data} is its owner's alone; the secret key is in the environment.")
    if key.stat().st_mode & 0o077:
        return fail(f"Others may read {key}: chmod 600.")
    since = datetime.fromtimestamp(key.stat().st_mtime, UTC)
    return ok(f"{data} and its secret key (of {since:%Y-%m-%d}) are their owner's alone.")


async def disk(ground: Ground) -> Finding:
    """Whether there is room for data and backups."""
    places = [ground.settings.data_dir, *filter(None, [ground.settings.backup_dir])]
    free = {place: shutil.disk_usage(_there(place)).free for place in places}
    least = min(free, key=lambda place: free[place])
    says = f"{free[least] / 1e9:,.1f} GB are free for {least}"
    if free[least] < NONE_LEFT:
        return fail(f"Only {says}: soon nothing can be written.")
    return warn(f"Only {says}.") if free[least] < SCARCE else ok(f"{says}.")


def _there(place: Path) -> Path:
    return next(one for one in (place, *place.parents) if one.exists())


async def mail(ground: Ground) -> Finding:
    """Whether the mail server greets us; nothing is sent."""
    server = ground.settings.mail_server
    if server is None:
        return warn("No mail server is named (CONVOCA_SMTP_URL): mail only goes into a folder.")
    client = SMTP(
        hostname=server.host, port=server.port, use_tls=server.tls, start_tls=server.starttls,
        timeout=PATIENCE,
    )  # fmt: skip
    try:
        async with client:
            await client.ehlo()
            if server.user:
                await client.login(server.user, server.password or "")
    except (SMTPException, OSError, ValueError) as error:
        return fail(f"{server.host}:{server.port} does not take mail: {error}")
    return ok(f"{server.host}:{server.port} takes mail.")


async def channels(ground: Ground) -> Finding:
    """By which ways people can be told."""
    office = Office(ground.settings, Signer(ground.settings.secret_key))
    on = sorted(channels_on(office))
    return ok(f"On: {', '.join(on)}.") if on else warn("None is on.")


async def serving(ground: Ground) -> Finding:
    """Whether a server answers at the address that people use, and its clock ticks."""
    health = f"{ground.settings.base_url}/health/ready"
    try:
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            told = (await client.get(health)).json()
            database, scheduler = told["database"], told["scheduler"]
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return warn(f"No server answers at {ground.settings.base_url} (CONVOCA_BASE_URL).")
    if scheduler == "stale" or database != "ok":
        return fail(f"The server there says: database {database}, scheduler {scheduler}.")
    if scheduler == "off":
        return warn("The server there leaves the clock to others: see that one process has it on.")
    return ok("A server answers, and its clock ticks.")


async def address(ground: Ground) -> Finding:
    """Whether people reach us over HTTPS."""
    local = httpx.URL(ground.settings.base_url).host in {"localhost", "127.0.0.1", "::1"}
    if ground.settings.secure or local:
        return ok(f"People come to {ground.settings.base_url}.")
    return fail(f"{ground.settings.base_url} is not https: sign-in and links travel in the open.")


QUESTIONS: Final = (
    Question("address", address),
    Question("data folder", folder),
    Question("disk", disk),
    Question("mail", mail),
    Question("channels", channels),
    Question("server", serving),
)
