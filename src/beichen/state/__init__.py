"""The state store: what was computed, defined and found, kept apart from the data themselves.

Nothing is imported here: SQLAlchemy costs half a second of start-up, and not every command needs it.
"""
