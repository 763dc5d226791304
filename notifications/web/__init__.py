"""The outbox, for people to see."""
