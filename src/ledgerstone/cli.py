"""The command line: one command a stage and an action. A command's module is loaded when that command runs.

Exit status: 0 done, 1 could not be done, 2 something that was brought or asked for is wrong, 3 nothing could be read,
4 evidence is damaged.
"""

import importlib
import sys
from typing import Any

import click

from ledgerstone import __version__
from ledgerstone.errors import CustodyError, InputError, LedgerstoneError
from ledgerstone.records.text import on_one_line

# Listed here with their help, so that `--help` loads none of them.
COMMANDS = {
    "assess": "Say what is claimed in these files, incident by incident; no case, nothing kept.",
    "init": "Make a case: a folder that keeps originals, records and who did what.",
    "add": "Take originals into a case and seal them.",
    "run": "Run the stages over what a case holds; again, and it adds nothing.",
    "ask": "Let a language model point at figures that the rules missed; says first what it would send.",
    "show": "Show a case, or one record of it; write the dossier.",
    "explain": "Explain a claim, word by word and rule by rule, or a toll.",
    "review": "Record a person's verdict on a claim, with the reason.",
    "handle": "Say who may see a record: open, restricted or sealed.",
    "appraise": "Say what the team holds of a source: credible, not credible or undecided.",
    "own": "Say who owns an outlet, so that the two are not taken for independent.",
    "include": "Say which incidents the case counts; the others are shown with the reason.",
    "sources": "Show these decisions, with their reasons, and whom nobody decided on.",
    "link": "Judge by hand what belongs together: incidents, victims, claims.",
    "split": "Take claims out of an incident, and make a new one of them.",
    "determine": "Record the team's own figure for an incident, with the reason.",
    "stamp": "Have the chain, and originals, stamped by a time-stamping authority.",
    "head": "Write the head of the chain into a file, to be signed or stamped elsewhere.",
    "serve": "Open the review room of a case in the browser.",
    "work": "Do what the review room of a case has in its queue; `serve` starts it by itself.",
    "verify": "Check every original, record and link of the chain of a case.",
    "export": "Write a whole case into one file, also while others work on it.",
    "import": "Make a case of such a file, and verify it.",
    "estimate": "Estimate how many people no list names, or say why it cannot be done.",
    "expunge": "Forget an original and all that rests on it, for good; a tombstone stays.",
    "release": "Write what passed review, with what must be withheld withheld.",
}


class _Commands(click.Group):
    """A group that imports a command's module only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"ledgerstone.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ledgerstone")
def program() -> None:
    """Turn contradictory reports of violence against people into a record that can be defended.

    Every figure is a claim, every claim has a speaker, a sentence and a sealed original, and every total shows which
    claims made it and which were set aside, and why. It never says what happened.
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run the program; an error of ours becomes one line on standard error and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a letter shows its code instead
            stream.reconfigure(errors="backslashreplace")
    try:
        return program(args=arguments, prog_name="ledgerstone")
    except LedgerstoneError as error:
        click.echo(on_one_line(str(error)), err=True)
        sys.exit(exit_status(error))


def exit_status(error: LedgerstoneError) -> int:
    """Return the exit status that an error ends the program with."""
    return 2 if isinstance(error, InputError) else 4 if isinstance(error, CustodyError) else 1


if __name__ == "__main__":
    main()
