"""Where people can turn to: the pages."""
