"""Why a metric moved: its expected range, its split, its segments, what coincides."""
