"""The HTTP face: the JSON API, the live stream and the board's files, for one workspace."""
