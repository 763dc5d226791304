"""Texts of an IATI file, each in its language."""

import re
from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from server.foundation.translation import LANGUAGES, SOURCE, speaking

LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML 1.0 has no way to write, not even as a reference.
UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def narrated(parent: Element, text: str, language: str = SOURCE) -> None:
    """Add a narrative; an empty one is left out."""
    if text:
        narrative = SubElement(parent, "narrative", {LANG: language})
        narrative.text = UNWRITABLE.sub("", text)


def in_every_language(parent: Element, say: Callable[[], str]) -> None:
    """Add what is said in each language."""
    for language in LANGUAGES:
        with speaking(language):
            narrated(parent, say(), language)
