"""How a figure was counted, told in words down to the events behind it."""
