"""A real dovecot on loopback, with a folder of its own and no rights but those of the tests."""

import datetime
import getpass
import grp
import imaplib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

PASSWORD = "brief-kasten"
USERS = ("mayor", "secretary", "slow")

CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 0
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:{folder}/mail/%u
mail_max_userip_connections = 50
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={mail} gid={mail_group} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass
class Dovecot:
    """Where it listens, and how letters come into its boxes."""

    folder: Path
    plain: int
    tls: int

    def line(self, user: str = "mayor", *, tls: bool = False, **asked: str) -> str:
        """A line of SUNHALL_MAILBOXES."""
        given = {"code": user, "name": "县长信箱", "address": f"{user}@example.cn"}
        given |= {"since": "2000-01-01", **asked}
        query = "&".join(f"{name}={value}" for name, value in given.items() if value)
        scheme, port = ("imaps", self.tls) if tls else ("imap", self.plain)
        return f"{scheme}://{user}:{PASSWORD}@127.0.0.1:{port}/?{query}"

    def post(self, raw: bytes, user: str = "mayor") -> None:
        """Let a letter come into a box, as a mail system leaves it there."""
        with self.signed_in(user) as box:
            status, answer = box.append("INBOX", "", "", raw)
            assert status == "OK", answer

    def empty(self, *users: str) -> None:
        """Delete every letter of some boxes."""
        for user in users or USERS:
            with self.signed_in(user) as box:
                box.select("INBOX")
                if box.search(None, "ALL")[1] != [b""]:
                    box.store("1:*", "+FLAGS", "\\Deleted")
                box.expunge()

    def flags(self, user: str = "mayor") -> list[bytes]:
        """The letters of a box with their flags."""
        with self.signed_in(user) as box:
            box.select("INBOX", readonly=True)
            return [line for line in box.fetch("1:*", "(FLAGS)")[1] if isinstance(line, bytes)]

    @contextmanager
    def signed_in(self, user: str) -> Iterator[imaplib.IMAP4]:
        box = imaplib.IMAP4("127.0.0.1", self.plain, timeout=20)
        box.login(user, PASSWORD)
        try:
            yield box
        finally:
            box.logout()

    @property
    def authority(self) -> Path:
        """The certificate that its TLS is to be trusted by."""
        return self.folder / "cert.pem"


@contextmanager
def mail_server() -> Iterator[Dovecot]:
    """Run dovecot until the tests are done; skip where there is none."""
    program = shutil.which("dovecot") or "/usr/sbin/dovecot"
    if not os.access(program, os.X_OK):
        pytest.skip("no dovecot on this machine: install dovecot-imapd to test mailboxes")
    # Not pytest's own folder: a letter box that belongs to another user must be reached through it.
    folder = Path(tempfile.mkdtemp(prefix="sunhall-dovecot-"))
    server = Dovecot(folder, _free_port(), _free_port())
    _lay_out(server)
    process = subprocess.Popen([program, "-F", "-c", str(folder / "dovecot.conf")])
    try:
        _wait_for(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _lay_out(server: Dovecot) -> None:
    folder = server.folder
    folder.chmod(0o755)
    for name in ("run", "state", "mail"):
        (folder / name).mkdir()
    me = pwd.getpwnam(getpass.getuser())
    # Dovecot lets nobody in and opens no letter box as root; in a container there is this one.
    box = pwd.getpwnam("nobody") if me.pw_uid == 0 else me
    os.chown(folder / "mail", box.pw_uid, box.pw_gid)
    _certify(folder)
    (folder / "users").write_text("".join(f"{user}:{{PLAIN}}{PASSWORD}\n" for user in USERS))
    config = CONFIG.format(
        folder=folder, plain=server.plain, tls=server.tls, user=box.pw_name,
        group=grp.getgrgid(box.pw_gid).gr_name, mail=box.pw_uid, mail_group=box.pw_gid,
    )  # fmt: skip
    (folder / "dovecot.conf").write_text(config)


def _certify(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    day = datetime.timedelta(days=3650)
    at = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(at)
        .not_valid_after(at + day)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(server: Dovecot, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", server.plain), timeout=1) as line:
                if line.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.05)
    log = server.folder / "log"
    raise RuntimeError(log.read_text() if log.exists() else "dovecot did not start")
