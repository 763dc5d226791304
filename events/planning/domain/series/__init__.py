"""Series: events that repeat by a rule, each of them an event of its own."""
