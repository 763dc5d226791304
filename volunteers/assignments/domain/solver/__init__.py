"""Working out who helps at what: pure calculations over frozen values."""
