"""The command `pfgraph`: finds a command's module when it is asked for, and no sooner."""

import importlib
import os
import sys

import click

from pfgraph import __version__
from pfgraph.errors import PfgraphError

COMMANDS = {  # name: module, object, one line for the list
    "demo": ("demo", "demo_command", "The whole road on the bundled records."),
    "check": ("check", "check_command", "Check records against the shapes."),
    "schema": ("schema", "schema_group", "The ontology on a wiki: plan, apply, status."),
    "plan": ("load", "plan_command", "Show what a load would change."),
    "apply": ("load", "apply_command", "Make a plan true."),
    "load": ("load", "load_command", "Plan and apply in one."),
    "runs": ("runs", "runs_command", "List the runs, and what became of each row."),
    "resume": ("runs", "resume_command", "Take up a run that was cut off."),
    "retry": ("runs", "retry_command", "Send again what the wiki refused."),
    "undo": ("undo", "undo_command", "Take a run back."),
    "pull": ("pull", "pull_command", "Bring the wiki home as the ontology graph."),
    "drift": ("drift", "drift_command", "What people changed since the last run."),
    "query": ("query", "query_command", "Ask a question of the library, or your own."),
    "doctor": ("doctor", "doctor_command", "See whether wiki, account and endpoint are in order."),
    "sandbox": ("sandbox", "sandbox_command", "Start the embedded Wikibase."),
    "bring-over": ("bringover", "bring_over_command", "Turn raw research tables into records."),
}


class LazyGroup(click.Group):
    """A group whose help names every command without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(
            importlib.import_module(f"pfgraph.cli.{module}"), attribute
        )
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Errors of the library become one message and exit code 2; nothing shows a traceback."""
        try:
            return super().invoke(ctx)
        except PfgraphError as error:
            raise Failure(str(error)) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Failure(_in_words(error)) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise  # click's own way of ending a command
        except Exception as error:
            if os.environ.get("PFGRAPH_DEBUG"):
                raise
            raise Failure(_fault(error)) from error


class Failure(click.ClickException):
    """Used wrongly or failed: the message, and exit code 2."""

    exit_code = 2


def _fault(error: Exception) -> str:
    """What to say of a mistake of our own."""
    return (
        f"a mistake in pfgraph itself ({type(error).__name__}: {error}); please report it with "
        "the output of the same command under PFGRAPH_DEBUG=1"
    )


def _in_words(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "PFGRAPH"},
    epilog="Begin with `pfgraph demo`. Each command says more with --help.",
)
@click.version_option(__version__, prog_name="pfgraph")
def cli() -> None:
    """Partnerships in the free knowledge ecosystem as a knowledge graph on a Wikibase."""


def main() -> None:
    """The entry point; a reader that goes away (`| head`) is no failure."""
    try:
        cli()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to flush
        sys.exit(0)
