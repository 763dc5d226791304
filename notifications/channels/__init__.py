"""One module per way to reach someone; they know no tables."""
