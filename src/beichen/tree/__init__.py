"""The tree of metrics: its shape, and the exact split of a change over it. Pure functions."""
