"""Who the audit says did what a phone did: any phone, since many are called like their owner.

Which one it was is told by its number: a name could never leave the chain again.
"""

from typing import Final

from server.foundation.identity import Actor

A_PHONE: Final = Actor(account=None, name="Puerta", role="door")
