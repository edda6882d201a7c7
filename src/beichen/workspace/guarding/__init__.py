"""Guarding: limits and conditions on what must not be hurt, teams that pull against each other, outcomes that part."""
