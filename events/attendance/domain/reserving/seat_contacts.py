"""How long it is known how people who registered could be told: then they are strangers.

Whoever cancels is forgotten at once; retention sees to the rest, whatever became of the event.
"""

from datetime import timedelta
from typing import Final

KEPT: Final = timedelta(days=7)
