"""`python -m onewindow …`: see `onewindow.runner.commands`."""

import sys

from onewindow.runner.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
