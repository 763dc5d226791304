"""How long something took, in words: one way of writing it for pages and papers."""

from server.foundation.translation import gettext as _


def length(minutes: int) -> str:
    """Such as «2 h 05 min», «3 h» or «45 min»."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min", minutes=rest)
    if not rest:
        return _("%(hours)s h", hours=hours)
    return _("%(hours)s h %(minutes)s min", hours=hours, minutes=f"{rest:02}")
