"""Where the data lie while they are asked: one connection owner per engine."""
