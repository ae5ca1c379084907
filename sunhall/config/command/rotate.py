"""Encrypt every sealed field with the newest key, so that an old key can be retired (K6)."""

import argparse
import sys

from allauth.mfa.models import Authenticator

from sunhall.config.accounts import SECOND_FACTOR_SEAL
from sunhall.ground.sealed.rotate import rotate, rotate_within

SUMMARY = "encrypt sealed fields with the newest key"


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """Rotate in batches; safe to stop and run again. 1 when a value does not open."""
    done = [*rotate(), rotate_within(Authenticator, "data", SECOND_FACTOR_SEAL)]
    for column in done:
        sys.stdout.write(f"{column.place}: {column.resealed} 个值已换用新密钥\n")
        for row in column.broken:
            sys.stdout.write(f"{column.place}: 第 {row} 行无法解密，未作改动\n")
    return 1 if any(column.broken for column in done) else 0
