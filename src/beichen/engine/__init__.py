"""Definitions in, observations out: plan → SQL → cells → answer."""
