"""Routes: which address gives which document."""
