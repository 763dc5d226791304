"""The words events are described with."""

from piccolo.columns import JSONB, Boolean, Integer, Varchar
from piccolo.constraints import Check
from piccolo.table import Table


class Kind(Table):
    """A kind of activity; an internal one never reaches a public surface."""

    slug = Varchar(length=40, primary_key=True, default=None, null=False)
    name_es = Varchar(length=80, default=None, null=False)
    name_en = Varchar(length=80, default=None, null=False)
    internal = Boolean(default=False, null=False)
    icon = Varchar(length=40, default="calendar", null=False)
    colour = Varchar(length=10, default="neutral", null=False)
    fields = JSONB(default="[]", null=False)
    retired = Boolean(default=False, null=False)
    position = Integer(default=0, null=False)


class Topic(Table):
    """What an event is about, and how discreetly it must be spoken of."""

    slug = Varchar(length=60, primary_key=True, default=None, null=False)
    name_es = Varchar(length=160, default=None, null=False)
    name_en = Varchar(length=160, default=None, null=False)
    sensitivity = Varchar(length=10, default=None, null=False)
    list = Varchar(length=20, default=None, null=False)
    parent = Varchar(length=60, default=None, null=True)
    position = Integer(default=0, null=False)

    topic_sensitivity_is_known = Check("sensitivity IN ('open', 'discreet', 'internal')")


class Audience(Table):
    """For whom an event is."""

    slug = Varchar(length=40, primary_key=True, default=None, null=False)
    name_es = Varchar(length=80, default=None, null=False)
    name_en = Varchar(length=80, default=None, null=False)
    minors = Boolean(default=False, null=False)
    sector = Varchar(length=20, default=None, null=False)
    position = Integer(default=0, null=False)
