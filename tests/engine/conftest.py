"""Fixtures of these tests."""

from ..workspace.fixtures import club, club_with
from .shop import shop

__all__ = ["club", "club_with", "shop"]
