"""Run a module of this folder inside a house: `python -m tests.torture.inside MODULE WORDS`."""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    import_module(f"tests.torture.{sys.argv[1]}").main(*sys.argv[2:])
