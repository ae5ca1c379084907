"""Make the first administrators of a new county, or help one who lost a password.

Three administrators with separate powers (GB/T 22239 安全管理中心): system, security, audit.
The one-time password is printed once and must be changed at the first sign-in.
"""

import argparse
import sys

from sunhall.config.command import basics
from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM

SUMMARY = "make an administrator or reset a password"
ROLES = ("system_admin", "security_admin", "audit_admin")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Who, and as what."""
    parser.add_argument("account", help="name to sign in with")
    parser.add_argument("--name", help="the person's name (to make an account)")
    parser.add_argument("--role", choices=ROLES, help="which of the three administrators")
    parser.add_argument("--organisation", default=basics.OFFICE[0], help="code of the organisation")
    parser.add_argument("--reset", action="store_true", help="only give a new one-time password")


def run(args: argparse.Namespace) -> int:
    """Print the one-time password."""
    if args.reset:
        password = directory.reset_password(args.account, by=SYSTEM)
    else:
        hired = directory.hire_staff(
            args.account, args.name or args.account, args.organisation, by=SYSTEM
        )
        if args.role:
            directory.grant_role(args.account, args.role, by=SYSTEM)
        password = hired.password
    sys.stdout.write(f"{args.account}  {password}\n")
    return 0
