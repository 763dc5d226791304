"""When people are reminded, and what would move with an event."""
