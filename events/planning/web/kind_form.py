"""The form in which a kind of activity is written down."""

from typing import Final

from events.planning.domain.codelists import Field
from events.planning.domain.kind_looks import COLOURS, ICONS
from events.planning.domain.kind_writing import MOST_FIELDS, KindWritten
from events.planning.domain.kinds import Kept
from server.foundation.translation import gettext as _
from server.web.forms import Form

EMPTY: Final = 2


def blank() -> Form:
    """The form of a kind that is not yet."""
    return Form({"icon": [ICONS[0]], "colour": [COLOURS[0]]})


def filled(kind: Kept) -> Form:
    """The form as it stands for a kind that exists."""
    values = {
        "name_es": [kind.name_es],
        "name_en": [kind.name_en],
        "icon": [kind.icon],
        "colour": [kind.colour],
        "internal": ["on"] if kind.internal else [],
    }
    for n, field in enumerate(kind.fields, 1):
        values[f"field_{n}_name"] = [field.name]
        values[f"field_{n}_es"] = [field.label_es]
        values[f"field_{n}_en"] = [field.label_en]
        values[f"field_{n}_choices"] = ["\n".join(field.choices)]
        values[f"field_{n}_public"] = ["on"] if field.public else []
    return Form(values)


def written(form: Form) -> KindWritten:
    """What the form says; raises Invalid with a sentence for every field that cannot be read."""
    kind = KindWritten(
        name_es=form.text("name_es", most=80),
        name_en=form.text("name_en", most=80, required=False),
        icon=form.choice("icon", ICONS),
        colour=form.choice("colour", COLOURS),
        internal=form.ticked("internal"),
        fields=tuple(field for n in range(1, MOST_FIELDS + 1) if (field := _field(form, n))),
    )
    form.check()
    return kind


def rows(form: Form) -> list[int]:
    """The questions that the form has room for: those written and some more."""
    used = [n for n in range(1, MOST_FIELDS + 1) if form.value(f"field_{n}_es")]
    return list(range(1, min(max(used, default=0) + EMPTY, MOST_FIELDS) + 1))


def icons() -> list[tuple[str, str, None, str]]:
    """The icons to choose from, as (value, label, nothing, icon)."""
    return [(icon, _icon_names().get(icon, icon), None, icon) for icon in ICONS]


def colours() -> list[tuple[str, str]]:
    """The colours to choose from."""
    names = {
        "neutral": _("Neutro"), "green": _("Verde"), "blue": _("Azul"), "violet": _("Violeta"),
        "red": _("Rojo"), "amber": _("Ámbar"),
    }  # fmt: skip
    return [(colour, names[colour]) for colour in COLOURS]


def _field(form: Form, n: int) -> Field | None:
    label = form.text(f"field_{n}_es", most=80, required=False)
    if not label:
        return None
    return Field(
        name=form.text(f"field_{n}_name", most=40, required=False),
        label_es=label,
        label_en=form.text(f"field_{n}_en", most=80, required=False),
        choices=tuple(form.paragraphs(f"field_{n}_choices", required=False).split("\n")),
        public=form.ticked(f"field_{n}_public"),
    )


def _icon_names() -> dict[str, str]:
    return {
        "workshop": _("Cuaderno"), "forum": _("Diálogo"), "film-forum": _("Claqueta"),
        "theatre": _("Máscaras"), "play": _("Piezas"), "talk": _("Micrófono"),
        "training": _("Birrete"), "meeting": _("Apretón de manos"), "campaign": _("Megáfono"),
        "vigil": _("Llama"), "briefing": _("Pantalla"), "delegation": _("Edificio"),
        "street-outreach": _("Huellas"), "sport-arts": _("Pelota"), "internal": _("Taza"),
        "calendar": _("Calendario"), "book": _("Libro"), "bus": _("Bus"),
        "computer": _("Laptop"), "food": _("Comida"), "games": _("Dados"),
        "garden": _("Planta"), "health": _("Salud"), "heart": _("Corazón"), "home": _("Casa"),
        "music": _("Música"), "paint": _("Paleta"), "radio": _("Radio"), "scale": _("Balanza"),
        "star": _("Estrella"), "users": _("Personas"), "video": _("Cámara"), "walk": _("Camino"),
    }  # fmt: skip
