"""Say whether this machine and these settings are fit to open the house."""

import argparse
import sys

from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

SUMMARY = "check settings, database engine and channels"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--deploy` adds what a public site must have."""
    parser.add_argument("--deploy", action="store_true", help="check for a public site")


def run(args: argparse.Namespace) -> int:
    """0 when everything is fit."""
    try:
        call_command("check", deploy=args.deploy, fail_level="ERROR")
    except SystemCheckError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    with connection.cursor() as cursor:
        version = "sqlite_version()" if connection.vendor == "sqlite" else "version()"
        cursor.execute(f"SELECT {version}")  # one of two constants
        sys.stdout.write(f"{connection.vendor} {cursor.fetchone()[0]}\n")
    return 0
