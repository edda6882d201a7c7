"""Teams that pull against each other: on what evidence, and how strongly."""
