"""People come to an event, and nobody is identified."""
