"""What drafter.toml says of checking: the table [check], read strictly.

[check]
select = ["FIG", "DAT101"]        # only these; families or codes
ignore = ["EMP"]
names = ["云岭县教育体育局"]        # standard names: any other spelling near them is reported
places = ["云岭县"]                # places of its own
allowed = ["三抓三促"]             # words that no rule may report
profile = "unit.profile.toml"     # house style, from `drafter profile learn`
[check.severity]
HED108 = "info"
[check.per-file-ignores]
"archive/*" = ["PUN", "WRD101"]
[[check.phrases]]
right = "五育并举"
wrong = ["五育共举"]
valid_from = 2019-01-01
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from drafter.documents.house_words import House, Phrase
from drafter.errors import InputError
from drafter.messages import t
from drafter.records import Finding, Severity
from drafter.settings import settings_files


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Which rules speak, how loudly, and the unit's own words.

    select            codes or families; () for all; ignore takes away from them
    severity          by code or family, the longest match wins
    per_file_ignores  glob of a file's path → codes or families
    profile           the house style of Word files; None for GB/T 9704
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    profile: Path | None = None
    house: House = field(default_factory=House)

    def judged(self, findings: Iterable[Finding], file: Path) -> tuple[Finding, ...]:
        """The findings that are wanted for a file, with the severities that are set, in reading order."""
        off = [*self.ignore]
        for pattern, codes in self.per_file_ignores.items():
            if (
                fnmatch(str(file), pattern)
                or fnmatch(file.name, pattern)
                or fnmatch(str(file), f"*/{pattern}")
            ):
                off += codes
        kept = (
            replace(finding, severity=self._severity(finding))
            for finding in findings
            if (not self.select or _match(finding.code, self.select))
            and (
                _length(finding.code, off)
                <= (_length(finding.code, self.select) if self.select else -1)
            )
        )
        return tuple(sorted(kept, key=lambda f: (f.line or 0, f.span, f.code)))

    def _severity(self, finding: Finding) -> Severity:
        named = [code for code in self.severity if finding.code.startswith(code)]
        return self.severity[max(named, key=len)] if named else finding.severity


def _match(code: str, wanted: Iterable[str]) -> bool:
    return any(code.startswith(one) for one in wanted)


def _length(code: str, wanted: Iterable[str]) -> int:
    """How exactly a code is named: FIG201 more than FIG; -1 where it is not. The more exact word wins."""
    return max((len(one) for one in wanted if code.startswith(one)), default=-1)


_KEYS = (
    "select",
    "ignore",
    "severity",
    "per-file-ignores",
    "profile",
    "names",
    "places",
    "allowed",
    "phrases",
)


def load_check_settings(known: Iterable[str], folder: Path | None = None) -> CheckSettings:
    """The settings of the user's file, then of the project's: what the latter names replaces the former's.

    known  all codes there are. Raises InputError naming file, line and value.
    """
    found = CheckSettings()
    codes = frozenset(known)
    for file in settings_files(folder or Path.cwd()):
        try:
            text = file.read_text(encoding="utf-8-sig")
            table = tomllib.loads(text).get("check", {})
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError(
                t("settings.toml"), file, value=str(error), remedy=t("settings.toml.remedy")
            ) from error
        found = _Reader(file, text, codes).read(table, found)
    return found


def check_codes(codes: Iterable[str], known: Iterable[str], source: str) -> tuple[str, ...]:
    """The codes and families as given on the command line. Raises InputError on one that no rule has."""
    return _Reader(Path(source), "", frozenset(known)).codes(
        [c for given in codes for c in re.split(r"[,，、\s]+", given) if c]
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    file: Path
    text: str
    known: frozenset[str]

    def read(self, table: Any, before: CheckSettings) -> CheckSettings:
        if not isinstance(table, dict):
            raise self.wrong("check", table)
        changes: dict[str, Any] = {}
        house: dict[str, Any] = {}
        for key, value in table.items():
            match key:
                case "select" | "ignore":
                    changes[key] = self.codes(self.words(key, value))
                case "severity":
                    changes["severity"] = self.severities(value)
                case "per-file-ignores":
                    if not isinstance(value, dict):
                        raise self.wrong(key, value)
                    changes["per_file_ignores"] = {
                        p: self.codes(self.words(p, codes)) for p, codes in value.items()
                    }
                case "profile":
                    changes["profile"] = (self.file.parent / str(value)).resolve()
                case "names" | "places":
                    house[key] = self.words(key, value)
                case "allowed":
                    house[key] = frozenset(self.words(key, value))
                case "phrases":
                    if not isinstance(value, list):
                        raise self.wrong(key, value)
                    house[key] = tuple(self.phrase(one) for one in value)
                case _:
                    raise InputError(
                        t("settings.unknown"), self.file, self.line(key), key, self.near(key, _KEYS)
                    )
        return replace(before, **changes, house=replace(before.house, **house))

    def codes(self, given: Iterable[str]) -> tuple[str, ...]:
        wanted = tuple(code.upper() for code in given)
        for code in wanted:
            if not any(name.startswith(code) for name in self.known):
                raise InputError(
                    t("check.code"), self.file, self.line(code), code, self.near(code, self.known)
                )
        return wanted

    def severities(self, value: Any) -> dict[str, Severity]:
        if not isinstance(value, dict):
            raise self.wrong("severity", value)
        for code, name in value.items():
            if name not in set(Severity):
                names = "、".join(Severity)
                raise InputError(
                    t("settings.value", name=code),
                    self.file,
                    self.line(code),
                    str(name),
                    t("settings.choices", names=names),
                )
        return dict(zip(self.codes(value), map(Severity, value.values()), strict=True))

    def phrase(self, value: Any) -> Phrase:
        kinds = {f.name for f in fields(Phrase)}
        if not isinstance(value, dict) or not isinstance(value.get("right"), str):
            raise self.wrong("phrases", value)
        for key in value:
            if key not in kinds:
                raise InputError(
                    t("settings.unknown"), self.file, self.line(key), key, self.near(key, kinds)
                )
        for key in ("valid_from", "valid_to"):
            if not isinstance(value.get(key, date.min), date):
                raise self.wrong(key, value[key])
        return Phrase(**{**value, "wrong": self.words("wrong", value.get("wrong", []))})

    def words(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.wrong(key, value)
        return tuple(value)

    def wrong(self, key: str, value: Any) -> InputError:
        return InputError(
            t("settings.value", name=key),
            self.file,
            self.line(key),
            str(value),
            t("check.settings.remedy"),
        )

    def line(self, key: str) -> int | None:
        return next(
            (n for n, line in enumerate(self.text.split("\n"), 1) if key in line.split("#")[0]),
            None,
        )

    def near(self, given: str, known: Iterable[str]) -> str:
        close = difflib.get_close_matches(given, sorted(known), 1)
        return (
            t("notes.front.near", name=close[0])
            if close
            else t("settings.known", names="、".join(sorted(known)[:40]))
        )
