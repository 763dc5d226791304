"""Reading an agenda from a file into the plan: first what would become of each row, then so."""
