"""Create or upgrade the tables, then lay the basics: calendar, limits, hotline posts."""

import argparse
import sys

from django.core.management import call_command

from sunhall.config.command import basics

SUMMARY = "create or upgrade the database and lay the basics"


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """Migrate, then lay the basics; safe to run again."""
    call_command("migrate", verbosity=0)
    basics.lay()
    sys.stdout.write("数据库已就绪 (the database is ready).\n")
    return 0
