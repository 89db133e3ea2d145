"""``python -m ledgerstone`` is ``ledgerstone``."""

import sys

from ledgerstone.cli import main

if __name__ == "__main__":
    sys.exit(main())
