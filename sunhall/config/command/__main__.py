"""`python -m sunhall.config.command` is the `sunhall` command."""

import sys

from sunhall.config.command.main import main

if __name__ == "__main__":
    sys.exit(main())
