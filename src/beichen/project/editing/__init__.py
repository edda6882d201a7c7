"""Changing a project's files as a careful person would: what is not meant to change keeps every byte."""
