"""The North Star's health: what is kept of it and of all around it, gathered and judged."""
