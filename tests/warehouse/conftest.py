"""Fixtures of these tests."""

from ..workspace.fixtures import club, club_with

__all__ = ["club", "club_with"]
