"""`python -m beichen`: the command line without its script."""

import sys

from beichen.faces.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
