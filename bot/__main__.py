"""The command line: chat, run, seed, reindex, doctor, migrate, backup, moderator, understand, skills."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.config import Settings

# What a command needs is imported when it runs: `--help` answers at once, and nobody waits for what they do not use.
app = typer.Typer(
    name="fairlance",
    help="A chat bot for hiring freelancers that the community itself runs. Start with: python -m bot chat",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
moderator = typer.Typer(help="Say who moderates a community.", no_args_is_help=True)
skills = typer.Typer(help="The skill vocabulary.", no_args_is_help=True)
app.add_typer(moderator, name="moderator")
app.add_typer(skills, name="skills")

Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="The data folder; FAIRLANCE_DATA or ./data if not given.")
]
Platform = Annotated[str, typer.Argument(help="telegram, discord or terminal")]
User = Annotated[str, typer.Argument(help="The person's id there; in the terminal, their name.")]
Place = Annotated[str, typer.Argument(help="The platform's id of the group or server.")]


@app.command()
def chat(
    as_: Annotated[str, typer.Option("--as", metavar="NAME", help="Who you are; your login name if not given.")] = "",
    data: Data = None,
    json: Annotated[bool, typer.Option("--json", help="Lines in, one JSON object a reply out.")] = False,
) -> None:
    """Talk to the bot in this terminal.

    The first time, a demo community is made: about sixty invented freelancers, a few clients, and Mo, who moderates.
    Be any of them with --as.

    Examples:

        python -m bot chat

        python -m bot chat --as luna          (a freelancer who draws logos)

        python -m bot chat --as mo            (the moderator: try /queue)

        echo "I need a logo" | python -m bot chat --as ann --json
    """
    from bot.cli import opening

    name = opening.checked_name(as_) if as_ else opening.login_name()
    out = opening.standard_output_for_json() if json else None
    settings = _prepared(data, quiet=False, log="" if json else "chat.log")
    from bot.cli.talk import chat as talk

    asyncio.run(talk(settings, name=name, out=out))


@app.command()
def run(data: Data = None) -> None:
    """Start every platform that has a token, and work until it is stopped (Ctrl-C or SIGTERM).

    Examples:

        TELEGRAM_TOKEN=123:abc python -m bot run

        python -m bot run --data /var/lib/fairlance     (tokens in .env)
    """
    settings = _prepared(data, quiet=False)
    from bot.cli.talk import run as work

    asyncio.run(work(settings))


@app.command()
def seed(
    data: Data = None,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Only where nobody has ever written.")] = False,
) -> None:
    """Add the demo community. What is there already is left alone, so doing it twice adds nothing.

    Examples:

        python -m bot seed

        python -m bot seed --if-empty --data /tmp/try
    """
    settings = _prepared(data)
    from bot.cli.upkeep import fill_demo

    counts = asyncio.run(fill_demo(settings, if_empty=if_empty))
    typer.echo(f"Added {counts.people} people, {counts.reviews} reviews and {counts.gigs} jobs.")


@app.command()
def reindex(data: Data = None) -> None:
    """Build the search index again from the database.

    Example:

        python -m bot reindex
    """
    settings = _prepared(data)
    from bot.cli.upkeep import reindex as rebuild

    typer.echo(f"Indexed {asyncio.run(rebuild(settings))} people.")


@app.command()
def doctor(data: Data = None) -> None:
    """Say what is configured, reachable, migrated and indexed, and what to do about the rest.

    The exit code is 1 when something is broken.

    Example:

        python -m bot doctor
    """
    from bot import logs
    from bot.cli import opening

    settings = opening.read_settings(data)  # the folder is looked at by the doctor
    logs.set_up("ERROR")
    from bot.cli.upkeep import doctor as look

    if not asyncio.run(look(settings)):
        raise typer.Exit(1)


@app.command()
def migrate(data: Data = None) -> None:
    """Bring the database's schema up to date. Every start does this too.

    Example:

        DATABASE_URL=postgresql://localhost/fairlance python -m bot migrate
    """
    settings = _prepared(data)
    from bot.cli.upkeep import migrate as bring_up_to_date

    typer.echo(f"The database is at revision {asyncio.run(bring_up_to_date(settings))}.")


@app.command()
def backup(
    to: Annotated[Path, typer.Argument(help="A folder, or the name of a new ZIP file.")],
    data: Data = None,
) -> None:
    """Copy the database and the files into one ZIP file, also while the bot runs.

    To go back, unpack it into an empty data folder and run `reindex`. Keep it safe: the key is in it.

    Examples:

        python -m bot backup /mnt/backups

        python -m bot backup before-update.zip
    """
    settings = _prepared(data)
    from bot.cli.upkeep import backup as pack

    typer.echo(f"Everything is in {asyncio.run(pack(settings, to))}")


@moderator.command("add")
def moderator_add(platform: Platform, user: User, community: Place = "home", data: Data = None) -> None:
    """Let somebody moderate a community.

    Examples:

        python -m bot moderator add terminal mo

        python -m bot moderator add telegram 12345678 -- -1009876543
    """
    _appoint(platform, user, community, data, moderates=True)


@moderator.command("remove")
def moderator_remove(platform: Platform, user: User, community: Place = "home", data: Data = None) -> None:
    """Take somebody's right to moderate a community back.

    Example:

        python -m bot moderator remove terminal mo
    """
    _appoint(platform, user, community, data, moderates=False)


@moderator.command("list")
def moderator_list(data: Data = None) -> None:
    """Show who moderates what.

    Example:

        python -m bot moderator list
    """
    settings = _prepared(data)
    from bot.cli.moderators import listed

    typer.echo("\n".join(asyncio.run(listed(settings))) or "Nobody moderates anything yet.")


@app.command()
def understand(
    data: Data = None,
    model: Annotated[str, typer.Option("--model", help="A chat model, for example openai:gpt-5-mini.")] = "",
) -> None:
    """Read texts from standard input, one a line, and print what the bot understands as JSON.

    Examples:

        echo "I need a logo for 300 dollars" | python -m bot understand

        python -m bot understand --model openai:gpt-5-mini < texts.txt
    """
    settings = _prepared(data)
    if model:
        settings = settings.model_copy(update={"model": model})
    from bot.cli.understanding import explain

    texts = (line.decode("utf-8", "replace").rstrip("\r\n") for line in sys.stdin.buffer)
    asyncio.run(explain(settings, texts, sys.stdout))


@skills.command("import")
def skills_import(
    file: Annotated[Path, typer.Argument(help="ESCO's skills_en.csv, O*NET's Technology Skills.txt, or a ZIP file.")],
    data: Data = None,
) -> None:
    """Add the skills of an ESCO or O*NET download to the vocabulary of this installation.

    Get them at esco.ec.europa.eu/en/use-esco/download (CSV, English) and onetcenter.org/database.html (text files).

    Examples:

        python -m bot skills import skills_en.csv

        python -m bot skills import "Technology Skills.txt" --data /var/lib/fairlance
    """
    settings = _prepared(data)
    from bot.cli.skills import import_skills

    done = import_skills(file, settings.data)
    typer.echo(
        f"Read {done.read} skills, {done.new} of them new. They are in {done.file} and count from the next start."
    )


def _appoint(platform: str, user: str, community: str, data: Path | None, *, moderates: bool) -> None:
    settings = _prepared(data)
    from bot.cli.moderators import change
    from bot.domain.people import Role

    role = Role.MODERATOR if moderates else Role.MEMBER
    typer.echo(asyncio.run(change(settings, platform=platform, user=user, community=community, role=role)))


def _prepared(data: Path | None, *, quiet: bool = True, log: str = "") -> Settings:
    """Settings, a data folder that can be written to, and logs: only of trouble if `quiet`, in the file `log` if given."""
    from bot import logs
    from bot.cli import opening

    settings = opening.read_settings(data)
    opening.prepare_folder(settings.data)
    logs.set_up("WARNING" if quiet else settings.log_level, settings.data / log if log else None)
    return settings


def main() -> None:
    """The console script: whatever is wrong is one sentence on standard error, and the exit code says so."""
    from bot.errors import BotError, Unavailable

    try:
        app()
    except Unavailable as error:
        print(f"{error} For more, run: python -m bot doctor", file=sys.stderr)
        sys.exit(1)
    except (BotError, OSError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
