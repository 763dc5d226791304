"""A notice as a telephone shows it."""

from msgspec import Struct


class ShortText(Struct, frozen=True, kw_only=True):
    """The words, and the template that the provider approved them as, with what fills it in."""

    text: str
    template: str
    parameters: tuple[str, ...]
