"""WeChat as the tests need it: their own implementation of the published scheme, and its API.

Nothing here is taken from the product: it signs, encrypts and decrypts by itself.
"""

import base64
import hashlib
import itertools
import json
import os
import struct
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from defusedxml.ElementTree import fromstring

from sunhall.ground.kit.now import wall_clock

APP, SECRET, TOKEN = "wx0123456789abcdef", "app-secret", "SunhallToken"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
DOOR = "/api/wechat/messages"
OPENID, ACCOUNT = "oLVPpjqs9BhvzwPj5A-vTYAX3GLc", "gh_7f083739789a"
_numbers = itertools.count(1)


def digest(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def hide(text: bytes, *, key: str = AES_KEY, app: str = APP) -> str:
    """AES-256-CBC of random, length, text and app id, padded to 32."""
    secret = base64.b64decode(key + "=")
    plain = os.urandom(16) + struct.pack(">I", len(text)) + text + app.encode()
    amount = 32 - len(plain) % 32
    plain += bytes([amount]) * amount
    run = Cipher(algorithms.AES(secret), modes.CBC(secret[:16])).encryptor()
    return base64.b64encode(run.update(plain) + run.finalize()).decode()


def show(text: str) -> bytes:
    """What is hidden in an answer."""
    secret = base64.b64decode(AES_KEY + "=")
    run = Cipher(algorithms.AES(secret), modes.CBC(secret[:16])).decryptor()
    plain = run.update(base64.b64decode(text)) + run.finalize()
    plain = plain[: -plain[-1]]
    (length,) = struct.unpack(">I", plain[16:20])
    assert plain[20 + length :] == APP.encode()
    return plain[20 : 20 + length]


def message(kind: str = "text", **more: Any) -> bytes:
    """A message as WeChat writes it, the fields in CDATA."""
    told = {
        "ToUserName": ACCOUNT, "FromUserName": OPENID,
        "CreateTime": int(wall_clock().timestamp()), "MsgType": kind,
    }  # fmt: skip
    if kind != "event":
        told["MsgId"] = 23_000_000_000_000_000 + next(_numbers)
    told |= more
    fields = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in told.items())
    return f"<xml>{fields}</xml>".encode()


def call(client: Any, body: bytes, *, safe: bool = True, **how: Any) -> Any:
    """Post a message as WeChat does, in the safe mode or in the clear."""
    stamp = str(how.get("stamp", int(wall_clock().timestamp()) - int(how.get("late", 0))))
    nonce = str(how.get("nonce", next(_numbers)))
    token = str(how.get("token", TOKEN))
    query = {"signature": digest(token, stamp, nonce), "timestamp": stamp, "nonce": nonce}
    if safe:
        hidden = how.get("hidden") or hide(body, **how.get("hiding", {}))
        query |= {
            "encrypt_type": "aes",
            "msg_signature": how.get("msg_signature", digest(token, stamp, nonce, hidden)),
        }
        body = (
            f"<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[{hidden}]]></Encrypt></xml>".encode()
        )
    return client.post(f"{DOOR}?{urlencode(query)}", body, content_type="text/xml")


def said(answer: Any) -> str:
    """The words of an answer, its signature checked and itself decrypted."""
    assert answer.status_code == 200, answer.content
    if answer.content == b"success":
        return ""
    told = {one.tag: one.text or "" for one in fromstring(answer.content)}
    if "Encrypt" in told:
        signed = digest(TOKEN, told["TimeStamp"], told["Nonce"], told["Encrypt"])
        assert signed == told["MsgSignature"]
        inner = fromstring(show(told["Encrypt"]))
        told = {one.tag: one.text or "" for one in inner}
    assert (told["ToUserName"], told["FromUserName"], told["MsgType"]) == (OPENID, ACCOUNT, "text")
    return told["Content"]


class Weixin:
    """WeChat's API: tokens that end, files that were sent, messages that go out."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[str, bytes]] = {}
        self.sent: list[dict[str, Any]] = []
        self.tokens, self.asked = 0, 0
        self.plan: list[dict[str, Any]] = []
        self.url = ""

    @property
    def token(self) -> str:
        return f"token-{self.tokens}"

    def post(self, path: str, query: dict[str, list[str]], body: dict[str, Any]) -> dict[str, Any]:
        if path == "/cgi-bin/stable_token":
            if (body["appid"], body["secret"]) != (APP, SECRET):
                return {"errcode": 40125, "errmsg": "invalid appsecret"}
            self.tokens += body["force_refresh"] or not self.tokens
            return {"access_token": self.token, "expires_in": 7200}
        if query["access_token"] != [self.token]:
            return {"errcode": 42001}
        self.sent.append({"path": path, **body})
        return self.plan.pop(0) if self.plan else {"errcode": 0, "msgid": len(self.sent)}

    def get(self, query: dict[str, list[str]]) -> tuple[str, bytes]:
        self.asked += 1
        if query["access_token"] != [self.token]:
            return "text/plain", b'{"errcode":42001}'
        if self.plan:
            return "text/plain", json.dumps(self.plan.pop(0)).encode()
        missing = ("text/plain", b'{"errcode":40007,"errmsg":"invalid media_id"}')
        return self.files.get(query["media_id"][0], missing)


class _Server(ThreadingHTTPServer):
    """A loopback server that knows the API it stands for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Door)
        self.weixin = Weixin()
        self.weixin.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Door(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        parts = urlsplit(self.path)
        told = self.server.weixin.post(parts.path, parse_qs(parts.query), body)
        self._answer("application/json", json.dumps(told).encode())

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path.startswith("/film/"):
            self._answer(*self.server.weixin.files[parts.path])
        else:
            self._answer(*self.server.weixin.get(parse_qs(parts.query)))

    def _answer(self, kind: str, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Stay silent."""


@contextmanager
def weixin() -> Any:
    """Run the API on the loopback; gives it with its `url`."""
    server = _Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.weixin
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
