"""What quick add understood, piece by piece, as its page says it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from msgspec import Struct

from events.planning.domain import codelists, venues, when
from events.planning.domain.quick_add import Understood
from events.planning.domain.quick_add_line import Piece
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

EXAMPLES: Final = (
    "cineforo en Mixco sábado 9:00–11:00, 40 personas",
    "taller de redes sociales para adolescentes, Mixco, 14 de marzo de 9 a 11:30",
    "reunión virtual mañana 3pm 1 hora https://meet.example/equipo",
    "todos los martes 2 a 4 de la tarde, lúdica «Todos a jugar», Villa Nueva, 30 niños",
)
MINUTE: Final = 60


class Row(Struct, frozen=True, kw_only=True):
    """A part of the event: what it is, which words say so, and what they were taken for."""

    label: str
    icon: str
    words: str
    meaning: str
    guessed: bool


async def names(actor: Actor) -> Mapping[str, str]:
    """What the codes of a line are called in the reader's language."""
    places = await codelists.coordinated_by(actor)
    sites = await venues.places({place.ine for place in places})
    return {
        **{place.ine: place.name for place in places},
        **{str(site.id): site.name for site in sites},
        **{f"kind:{it.slug}": it.name for it in await codelists.kinds()},
        **{f"audience:{it.slug}": it.name for it in await codelists.audiences()},
        **{f"topic:{it.slug}": it.name for it in await codelists.topics()},
        **{f"project:{it.slug}": it.name for it in await codelists.projects()},
    }


def rows(told: Understood, called: Mapping[str, str], zone: str) -> list[Row]:
    """The parts of the event that a line tells of, in the order of its form."""
    meanings = _meanings(told, called, zone)
    icons = {
        "title": "pencil", "kind": "calendar", "day": "calendar", "hours": "clock",
        "municipality": "map-pin", "venue": "home", "modality": "video", "meeting_url": "video",
        "capacity": "users", "audience": "users", "topic": "list", "project": "target",
    }  # fmt: skip
    return [
        Row(
            label=_label(what), icon=icons[what], meaning=meaning,
            words=_quoted(pieces), guessed=any(piece.guessed for piece in pieces),
        )
        for what, meaning in meanings.items()
        if meaning and (pieces := _pieces(told, what)) is not None
    ]  # fmt: skip


def warnings(told: Understood, zone: str) -> list[str]:
    """A sentence for everything that does not agree or is missing."""
    said = {piece.what: piece.words for piece in told.pieces}
    day = when.day(told.starts_at, zone) if told.starts_at else ""
    sentences = {
        "weekday": _(
            "La fecha es %(day)s: no es el día de la semana que dice «%(words)s».",
            day=day, words=said.get("weekday") or said.get("day", ""),
        ),
        "past": _("Esa fecha ya pasó: %(day)s.", day=day),
        "unreal_day": _("Esa fecha no existe en el calendario."),
        "other_place": _("«%(venue)s» está en otro municipio.", venue=said.get("venue", "")),
        "which_venue": _("Varios lugares se llaman así: falta decir el municipio."),
        "insecure_address": _("La dirección de la reunión debe empezar con https://"),
        "no_address": _("Falta la dirección de la reunión: https://…"),
        "no_day": _("Falta el día: por ejemplo «sábado», «14 de marzo» o «mañana»."),
        "no_municipality": _("Falta el municipio."),
        "no_kind": _("Falta el tipo de actividad: por ejemplo «taller» o «cineforo»."),
    }  # fmt: skip
    return [sentences[code] for code in told.warnings]


def form_fields(told: Understood) -> list[tuple[str, str]]:
    """What the whole form begins with, as event_prefill names it."""
    fields: list[tuple[str, str]] = [
        ("titulo", told.title), ("tipo", told.kind), ("municipio", told.municipality),
        ("lugar", told.venue), ("modalidad", told.modality), ("reunion", told.meeting_url),
        ("cupo", str(told.capacity or "")), ("proyecto", told.project),
        *(("publico", code) for code in told.audiences), *(("tema", code) for code in told.topics),
        *_moments(told.starts_at, told.ends_at),
    ]  # fmt: skip
    return [(name, value) for name, value in fields if value]


def _moments(starts_at: datetime | None, ends_at: datetime | None) -> list[tuple[str, str]]:
    if starts_at is None or ends_at is None:
        return []
    last = ends_at.date().isoformat() if ends_at.date() != starts_at.date() else ""
    return [
        ("dia", starts_at.date().isoformat()), ("hora", f"{starts_at:%H:%M}"),
        ("hasta", f"{ends_at:%H:%M}"), ("ultimo_dia", last),
    ]  # fmt: skip


def _meanings(told: Understood, called: Mapping[str, str], zone: str) -> dict[str, str]:
    modalities = {"in_person": "", "virtual": _("Virtual"), "blended": _("Mixta")}
    people = told.capacity
    return {
        "title": told.title,
        "kind": called.get(f"kind:{told.kind}", ""),
        "day": when.day(told.starts_at, zone) if told.starts_at else "",
        "hours": _hours(told, zone),
        "municipality": called.get(told.municipality, ""),
        "venue": called.get(told.venue, ""),
        "modality": modalities[told.modality],
        "meeting_url": told.meeting_url,
        "capacity": ngettext("%(n)s persona", "%(n)s personas", people) if people else "",
        "audience": ", ".join(called.get(f"audience:{code}", code) for code in told.audiences),
        "topic": ", ".join(called.get(f"topic:{code}", code) for code in told.topics),
        "project": called.get(f"project:{told.project}", ""),
    }


def _hours(told: Understood, zone: str) -> str:
    if told.starts_at is None or told.ends_at is None:
        return ""
    span = when.hours(told.starts_at, told.ends_at, zone)
    minutes = round((told.ends_at - told.starts_at).total_seconds() / MINUTE)
    hours, rest = divmod(minutes, MINUTE)
    length = " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest else [])])
    return f"{span} ({length})"


def _pieces(told: Understood, what: str) -> list[Piece]:
    spoken = {"hours": ("hours", "length"), "day": ("day", "weekday")}.get(what, (what,))
    pieces = [piece for piece in told.pieces if piece.what in spoken]
    return sorted(pieces, key=lambda piece: piece.start)


def _quoted(pieces: list[Piece]) -> str:
    in_order = [piece for piece in pieces if piece.words]
    return ", ".join(f"«{piece.words.strip('«»')}»" for piece in in_order)


def _label(what: str) -> str:
    return {
        "title": _("Título"), "kind": _("Tipo de actividad"), "day": _("Fecha"),
        "hours": _("Hora"), "municipality": _("Municipio"), "venue": _("Lugar"),
        "modality": _("Modalidad"), "meeting_url": _("Dirección de la reunión"),
        "capacity": _("Cupo"), "audience": _("Público"), "topic": _("Temas"),
        "project": _("Proyecto"),
    }[what]  # fmt: skip
