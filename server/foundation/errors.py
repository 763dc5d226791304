"""The family of refusals; each carries a sentence that a coordinator understands."""

from collections.abc import Mapping


class Refusal(Exception):
    """What was asked cannot be done; `sentence` says why, in the reader's language."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(Refusal):
    """There is no such thing, or the asker may not know of it."""


class Conflict(Refusal):
    """The thing is in a state that does not allow it."""


class NotAllowed(Refusal):
    """The asker may not do this."""


class NotProved(Refusal):
    """The asker may do this once they have shown again that it is they who sit there."""


class TooMany(Refusal):
    """Asked too often; trying again later is fine."""


class Invalid(Refusal):
    """What was filled in cannot be used; `fields` holds a sentence per field name."""

    def __init__(self, fields: Mapping[str, str], sentence: str | None = None) -> None:
        super().__init__(sentence or " ".join(fields.values()))
        self.fields = dict(fields)
