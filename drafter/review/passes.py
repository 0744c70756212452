"""Who may review a draft from another machine: a name and the digest of a secret, a line each.

The secret itself is kept nowhere: it is told once, to whoever runs the command. It has 256 random
bits, so that its digest can be found out by nobody.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from drafter.documents.draft_reviewed import tidy
from drafter.errors import InputError
from drafter.files import prepare_folder, write_whole
from drafter.messages import t
from drafter.system import owner_only

LONGEST_NAME = 40  # characters
FORMAT = "drafter.passes"


@dataclass(frozen=True, slots=True)
class Holder:
    """A reviewer who has a pass; digest is the SHA-256 of its secret."""

    name: str
    digest: str


class Passes:
    """The passes of one draft, as they are in their file now: another program may take one back."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read: tuple[tuple[int, int, int], tuple[Holder, ...]] | None = None

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Raises InputError where the file is none of passes."""
        try:
            found = self._file.stat()
            identity = (found.st_ino, found.st_mtime_ns, found.st_size)
            if self._read is None or self._read[0] != identity:
                self._read = identity, _holders(self._file.read_bytes())
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                t("listen.passes"), self._file, value=str(error), remedy=t("listen.passes.remedy")
            ) from error
        return self._read[1]

    def give(self, name: str) -> str:
        """A new secret for the reviewer; the one he had is good no more.

        Raises InputError where the name is none.
        """
        name = named(name)
        secret = secrets.token_urlsafe(32)
        with self._changing() as change:
            change(lambda one: one.name != name, Holder(name, digest_of(secret)))
        return secret

    def take_back(self, name: str) -> None:
        """Let the reviewer in no more. Raises InputError where he has no pass."""
        if name not in {one.name for one in self.holders}:
            names = "、".join(one.name for one in self.holders) or "—"
            remedy = t("listen.unknown.remedy", names=names)
            raise InputError(t("listen.unknown"), "--revoke", value=name, remedy=remedy)
        with self._changing() as change:
            change(lambda one: one.name != name)

    def holder_of(self, secret: str) -> Holder | None:
        digest = digest_of(secret)
        same = (one for one in self.holders if secrets.compare_digest(one.digest, digest))
        return next(same, None)

    @contextmanager
    def _changing(self) -> Iterator[Callable[..., None]]:
        """One program at a time: no pass that was taken back comes back."""
        prepare_folder(self._file)
        owner_only(self._file.parent)

        def change(keep: Callable[[Holder], bool], *more: Holder) -> None:
            kept = [asdict(one) for one in (*filter(keep, self.holders), *more)]
            text = json.dumps({"format": FORMAT, "passes": kept}, ensure_ascii=False, indent=1)
            write_whole(self._file, text.encode(), durable=True, private=True)

        with FileLock(self._file.with_suffix(".lock")):
            yield change


def passes_of(home: Path, draft: Path) -> Passes:
    """The passes of a draft; home is DRAFTER_HOME."""
    place = hashlib.sha256(str(draft.resolve()).encode()).hexdigest()[:24]
    return Passes(home / "passes" / f"{place}.json")


def _holders(written: bytes) -> tuple[Holder, ...]:
    content = json.loads(written)
    if content["format"] != FORMAT:
        raise ValueError(content["format"])
    return tuple(Holder(str(one["name"]), str(one["digest"])) for one in content["passes"])


def named(name: str) -> str:
    """The name of a reviewer as it goes into the record. Raises InputError where it is none."""
    words = tidy(name)
    if not words or len(words) > LONGEST_NAME:
        raise InputError(t("listen.name", most=LONGEST_NAME), "--reviewer", value=name[:50])
    return words


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
