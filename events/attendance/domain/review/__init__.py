"""What is doubtful in a register, and what was decided about it."""
