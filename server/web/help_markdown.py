"""A guide's Markdown as a page shows it: sections that can be pointed at, pictures, no raw HTML."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

PICTURE: Final = re.compile(r"pictures/([a-z0-9-]+-(390|1280)\.webp)")
GUIDE: Final = re.compile(r"([a-z-]+)\.md(#[a-z0-9-]+)?")


class Section(Struct, frozen=True):
    """A task of a guide."""

    anchor: str
    title: str


class Written(Struct, frozen=True):
    """A guide as it is shown; what stands before its first section is its lead."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    html: str


def written(text: str, size_of: Callable[[str], tuple[int, int]]) -> Written:
    """The parts of a guide, whose first line is its title; `size_of` knows each picture's size."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    headings = [number for number, token in enumerate(tokens) if token.type == "heading_open"]
    sections = [_marked(tokens, number) for number in headings if tokens[number].tag == "h2"]
    first = headings[1] if len(headings) > 1 else len(tokens)
    for token in tokens:
        _lead_on(token, size_of)
    return Written(
        title=tokens[headings[0] + 1].content,
        lead=parser.renderer.render(tokens[headings[0] + 3 : first], parser.options, {}),
        sections=tuple(sections),
        html=parser.renderer.render(tokens[first:], parser.options, {}),
    )


def anchor(title: str) -> str:
    """A heading as it stands in an address, without accents."""
    plain = unicodedata.normalize("NFD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _marked(tokens: Sequence[Token], number: int) -> Section:
    title = tokens[number + 1].content
    tokens[number].attrSet("id", anchor(title))
    return Section(anchor(title), title)


def _lead_on(token: Token, size_of: Callable[[str], tuple[int, int]]) -> None:
    """Let links and pictures lead where the application has them."""
    if token.type == "table_open":
        token.attrSet("class", "table")
    for inner in token.children or ():
        if inner.type == "image":
            _show(inner, size_of)
        elif inner.type == "link_open":
            found = GUIDE.fullmatch(str(inner.attrGet("href")))
            if found:
                inner.attrSet("href", f"/ayuda/{found[1]}{found[2] or ''}")
    if token.children:
        token.children = [part for inner in token.children for part in _opening(inner)]


def _opening(inner: Token) -> Sequence[Token]:
    """A picture of a wide screen says nothing on a phone until it is opened by itself."""
    if inner.type != "image" or inner.attrGet("class") != "guide-1280":
        return (inner,)
    link = Token("link_open", "a", 1, attrs={"href": str(inner.attrGet("src"))})
    return link, inner, Token("link_close", "a", -1)


def _show(image: Token, size_of: Callable[[str], tuple[int, int]]) -> None:
    found = PICTURE.fullmatch(str(image.attrGet("src")))
    if found is None:
        raise ValueError(f"a guide shows {image.attrGet('src')}, which is no picture of ours")
    across, down = size_of(found[1])
    shown: dict[str, str | float] = {
        "src": f"/ayuda/imagenes/{found[1]}",
        "width": across,
        "height": down,
        "class": f"guide-{found[2]}",
        "loading": "lazy",
    }
    for name, value in shown.items():
        image.attrSet(name, value)
