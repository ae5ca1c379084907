"""Make the daily roots that are missing, up to yesterday (D3). The schedule does it nightly."""

import argparse
import sys

from sunhall.ground.journal.roots import make_missing_roots

SUMMARY = "make missing daily roots"


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """Print each root made."""
    roots = make_missing_roots()
    for made in roots:
        sys.stdout.write(f"{made.day} {made.count} {made.root}\n")
    if not roots:
        sys.stderr.write("到昨天为止的每日根都已生成 (no daily root is missing)\n")
    return 0
