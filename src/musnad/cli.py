"""The command line: what can be asked for. What is done about it is in `musnad.commands`, loaded only when it is needed."""

import argparse
import sys
from collections.abc import Sequence

from musnad.archive.asking import add_questions
from musnad.archive.leaving import add_ways_out
from musnad.archive.options import add_commands
from musnad.batch.options import add_batch
from musnad.serve.options import add_serve

SHELLS = ("bash", "zsh")
_EXIT_CODES = """exit codes:
  0  done
  1  failed
  2  wrong usage
  3  some inputs failed, the others were read
  4  nothing found: there was no page to read, or no such claim"""
_READ = """Read Arabic news pages. Without a format a sheet for people is printed, one claim a line.

Results go to standard output or FILE, warnings and the count of pages to standard error. A page that cannot be
read is named there with its reason, and the others are read."""


def parser() -> argparse.ArgumentParser:
    """The options of all commands."""
    top = argparse.ArgumentParser(
        prog="musnad",
        description="Reads Arabic political news and keeps a sourced record: who did what to whom, where, when, and who "
        "says so.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="store_true", help="show the version and exit")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _add_read(commands)
    _add_times(commands)
    lexicon = commands.add_parser("lexicon", help="work with the tables of words", allow_abbrev=False)
    of_lexicon = lexicon.add_subparsers(dest="lexicon_command", metavar="COMMAND", required=True)
    check = of_lexicon.add_parser(
        "check",
        help="name every fault in the tables",
        description="Name every fault in the tables: file, line, column, what is wrong. Examples are read and compared.",
        allow_abbrev=False,
    )
    check.add_argument(
        "folder", nargs="?", metavar="DIR", help="a folder of your own tables; the package's if left out"
    )
    _add_annotated(commands)
    add_batch(commands, _positive, _seconds)
    _add_bench(commands)
    add_commands(commands, _positive, _seconds)
    add_questions(commands, _positive)
    add_ways_out(commands, _positive)
    add_serve(commands, _port)
    completion = commands.add_parser("completion", help="print a script that completes commands", allow_abbrev=False)
    completion.add_argument("shell", choices=SHELLS)
    return top


def _add_read(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    read = commands.add_parser(
        "read",
        help="read pages",
        description=_READ,
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    read.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, archives; - for standard input")
    formats = read.add_mutually_exclusive_group()
    formats.add_argument("--json", dest="format", action="store_const", const="json", help="one record a line")
    formats.add_argument("--html", dest="format", action="store_const", const="html", help="one self-contained page")
    formats.add_argument("--table", dest="format", action="store_const", const="table", help="the claims as CSV")
    formats.add_argument("--explain", metavar="CLAIM", help="why a claim (c3) was made: stage, rule, row, evidence")
    read.add_argument("-o", "--output", metavar="FILE", help="write there; the file appears when all is written")
    read.add_argument("--published", metavar="DATE", help="when the pages appeared that do not say so: 2024-05-15")
    read.add_argument("--outlet", metavar="NAME", help="whose words the pages are that do not say so")
    read.add_argument("--lexicon", metavar="DIR", action="append", help="your own tables, on top of the package's")
    read.add_argument("--jobs", metavar="N", type=_positive, default=1, help="how many processes read (default 1)")
    read.add_argument("--seconds", metavar="N", type=_seconds, default=20.0, help="the longest a page may take (20)")
    read.add_argument("--memory", metavar="MIB", type=_positive, default=2048, help="the most a page may take (2048)")
    read.add_argument("--keep", metavar="DIR", help="keep the bytes of every page there, under their SHA-256")
    _add_field(read)
    read.set_defaults(format="sheet")


def _add_field(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--field",
        metavar="OURS=THEIRS",
        action="append",
        default=[],
        help="under which name JSON records hold id, text, url, outlet, host, title, byline, published or retrieved",
    )


def _add_times(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    times = commands.add_parser(
        "times",
        help="find and resolve time expressions",
        description="Find the time expressions of Arabic texts and resolve them: place, type, ISO 8601 value, words, "
        "and the kind of a contradiction. Each file is one text.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    times.add_argument("paths", nargs="+", metavar="PATH", help="text files; - for standard input")
    times.add_argument("--reference", metavar="DATE", help="the day to count from: 2024-05-15 or 2024-05-15T18:00")
    times.add_argument(
        "--jsonl",
        action="store_true",
        help="read lines {id, text, reference_time}, print lines {id, spans: [{start, end, type, value, end_value}]}",
    )


def _add_annotated(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    annotate = commands.add_parser("annotate", help="work with annotated pages", allow_abbrev=False)
    of_annotate = annotate.add_subparsers(dest="annotate_command", metavar="COMMAND", required=True)
    check = of_annotate.add_parser(
        "check",
        help="name every fault in annotated pages",
        description="Name every fault in a folder of annotated pages (NAME.txt, NAME.yaml, NAME.more.yaml): file, line, "
        "what is wrong.",
        allow_abbrev=False,
    )
    check.add_argument("folder", metavar="DIR", help="the folder")
    score = commands.add_parser(
        "score",
        help="measure how well annotated pages are read",
        description="Read the annotated pages of a folder, or take records made before, and print every measure.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    score.add_argument("folder", metavar="DIR", help="NAME.txt, NAME.yaml and NAME.more.yaml of every page")
    score.add_argument("records", nargs="?", metavar="FILE", help="records as `musnad read --json` writes them")
    score.add_argument("--errors", metavar="FILE", help="list every error there, tab separated")
    score.add_argument("--json", metavar="FILE", help="write the measures there as JSON")
    score.add_argument("--lexicon", metavar="DIR", action="append", help="your own tables, on top of the package's")


def _add_bench(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    bench = commands.add_parser(
        "bench",
        help="measure how fast pages are read here",
        description="Read pages several times in one process and print how fast that went: pages and words a second, "
        "milliseconds of each stage, the time to start, the most memory. Nothing is kept.",
        allow_abbrev=False,
    )
    bench.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, folders, archives; the sample pages if left out"
    )
    _add_field(bench)
    bench.add_argument("--times", metavar="N", type=_positive, default=5, help="how often (default 5); the best counts")
    bench.add_argument("--json", action="store_true", help="print the figures as one line of JSON")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 1 << 16:
        raise ValueError
    return number


_port.__name__ = "port number"
_positive.__name__ = "positive number"
_seconds.__name__ = "number of seconds"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code.

    Raises:
        SystemExit: help was asked for (0), or the usage is wrong (2).
    """
    top = parser()
    options = top.parse_args(arguments)
    if options.version:
        print(f"musnad {_version()}")
        return 0
    if options.command == "completion":
        print(_completion(top, options.shell))
        return 0
    if options.command is None:
        top.print_help(sys.stderr)
        return 2
    from musnad import commands  # noqa: PLC0415 - help must not wait for it

    return commands.run(options)


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - help must not wait for it

    return version("musnad")


def _completion(of: argparse.ArgumentParser, shell: str) -> str:
    import shtab  # noqa: PLC0415 - nothing else needs it

    def complete_paths(part: argparse.ArgumentParser) -> None:
        for action in part._actions:
            if action.metavar in {"PATH", "FILE", "DIR"}:
                action.complete = shtab.DIRECTORY if action.metavar == "DIR" else shtab.FILE  # type: ignore[attr-defined]
            if isinstance(action.choices, dict):
                for command in action.choices.values():
                    complete_paths(command)

    complete_paths(of)
    return shtab.complete(of, shell)
