"""Stand-ins for providers on the loopback: real sockets, real HTTP, real SMTP."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

# A planned answer: the message is taken, but the line breaks before the answer is through.
DROPPED = "dropped"


class Provider:
    """An SMS gateway and a WeChat API in one; sends each idempotency key once."""

    def __init__(self):
        self.asked = []
        self.sent = {}
        self.answers = []
        self.token, self.tokens_given = "token-1", 0
        self.before_answer = lambda: None

    def answer(self, path, query, headers, body):
        if path == "/cgi-bin/stable_token":
            self.tokens_given += 1
            if body["force_refresh"]:
                self.token = f"token-{self.tokens_given}"
            return 200, {"access_token": self.token, "expires_in": 7200}
        self.asked.append((path, headers, body))
        planned = self.answers.pop(0) if self.answers else None
        if planned is not None and planned != DROPPED:
            return planned
        taken = self._take(path, query, headers, body)
        return (None, {}) if planned == DROPPED else taken

    def _take(self, path, query, headers, body):
        if path.startswith("/cgi-bin/"):
            if query["access_token"] != [self.token]:
                return 200, {"errcode": 42001, "errmsg": "access_token expired"}
            self.sent.setdefault(body["client_msg_id"], body)
            return 200, {"errcode": 0, "errmsg": "ok", "msgid": 200_228_332}
        self.sent.setdefault(headers["Idempotency-Key"], body)
        return 200, {"message_id": f"p-{headers['Idempotency-Key']}"}


class Door(BaseHTTPRequestHandler):
    """Passes each POST to the provider."""

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        self.server.raw = self.rfile.read(length)
        parts = urlsplit(self.path)
        status, answer = self.server.provider.answer(
            parts.path, parse_qs(parts.query), dict(self.headers), json.loads(self.server.raw)
        )
        self.server.provider.before_answer()
        if status is None:
            self.close_connection = True
            return
        text = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        try:
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
        except BrokenPipeError:
            self.close_connection = True

    def log_message(self, *_):
        """Stay silent."""


@contextmanager
def provider():
    """Run a provider; gives it with its `url`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    server.provider = Provider()
    server.provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    server.provider.raw = lambda: server.raw
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
