"""What is held about one person, in every room: to be handed over, and to be erased."""

from server.accounts.domain.people_data.holding import Fate, Holding, Person, RoomData

__all__ = ["Fate", "Holding", "Person", "RoomData"]
