"""The use cases: the one place that knows the whole route from source to verdict."""
