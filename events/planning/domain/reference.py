"""The codelists that the product ships with; what an administrator adds stays untouched."""

from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec

from events.planning.tables import Project, UniquenessPeriod
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.identity import new_id

SHIPPED: Final = Path(__file__).with_name("reference.json")
ROWS: Final = "FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS shipped (row, position)"
INSERTS: Final = {
    "municipalities": f"""INSERT INTO municipality
            (ine, name, department, population, latitude, longitude)
        SELECT row->>'ine', row->>'name', row->>'department', (row->>'population')::int,
            (row->>'latitude')::float, (row->>'longitude')::float
        {ROWS} ON CONFLICT (ine) DO UPDATE
            SET latitude = EXCLUDED.latitude, longitude = EXCLUDED.longitude
            WHERE municipality.latitude IS NULL""",
    "travel_times": f"""INSERT INTO travel_time (id, nearer, farther, minutes)
        SELECT gen_random_uuid(), row->>'nearer', row->>'farther', (row->>'minutes')::int
        {ROWS} ON CONFLICT DO NOTHING""",
    "kinds": f"""INSERT INTO kind (slug, name_es, name_en, internal, icon, colour, fields, position)
        SELECT row->>'slug', row->>'name_es', row->>'name_en', (row->>'internal')::bool,
            row->>'icon', row->>'colour', row->'fields', position
        {ROWS} ON CONFLICT (slug) DO UPDATE
            SET colour = EXCLUDED.colour, fields = EXCLUDED.fields
            WHERE kind.colour = 'neutral' AND kind.fields = '[]'""",
    "topics": f"""INSERT INTO topic (slug, name_es, name_en, sensitivity, list, parent, position)
        SELECT row->>'slug', row->>'name_es', row->>'name_en', row->>'sensitivity', row->>'list',
            row->>'parent', position
        {ROWS} ON CONFLICT DO NOTHING""",
    "audiences": f"""INSERT INTO audience (slug, name_es, name_en, minors, sector, position)
        SELECT row->>'slug', row->>'name_es', row->>'name_en', (row->>'minors')::bool,
            row->>'sector', position
        {ROWS} ON CONFLICT DO NOTHING""",
}
PERIOD: Final = (
    "SELECT id FROM uniqueness_period WHERE project = $1 AND $2 BETWEEN starts_on AND ends_on"
    " ORDER BY starts_on DESC"
)
FREE: Final = """
    SELECT
        greatest(date_trunc('year', $2::date)::date,
            max(ends_on + 1) FILTER (WHERE ends_on < $2)) AS starts_on,
        least((date_trunc('year', $2::date) + interval '1 year - 1 day')::date,
            min(starts_on - 1) FILTER (WHERE starts_on > $2)) AS ends_on
    FROM uniqueness_period WHERE project = $1
"""


async def ship() -> None:
    """Add whatever of the shipped codelists is missing, and the general project."""
    shipped = msgspec.json.decode(SHIPPED.read_bytes(), type=dict[str, msgspec.Raw])
    async with transaction():
        await only_one_at_a_time("reference data")
        for section, insert in INSERTS.items():
            await execute(insert, bytes(shipped[section]).decode())
        general = Project(id=new_id(), slug="general", name="General", donor="")
        await Project.insert(general).on_conflict(action="DO NOTHING")


async def period_of(project: UUID, day: date) -> UUID:
    """The uniqueness period of a project that holds this day.

    Where none is set, it is made of what the others leave free of the calendar year.
    """
    found = await fetch(PERIOD, project, day)
    if not found:
        free = (await fetch(FREE, project, day))[0]
        rest = UniquenessPeriod(id=new_id(), project=project, **dict(free))
        await UniquenessPeriod.insert(rest).on_conflict(action="DO NOTHING")
        found = await fetch(PERIOD, project, day)
    return UUID(str(found[0]["id"]))
