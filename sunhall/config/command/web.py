"""Serve pages and API with granian. Behind a proxy, set SUNHALL_HTTPS and SUNHALL_HOSTS."""

import argparse
import os
import socket

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from granian.constants import Interfaces
from granian.server import Server

from sunhall.ground.kit.refusal import refuse

SUMMARY = "serve pages and API"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Address, port, processes and threads."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument(
        "--port", type=_port, default=os.environ.get("PORT", "8000"), help="port (PORT)"
    )
    parser.add_argument("--processes", type=int, default=1, help="web processes")
    parser.add_argument("--threads", type=int, default=8, help="threads a process")


def run(args: argparse.Namespace) -> int:
    """Collect static files, then serve until told to stop."""
    claim(args.host, args.port)
    call_command("collectstatic", interactive=False, verbosity=0)
    let_go()
    threads = min(args.threads, settings.DATABASE_POOL or args.threads)
    Server(
        "sunhall.config.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=args.processes,
        blocking_threads=threads,
        backpressure=max(128, threads * 16),
        log_enabled=False,
        respawn_failed_workers=True,
    ).serve()
    return 0


def let_go() -> None:
    """Close the connections of this process before others are forked from it.

    Two processes on one inherited connection answer each other's questions, and a pool that was
    opened before a fork never opens another connection: its threads stayed behind.
    """
    for each in connections.all(initialized_only=True):
        shut(each)


def shut(each: BaseDatabaseWrapper) -> None:
    """Close a connection and the pool it came from."""
    each.close()
    if isinstance(each, PostgreSQL):
        each.close_pool()


def claim(host: str, port: int) -> None:
    """Refuse a port that is taken: two servers would share it, each answering every other page."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            words = "端口 {port} 用不了（{trouble}），请换一个，例如 PORT=9000 make run"
            raise refuse(words, port=port, trouble=error.strerror) from error


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65_536):
        raise argparse.ArgumentTypeError(f"“{text}” is not a port: write a number from 1 to 65535")
    return int(text)
