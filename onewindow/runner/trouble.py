"""What the runner says when it will not go on."""


class Trouble(Exception):
    """One clear sentence for the person at the terminal, with what to do next."""
