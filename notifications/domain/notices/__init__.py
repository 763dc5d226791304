"""One module per kind of notice: who is owed it, its key and its words."""
