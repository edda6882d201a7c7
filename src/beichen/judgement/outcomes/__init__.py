"""Outcomes: how they follow the North Star, and whether they have stopped to."""
