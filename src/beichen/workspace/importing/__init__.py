"""Data at hand becoming sources, models and metrics."""
