"""Issue a key with which another system acts as one staff account. It is shown once."""

import argparse
import sys

from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM

SUMMARY = "issue or withdraw an API key"


def arguments(parser: argparse.ArgumentParser) -> None:
    """For whom and for what."""
    parser.add_argument("account", help="staff account the key acts as, or the hint to withdraw")
    parser.add_argument("--name", default="", help="which system uses it")
    parser.add_argument("--withdraw", action="store_true", help="withdraw the key with this hint")


def run(args: argparse.Namespace) -> int:
    """Print the key."""
    if args.withdraw:
        directory.withdraw_api_key(args.account, by=SYSTEM)
        return 0
    sys.stdout.write(directory.issue_api_key(args.account, args.name, by=SYSTEM) + "\n")
    return 0
