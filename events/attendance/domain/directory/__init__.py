"""Where people can turn to."""
