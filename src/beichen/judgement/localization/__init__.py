"""Which segments, of all combinations of dimensions, a deviation sits in.

`leaves` reads a table into arrays, `lattice` knows every combination of dimensions, `relative` and
`sampling` say how much a segment's leaves speak for a shift of their own, `search` picks the fewest
segments, `localize` puts it together. See docs/methods/localization.md.
"""
