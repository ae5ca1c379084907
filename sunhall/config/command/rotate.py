"""Encrypt every sealed field with the newest key, so that an old key can be retired (K6)."""

import argparse
import sys

from sunhall.ground.sealed.rotate import rotate

SUMMARY = "encrypt sealed fields with the newest key"


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """Rotate in batches; safe to stop and run again."""
    sys.stdout.write(f"{rotate()} 个字段已换用新密钥\n")
    return 0
