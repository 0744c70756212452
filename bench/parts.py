"""What drafter's parts take on a disk, and what of it nothing uses.

    python bench/parts.py [PART…]      base index local remote review all
    python bench/parts.py unused       of the packages that Chroma brings

Each part is installed with the locked versions into a fresh environment, which takes a package
registry or uv's cache. `unused` adds documents to an index with Chroma, opens it in a new process
and searches; of the packages that only Chroma asks for it names those of which nothing was loaded.
"""

import json
import re
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTS = ("base", "index", "local", "remote", "review", "all")
_SEARCH = """
import json, sys
from pathlib import Path
from drafter.retrieval.index import Index
place, files = map(Path, sys.argv[1:])
with Index.open(place) as index:
    list(index.add([files]))
    list(index.rebuild())
    index.search("教师培训")
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def main(asked: list[str]) -> None:
    """Print a line a part, or a line a package."""
    if asked == ["unused"]:
        return unused()
    for part in asked or PARTS:
        with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
            count, size = installed(part, Path(folder))
        print(f"{part:<7} {size / 1e6:6.0f} MB  {count} packages")
    return None


def installed(part: str, folder: Path) -> tuple[int, int]:
    """How many packages a part is in a fresh environment, itself included, and their bytes."""
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "-q", "--python", sys.executable, folder / "e"], check=True)
    wanted = f"{ROOT}[{part}]" if part != "base" else str(ROOT)
    subprocess.run(
        [*uv, "pip", "install", "-q", "--python", folder / "e", "-c", "requirements.lock", wanted],
        check=True,
        cwd=ROOT,
    )
    site = next((folder / "e").rglob("site-packages"))
    size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    return len(list(site.glob("*.dist-info"))), size


def unused() -> None:
    """Print the packages that only Chroma brings and nothing loads, the largest first."""
    ours = {name for name in direct() if name != "chromadb"}
    only = closure({"chromadb"}) - closure(ours)
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        command = [sys.executable, "-c", _SEARCH, folder + "/index", str(ROOT / "corpus")]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    of = packages_distributions()
    used = {name_of(one) for module in loaded for one in of.get(module, ())}
    rows = sorted(((size_of(name), name) for name in only - used), reverse=True)
    for size, name in rows:
        print(f"{size / 1e6:6.1f} MB  {name}")
    every = sum(map(size_of, only))
    print(
        f"{len(only)} packages, {every / 1e6:.0f} MB, come with Chroma alone;"
        f" nothing is loaded of {len(rows)}, {sum(size for size, _ in rows) / 1e6:.0f} MB"
    )


def direct() -> set[str]:
    """The packages that drafter asks for by name, whatever the part, but for eval's."""
    asked = distribution("gongwen-drafter").requires or []
    return {name_of(one) for one in asked if "extra == 'eval'" not in one} - {"gongwen-drafter"}


def closure(names: set[str]) -> set[str]:
    """Packages, and what is installed here of all they ask for; extras left out."""
    reached: set[str] = set()
    waiting = set(names)
    while waiting:
        reached.add(name := waiting.pop())
        try:
            asked = distribution(name).requires or []
        except PackageNotFoundError:
            reached.discard(name)
            continue
        waiting |= {name_of(one) for one in asked if "extra ==" not in one} - reached
    return reached


def name_of(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def size_of(name: str) -> int:
    files = distribution(name).files or []
    return sum(file.locate().stat().st_size for file in files if file.locate().is_file())


if __name__ == "__main__":
    main(sys.argv[1:])
