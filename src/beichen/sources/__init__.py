"""Where data come from: each kind of source tells the warehouse how it is read."""
