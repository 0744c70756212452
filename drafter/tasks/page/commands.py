"""What the page does, as the commands that do it."""

from collections.abc import Sequence
from pathlib import Path

from drafter.tasks.command_line import joined
from drafter.tasks.draft import DraftWish


def entered(folder: Path) -> str:
    """Going to the working folder, where the others are meant to be run."""
    return joined(["cd", folder])


def draft_command(wish: DraftWish) -> str:
    """`drafter draft` for that wish."""
    words: list[str | Path] = ["drafter", "draft", *wish.notes, "-o", wish.output]
    for name, value in [*wish.front.items(), *wish.flags.items()]:
        if value:
            words += [f"--{name.replace('_', '-')}", str(value)]
    for style in wish.style:
        words += ["--style-from", style]
    words += [f"--{name}" for name in ("changed", "force") if getattr(wish, name)]
    return joined(words)


def index_command(files: Sequence[Path]) -> str:
    """`drafter index add` for those files."""
    return joined(["drafter", "index", "add", *files])


def gaps_command(
    draft: Path, output: Path, due: str, assigned: Path | None, *, by_division: bool, force: bool
) -> str:
    """`drafter gaps` into a form, or into one for each division."""
    words: list[str | Path] = ["drafter", "gaps", draft, "-o", output]
    words += ["--by", "division"] if by_division else []
    words += ["--due", due] if due else []
    words += ["--assigned", assigned] if assigned else []
    return joined([*words, *(["--force"] if force else [])])


def fill_command(draft: Path, files: Sequence[Path], *, force: bool) -> str:
    """`drafter fill` with those forms."""
    return joined(["drafter", "fill", draft, *files, *(["--force"] if force else [])])


def take_command(file: Path, draft: Path) -> str:
    """`drafter take` of an edited file."""
    return joined(["drafter", "take", file, draft])


def review_command(draft: Path, who: str) -> str:
    """`drafter review` of a draft; `who` "" is the login."""
    return joined(["drafter", "review", draft, *(["--as", who] if who else [])])
