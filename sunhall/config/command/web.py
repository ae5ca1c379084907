"""Serve pages and API with granian. Behind a proxy, set SUNHALL_HTTPS and SUNHALL_HOSTS."""

import argparse
import os

from django.conf import settings
from django.core.management import call_command
from granian.constants import Interfaces
from granian.server import Server

SUMMARY = "serve pages and API"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Address, port, processes and threads."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument(
        "--port", type=int, default=int(os.environ.get("PORT", "8000")), help="port (PORT)"
    )
    parser.add_argument("--processes", type=int, default=1, help="web processes")
    parser.add_argument("--threads", type=int, default=8, help="threads a process")


def run(args: argparse.Namespace) -> int:
    """Collect static files, then serve until told to stop."""
    call_command("collectstatic", interactive=False, verbosity=0)
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
