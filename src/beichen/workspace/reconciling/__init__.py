"""Two numbers for one question, walked from one to the other."""
