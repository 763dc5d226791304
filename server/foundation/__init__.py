"""What every room stands on; it knows no tables and no HTTP."""
