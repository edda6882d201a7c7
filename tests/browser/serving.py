"""A real server in a thread, for tests that need a connection."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import urlopen

from beichen.faces.http.app import create_app
from beichen.faces.http.listening import BoardServer
from beichen.faces.http.ports import BoardWorkspace


@contextmanager
def serve_in_thread(workspace: BoardWorkspace, port: int = 0) -> Iterator[str]:
    """Serve the workspace, on a free port where none is named, and yield its address."""
    listener = socket.create_server(("127.0.0.1", port))
    server = BoardServer(create_app(workspace))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


def weeks_running(home: str) -> int:
    """1 while a week runs; 0 on a Monday, when data that reach through yesterday end with a week."""
    with urlopen(f"{home}/api/v1/periods?grain=week") as response:
        return 0 if json.load(response)["periods"][0]["complete"] else 1
