"""Has the North Star failed? One module a check, listed in `table`; `verdict` reads them together."""
