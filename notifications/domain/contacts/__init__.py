"""How each person may be reached: ways, hours, consent."""
