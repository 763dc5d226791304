"""The house itself: what starts, guards and joins the rooms."""
