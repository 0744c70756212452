"""An evaluation in somebody's own repository: the files that it begins with."""

from importlib.resources import files
from pathlib import Path

from drafter import __version__
from drafter.files import write_whole

_FILES = {
    "gates.toml": "eval/gates.toml",
    "README.md": "eval/README.md",
    "github.yml": ".github/workflows/drafter.yml",
    "gitlab.yml": "eval/gitlab-ci.yml",
}


def begin(folder: Path) -> tuple[list[Path], list[Path]]:
    """Write the files that are not there yet; those that were made, those that stay as they are.

    Raises InputError where one cannot be written.
    """
    made: list[Path] = []
    kept: list[Path] = []
    starter = files("drafter.evaluation") / "starter"
    for name, place in _FILES.items():
        target = folder / place
        if target.exists():
            kept.append(target)
            continue
        text = (starter / name).read_text(encoding="utf-8").replace("{version}", __version__)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, text.encode())
        made.append(target)
    (folder / "eval" / "cases").mkdir(parents=True, exist_ok=True)
    return made, kept
