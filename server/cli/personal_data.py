"""What is held about one person, for whoever has only the machine at hand."""

from pathlib import Path

import click

from events.planning.domain import codelists
from server import rooms
from server.accounts.domain.people_data import Person, erasing, exporting, finding
from server.accounts.domain.people_data.holding import Erasing
from server.accounts.domain.people_data.readable import Reader
from server.cli.installation import carry_out, say
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings


@click.group("personal-data")
def personal_data() -> None:
    """What is held about one person with an account."""


@personal_data.command("export")
@click.argument("email")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def export(email: str, file: Path) -> None:
    """Write everything about the account of EMAIL into FILE, a ZIP."""

    async def act(configured: Settings) -> bytes:
        person = await _of(email)
        names = {place.ine: place.name for place in await codelists.municipalities()}
        reader = Reader(configured.timezone, names)
        return await exporting.export(person.account, rooms.PERSONAL, reader, by=SYSTEM, at=now())

    content = carry_out(act)
    file.touch(mode=0o600)
    file.write_bytes(content)
    say(f"Written to {file}.")


@personal_data.command("erase")
@click.argument("email")
@click.option("--why", required=True, type=click.Choice(list(erasing.REASONS)), help="The reason.")
@click.option("--dry-run", is_flag=True, help="Only say what would become of what.")
@click.option("--yes", is_flag=True, help="Do not ask whether you are sure.")
def erase(email: str, why: str, *, dry_run: bool, yes: bool) -> None:
    """Erase the person of EMAIL for good: what stays are numbers of nobody."""

    async def look(_configured: Settings) -> list[erasing.Outcome]:
        return await erasing.preview(await _of(email), rooms.PERSONAL)

    async def act(configured: Settings) -> None:
        person = await _of(email)
        doing = Erasing(SYSTEM, now(), configured.data_dir)
        await erasing.erase(person.account, rooms.PERSONAL, why, doing=doing)

    if dry_run or not yes:
        say(*(_line(outcome) for outcome in carry_out(look)))
    if dry_run or not (yes or click.confirm("This cannot be undone. Erase?")):
        return
    carry_out(act)
    say("Erased. Backups that were made before still hold the data until they expire.")


async def _of(email: str) -> Person:
    sought = email.strip().lower()
    found = [it for it in await finding.matching(sought) if it.email == sought]
    if not found:
        raise click.ClickException("There is no account with this address.")
    return await finding.person(found[0].account, rooms.PERSONAL)


def _line(outcome: erasing.Outcome) -> str:
    stays = f" [stays: {outcome.why}]" if outcome.why else ""
    return f"{outcome.number:>6}  {outcome.what}{stays}"
