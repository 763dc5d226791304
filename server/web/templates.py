"""The template engine, with what every template may call."""

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from litestar.plugins.jinja import JinjaTemplateEngine

from server.foundation.translation import gettext, ngettext
from server.web.assets import asset

FOLDER: Final = Path(__file__).parents[2] / "templates"


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
    return jinja


def engine() -> JinjaTemplateEngine:
    """The engine that Litestar renders with."""
    return JinjaTemplateEngine.from_environment(environment())
