"""What each shortcoming of a rota costs; what stands higher outweighs much of what follows."""

from typing import Final

from msgspec import Struct


class Weights(Struct, frozen=True, kw_only=True):
    """Costs of one shortcoming each, as whole numbers.

    `load` is that of a step: the n-th place of somebody costs `load` times the load that they have
    with it, `(past + n) * 100 // share`, of which at most `load_steps` count. `travel` is of a
    minute from home, `untold` of a place of somebody who never said when they are away, `apart`
    of a pair that would rather be together and is not, where one of them has a place.
    """

    lead: int = 200_000
    language: int = 90_000
    assistant: int = 40_000
    drop_invited: int = 15_000
    load: int = 400
    load_steps: int = 30
    drop_proposed: int = 250
    travel: int = 1
    untold: int = 10
    apart: int = 8

    def empty(self, role: str) -> int:
        """The cost of an empty place."""
        return self.lead if role == "lead" else self.assistant


PLANNING: Final = Weights()
# Who was proposed has not been told, but a repair that moves them is one that nobody can follow.
REPAIR: Final = Weights(drop_proposed=15_000)
