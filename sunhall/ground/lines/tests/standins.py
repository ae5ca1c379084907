"""An Asterisk on the loopback: ARI's REST over real HTTP, its events over a real WebSocket.

Written after the documentation of ARI: paths, verbs and parameters that it does not know get 404 or
400, as Asterisk answers them, so that an adapter cannot make up its own.
"""

import base64
import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from websockets.sync.server import serve

USER, PASSWORD = "sunhall", "s3cret"

# Method, path, and the parameters that must be there.
ROUTES = (
    ("GET", r"/ari/asterisk/info", ()),
    ("GET", r"/ari/applications/[^/]+", ()),
    ("POST", r"/ari/channels/(?P<channel>[^/]+)", ("endpoint", "app")),
    ("DELETE", r"/ari/channels/(?P<channel>[^/]+)", ()),
    ("POST", r"/ari/channels/[^/]+/answer", ()),
    ("POST", r"/ari/channels/[^/]+/play", ("media",)),
    ("POST", r"/ari/channels/[^/]+/moh", ()),
    ("DELETE", r"/ari/channels/[^/]+/moh", ()),
    ("DELETE", r"/ari/playbacks/[^/]+", ()),
    ("POST", r"/ari/bridges/[^/]+", ("type",)),
    ("DELETE", r"/ari/bridges/[^/]+", ()),
    ("POST", r"/ari/bridges/[^/]+/addChannel", ("channel",)),
    ("POST", r"/ari/bridges/[^/]+/removeChannel", ("channel",)),
    ("POST", r"/ari/bridges/[^/]+/record", ("name", "format")),
    ("GET", r"/ari/recordings/stored/[^/]+/file", ()),
)


class Exchange:
    """What the stand-in was asked, what it holds, and how its events get out."""

    def __init__(self):
        self.asked = []
        self.channels = set()
        self.sockets = []
        self.connected = threading.Semaphore(0)
        self.failing = 0
        self.url = self.ws = ""

    def answer(self, method, path, query, body):
        if self.failing:
            self.failing -= 1
            return 500, {"message": "Allocation failed"}
        for verb, form, needed in ROUTES:
            found = re.fullmatch(form, path)
            if verb == method and found:
                missing = [name for name in needed if name not in query]
                if missing:
                    return 400, {"message": f"{missing} missing"}
                return self._do(method, path, query, body)
        return 404, {"message": "Resource not found"}

    def _do(self, method, path, query, body):
        self.asked.append((method, unquote(path.removeprefix("/ari/")), query, body))
        if path.startswith("/ari/asterisk"):
            return 200, {"system": {"version": "22.5.0"}}
        if path.startswith("/ari/applications"):
            return 200, {"name": "sunhall", "channel_ids": sorted(self.channels)}
        if path.endswith("/file"):
            return 200, b"RIFF....WAVE"
        return (204, None) if method == "DELETE" else (200, {"id": "x"})

    def tell(self, **event):
        """Send an event as Asterisk does."""
        for socket in self.sockets:
            socket.send(json.dumps({"application": "sunhall", **event}))

    def drop(self):
        """Break every connection off."""
        for socket in self.sockets:
            socket.close()
        self.sockets.clear()


def channel(id_, number="", exten="12345"):
    """A channel as events carry it."""
    return {
        "id": id_, "name": f"PJSIP/trunk-{id_}", "state": "Ring",
        "caller": {"name": "", "number": number},
        "connected": {"name": "", "number": ""},
        "dialplan": {"context": "in", "exten": exten, "priority": 1},
    }  # fmt: skip


class Door(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        wanted = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {wanted}":
            status, told = 401, {"message": "Authentication required"}
        else:
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            told = self.server.exchange.answer(self.command, parts.path, query, body)
            status, told = told
        text = told if isinstance(told, bytes) else json.dumps(told).encode() if told else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_POST(self):
        self.do_GET()

    def do_DELETE(self):
        self.do_GET()

    def log_message(self, *_):
        """Stay silent."""


@contextmanager
def asterisk():
    """Run the stand-in; its `url` serves REST, its `ws` events."""
    exchange = Exchange()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    server.exchange = exchange

    def events(socket):
        wanted = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        parts = urlsplit(socket.request.path)
        assert parts.path == "/ari/events"
        assert parse_qs(parts.query)["app"] == ["sunhall"]
        assert socket.request.headers["Authorization"] == f"Basic {wanted}"
        exchange.sockets.append(socket)
        exchange.connected.release()
        for _message in socket:
            pass

    sockets = serve(events, "127.0.0.1", 0)
    exchange.url = f"http://127.0.0.1:{server.server_address[1]}/ari"
    exchange.ws = f"http://127.0.0.1:{sockets.socket.getsockname()[1]}/ari"
    threads = [
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}),
        threading.Thread(target=sockets.serve_forever),
    ]
    for thread in threads:
        thread.start()
    try:
        yield exchange
    finally:
        exchange.drop()
        server.shutdown()
        sockets.shutdown()
        for thread in threads:
            thread.join()
        server.server_close()
