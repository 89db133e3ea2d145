"""One module a command, each with a click command called ``command``; ``cli.py`` loads it when the command runs."""
