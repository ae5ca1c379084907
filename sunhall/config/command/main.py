"""Entry of the `sunhall` command. Each verb is a module with `SUMMARY`, `arguments` and `run`."""

import argparse
import os
import sys
from importlib import import_module
from subprocess import CalledProcessError
from types import ModuleType

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.sealed.cipher import SealError

# Verb → module. The order is the order of `sunhall --help`.
VERBS = {
    "setup": "setup",
    "run": "both",
    "web": "web",
    "work": "work",
    "seed": "seed",
    "import": "imports",
    "places": "places",
    "classes": "classes",
    "knowledge": "knowledge",
    "figures": "figures",
    "reports": "reports",
    "train": "train",
    "classify": "classify",
    "hot": "hot",
    "verify": "verify",
    "root": "root",
    "rotate-keys": "rotate",
    "backup": "backup",
    "restore": "restore",
    "check": "check",
    "admin": "administrator",
    "api-key": "api_key",
}

# Verbs that must run before the database is ready, or that make it ready themselves.
UNREADY = frozenset({"setup", "check", "backup", "restore", "classify", "hot"})


def main(argv: list[str] | None = None) -> int:
    """Run one verb; 0 is success, 1 a refusal or findings, 2 wrong words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sunhall.config.settings")
    django.setup()
    parser = argparse.ArgumentParser(
        prog="sunhall", description="Sunhall 阳光政务: run and look after one county's system."
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    modules = {verb: _module(verb) for verb in _wanted(argv)}
    for verb, module in modules.items():
        module.arguments(verbs.add_parser(verb, help=module.SUMMARY, description=module.__doc__))
    args = parser.parse_args(argv)
    return _run(modules[args.verb], args)


def _wanted(argv: list[str] | None) -> list[str]:
    """Only the verb that was called: the others may load much that it does not need."""
    said = (sys.argv[1:] if argv is None else argv)[:1]
    return said if said and said[0] in VERBS else list(VERBS)


def _module(verb: str) -> ModuleType:
    return import_module(f"sunhall.config.command.{VERBS[verb]}")


def _run(module: ModuleType, args: argparse.Namespace) -> int:
    try:
        if args.verb not in UNREADY:
            import_module("sunhall.config.command.ready").ensure_ready()
        return int(module.run(args) or 0)
    except Refused as refused:
        field = f"{refused.field}: " if refused.field else ""
        sys.stderr.write(f"sunhall: {field}{refused.verdict.reason}\n")
    except NotFound as missing:
        sys.stderr.write(f"sunhall: 没有找到 {missing}\n")
    except (ImproperlyConfigured, SealError) as error:
        sys.stderr.write(f"sunhall: {error}\n")
    except OperationalError as error:
        sys.stderr.write(f"sunhall: 数据库没有答复，请核对 DATABASE_URL：{error}\n")
    except OSError as error:
        what = f"打不开 {error.filename}：" if error.filename else ""
        sys.stderr.write(f"sunhall: {what}{error.strerror or error}\n")
    except CalledProcessError as error:
        sys.stderr.write(f"sunhall: {error.cmd[0]} 没有完成，原因见上 (exit {error.returncode})\n")
    except KeyboardInterrupt:
        return 130
    return 1
