"""How a kind of activity may look: the icons and the colours to choose from."""

from typing import Final

# All of them stand in server/frontend/src/icons.json and in templates/_parts/tags.html.
ICONS: Final = (
    *("workshop", "forum", "film-forum", "theatre", "play", "talk", "training", "meeting"),
    *("campaign", "vigil", "briefing", "delegation", "street-outreach", "sport-arts", "internal"),
    *("calendar", "book", "bus", "computer", "food", "games", "garden", "health", "heart", "home"),
    *("music", "paint", "radio", "scale", "star", "users", "video", "walk"),
)
COLOURS: Final = ("neutral", "green", "blue", "violet", "red", "amber")
