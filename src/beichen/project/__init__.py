"""The project reader: a folder of YAML in, frozen domain values out, or an error that says what to mend and where."""
