"""By which ways somebody is told today, in words."""

from collections.abc import Iterable

from msgspec import Struct

from notifications.domain.contacts.contacts import Contact
from notifications.domain.contacts.way import Reach
from server.foundation.translation import gettext as _
from volunteers.people.domain import words


class Today(Struct, frozen=True, kw_only=True):
    """What is true now; nothing reaches whoever is not `reached`.

    `by_account` is whether the mail of the account is used although other ways were named.
    """

    sentence: str
    reached: bool
    by_account: bool


def today(reach: Reach, said: Iterable[Contact], *, name: str) -> Today:
    """How notices leave; `name` is whose they are, or nothing for whoever reads this."""
    said = [one for one in said if one.channel != "call"]
    if not reach.ways:
        return Today(sentence=_nothing(name), reached=False, by_account=False)
    by_account = bool(said) and not _named(reach, said)
    if by_account:
        sentence = _(
            "Los avisos siguen llegando al correo de la cuenta hasta que se confirme uno de los"
            " medios anotados."
        )
        return Today(sentence=sentence, reached=True, by_account=True)
    channels = words.channels()
    ways = _(", o si no se puede, por ").join(channels[way.channel] for way in reach.ways)
    sentence = _("Hoy los avisos salen por: %(ways)s.", ways=ways)
    return Today(sentence=sentence, reached=True, by_account=False)


def _named(reach: Reach, said: Iterable[Contact]) -> bool:
    """Whether the ways are those that were named, and not the mail of the account."""
    named = {(one.channel, one.address) for one in said}
    return any((way.channel, way.address) in named for way in reach.ways)


def _nothing(name: str) -> str:
    if name:
        return _(
            "Hoy los avisos no salen por ningún medio: %(name)s solo los lee al entrar, en sus"
            " propios avisos.",
            name=name,
        )
    return _("Hoy los avisos no salen por ningún medio: solo se leen al entrar, en «Mis avisos».")
