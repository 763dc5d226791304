"""Who helps at which event, and what they answered."""
