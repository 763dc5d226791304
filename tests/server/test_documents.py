"""The list of documents names each of them, and none that is not there."""

import re
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
LINK: Final = re.compile(r"\]\(([a-z0-9./-]+)\)")


def test_every_document_is_in_the_list() -> None:
    listed = set(LINK.findall((DOCS / "README.md").read_text()))
    there = {file.name for file in DOCS.iterdir()} - {"README.md"}
    assert listed == there


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{file.name}: {link}"
        for file in [*DOCS.glob("*.md"), *DOCS.glob("guides/*.md")]
        for link in LINK.findall(file.read_text())
        if not (file.parent / link).exists()
    ]
    assert broken == []
