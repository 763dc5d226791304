"""What the check-in page costs a phone: bytes, requests, scripts."""

import gzip
import re
from typing import Final

import httpx

from tests.bench.table import Row

# What makes a browser ask for something more; data: addresses do not.
FETCHED: Final = re.compile(
    r"""<(?:script|img|iframe|source|object|embed)\b[^>]*\b(?:src|data)=["']?+(?!data:)"""
    r"""|<link\b(?=[^>]*\brel=["']?(?:stylesheet|icon|preload|manifest))[^>]*href=["']?+(?!data:)"""
    r"""|url\(["']?+(?!data:)|@import""",
    re.IGNORECASE,
)


def measured(address: str, code: str) -> list[Row]:
    """Fetch the page once as a phone does."""
    answer = httpx.get(f"{address}/c/{code}", headers={"Accept-Encoding": "identity"})
    answer.raise_for_status()
    head = b"".join(name + b": " + value + b"\r\n" for name, value in answer.headers.raw)
    body = gzip.compress(answer.content, 9)
    sent = len(b"HTTP/1.1 200 OK\r\n") + len(head) + len(b"\r\n") + len(body)
    scripts = len(re.findall(r"<script|\bon[a-z]+=|javascript:", answer.text, re.IGNORECASE))
    requests = 1 + len(FETCHED.findall(answer.text))
    plain = f"{len(answer.content) / 1024:.1f} KB plain"
    cookies = len(answer.headers.get_list("set-cookie"))
    return [
        Row("check-in page, headers and gzip -9", f"{sent / 1024:.1f} KB", plain, aim="≤ 14 KB"),
        Row("check-in page, headers alone", f"{len(head)} B", f"{cookies} cookies"),
        Row("check-in page, requests", str(requests), aim="1"),
        Row("check-in page, scripts", str(scripts), aim="0"),
    ]
