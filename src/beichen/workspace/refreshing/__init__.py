"""Loading data, computing what is stale, and keeping a served project up to date."""
