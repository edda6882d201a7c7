"""Metrics written by a form, and every change of the project's files."""
