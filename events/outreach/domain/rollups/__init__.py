"""What was counted of the registers, kept so that a question need not count it again."""
