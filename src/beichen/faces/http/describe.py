"""Prints the OpenAPI document, from which the front end's types and the API's reference are made.

`python -m beichen.faces.http.describe > frontend/openapi.json`
"""

from __future__ import annotations

import json
import sys


def render_description() -> str:
    """The document as text that changes only when the API does."""
    from beichen.faces.http.app import describe_api

    document = describe_api()
    document["info"].pop("version")
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render_description())
