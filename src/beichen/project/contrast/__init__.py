"""What tells two definitions apart, one condition at a time."""
