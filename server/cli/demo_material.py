"""What the demonstration organisation is made of; every person and place in it is invented."""

from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct


class Spot(Struct, frozen=True, kw_only=True):
    """A place where events can be; its type says which events."""

    name: str
    type: str
    address: str
    capacity: int
    step_free: bool
    latitude: float
    longitude: float
    confidential: bool = False


class Town(Struct, frozen=True, kw_only=True):
    """A municipality: its share of the events, how many helpers it has and what they speak."""

    ine: str
    share: int
    helpers: int
    languages: tuple[tuple[str, ...], ...]
    network: str
    spots: tuple[Spot, ...]


class Learning(Struct, frozen=True, kw_only=True):
    """What a helper leads and assists in, by strand of topics."""

    leads: tuple[str, ...]
    assists: tuple[str, ...]


class Session(Struct, frozen=True, kw_only=True):
    """Something that is held again and again; without public words its title may be shown."""

    title: str
    public: str = ""
    topics: tuple[str, ...] = ()


class Format(Struct, frozen=True, kw_only=True):
    """A way of doing things: how often, for whom, where, when, and how many come.

    `slots` are such as "sat 09:00"; `came` and `tallied` are the least and most people with a line
    of their own and without; the session at place n is held the n-th time, and round again.
    """

    kind: str
    times: int
    audiences: tuple[str, ...]
    places: tuple[str, ...]
    slots: tuple[str, ...]
    minutes: int
    assistants: int
    came: tuple[int, int]
    tallied: tuple[int, int]
    sessions: tuple[Session, ...]
    modality: str = "in_person"
    project: str = "growing-in-peace"


class Public(Struct, frozen=True, kw_only=True):
    """Who an audience is: how many of them a municipality knows, how they are spread."""

    pool: int
    female: float
    ages: dict[str, int]


class Material(Struct, frozen=True, kw_only=True):
    """Everything that chance draws from."""

    names: tuple[str, ...]
    towns: tuple[Town, ...]
    strands: dict[str, tuple[str, ...]]
    paths: tuple[Learning, ...]
    decline_reasons: tuple[str, ...]
    holidays: frozenset[str]
    formats: tuple[Format, ...]
    publics: dict[str, Public]


MATERIAL: Final = msgspec.json.decode(
    Path(__file__).with_name("demonstration.json").read_bytes(), type=Material
)
