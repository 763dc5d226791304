"""Writing a notice as a telephone shows it."""

from notifications.domain.letter import Letter
from notifications.domain.office import Office
from notifications.domain.texts.phrases import Phrase, phrases
from notifications.domain.texts.short_text import ShortText
from server.foundation.translation import current_language


def short_text(kind: str, letter: Letter, channel: str, office: Office) -> ShortText:
    """What a letter comes down to on a channel of CHANNELS, in the current language."""
    phrase = phrases()[channel, current_language()][letter.stands_for or kind]
    return filled(phrase, when=letter.when, link=link(letter, office))


def filled(phrase: Phrase, **known: str) -> ShortText:
    """The phrase with what belongs in it."""
    return ShortText(
        text=phrase.text.format_map(known),
        template=phrase.template,
        parameters=tuple(known[name] for name in phrase.parameters),
    )


def link(letter: Letter, office: Office) -> str:
    """Where one goes on: by the first link of the letter, or else on a page of ours."""
    return letter.links[0].address if letter.links else office.address(letter.leads_to)
