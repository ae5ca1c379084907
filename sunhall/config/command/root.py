"""Make the daily roots that are missing, up to yesterday (D3). The schedule does it nightly."""

import argparse
import sys

from sunhall.ground.journal.roots import make_missing_roots

SUMMARY = "make missing daily roots"


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """Print each root made."""
    for made in make_missing_roots():
        sys.stdout.write(f"{made.day} {made.count} {made.root}\n")
    return 0
