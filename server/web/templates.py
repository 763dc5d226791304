"""The template engine, with what every template may call."""

import re
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from litestar.plugins.jinja import JinjaTemplateEngine
from markupsafe import Markup

from server.foundation.translation import gettext, ngettext
from server.web.assets import asset

FOLDER: Final = Path(__file__).parents[2] / "templates"
HOURS: Final = re.compile(r"(\d\d:\d\d–\d\d:\d\d)")
TOGETHER: Final = Markup('<span class="nowrap">{}</span>')


def environment() -> Environment:
    """Jinja as we use it: escaping, strict about names, and translated."""
    jinja = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.globals.update({"_": gettext, "gettext": gettext, "ngettext": ngettext, "asset": asset})
    jinja.filters["hours_together"] = hours_together
    return jinja


def hours_together(text: str) -> Markup:
    """The text with its hours, such as «09:00–12:00», kept on one line."""
    parts = HOURS.split(text)
    return Markup("").join(TOGETHER.format(it) if HOURS.fullmatch(it) else it for it in parts)


def engine() -> JinjaTemplateEngine:
    """The engine that Litestar renders with."""
    return JinjaTemplateEngine.from_environment(environment())
