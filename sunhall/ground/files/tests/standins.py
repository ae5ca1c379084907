"""A stand-in for clamd on the loopback that speaks its PING and INSTREAM protocol."""

import socketserver
import struct
import threading
from contextlib import contextmanager


class Clamd(socketserver.BaseRequestHandler):
    """Answers as clamd does; the virus is the word EICAR."""

    def handle(self):
        command = b""
        while not command.endswith(b"\0"):
            command += self.request.recv(1)
        if command == b"zPING\0":
            self.request.sendall(b"PONG\0")
            return
        assert command == b"zINSTREAM\0"
        body = b""
        while length := struct.unpack(">I", self._exactly(4))[0]:
            body += self._exactly(length)
        self.server.seen.append(body)
        self.request.sendall(self.server.answer(body) + b"\0")

    def _exactly(self, length):
        body = b""
        while len(body) < length:
            body += self.request.recv(length - len(body))
        return body


def honest(body):
    return b"stream: Eicar-Test-Signature FOUND" if b"EICAR" in body else b"stream: OK"


@contextmanager
def clamd(unix=None, answer=honest):
    """Run it; gives its address as the settings write it, and what it was sent."""
    if unix:
        server = socketserver.UnixStreamServer(str(unix), Clamd)
        address = f"unix:{unix}"
    else:
        server = socketserver.TCPServer(("127.0.0.1", 0), Clamd)
        address = f"127.0.0.1:{server.server_address[1]}"
    server.seen, server.answer = [], answer
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield address, server.seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
