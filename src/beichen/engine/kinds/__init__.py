"""The ten kinds of metric: a file each, all of one shape, listed in `kinds/table.py`."""
