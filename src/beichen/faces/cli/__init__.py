"""The command line: `beichen query`, `beichen tree`, `beichen explain` and their like."""
