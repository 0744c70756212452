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
from collections.abc import Callable, Iterable, Mapping
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
        """The findings wanted for a file, with the severities that are set, in reading order."""
        return tuple(
            sorted(
                self.wanted(findings, file),
                key=lambda finding: (finding.line or 0, finding.span, finding.code),
            )
        )

    def wanted(self, findings: Iterable[Finding], file: Path) -> tuple[Finding, ...]:
        """The findings wanted for a file, with the severities that are set, as they come."""
        off = [*self.ignore]
        for pattern, codes in self.per_file_ignores.items():
            if any(fnmatch(name, pattern) for name in (str(file), file.name)) or fnmatch(
                str(file), f"*/{pattern}"
            ):
                off += codes
        return tuple(
            replace(finding, severity=self._severity(finding))
            for finding in findings
            if self._is_wanted(finding.code, off)
        )

    def _is_wanted(self, code: str, off: list[str]) -> bool:
        """Whether a rule is selected and not switched off.

        Of two that name it the more exact wins.
        """
        selected = _exactness(code, self.select)
        if self.select and selected < 0:
            return False
        return _exactness(code, off) <= selected

    def _severity(self, finding: Finding) -> Severity:
        named = [code for code in self.severity if finding.code.startswith(code)]
        return self.severity[max(named, key=len)] if named else finding.severity


def _exactness(code: str, named: Iterable[str]) -> int:
    """How exactly a code is named: FIG201 more than FIG; -1 where it is not."""
    return max((len(name) for name in named if code.startswith(name)), default=-1)


def load_check_settings(folder: Path | None = None) -> CheckSettings:
    """The settings of the user's file, then of the project's: what the latter names replaces the
    former's.

    Raises InputError naming file, line and value.
    """
    settings = CheckSettings()
    for file in settings_files(folder or Path.cwd()):
        try:
            text = file.read_text(encoding="utf-8-sig")
            table = tomllib.loads(text).get("check", {})
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError(
                t("settings.toml"), file, value=str(error), remedy=t("settings.toml.remedy")
            ) from error
        settings = _Reader(file, text).read(table, settings)
    return settings


def check_codes(codes: Iterable[str], source: str) -> tuple[str, ...]:
    """The codes and families as given on the command line.

    Raises InputError on one that no rule has.
    """
    given = [code for words in codes for code in re.split(r"[,，、\s]+", words) if code]
    return _Reader(Path(source), "").codes(given)


@dataclass(frozen=True, slots=True)
class _Reader:
    file: Path
    text: str

    def read(self, table: Any, before: CheckSettings) -> CheckSettings:
        """The settings with what a table names in the place of what was there."""
        changes: dict[str, Any] = {}
        house: dict[str, Any] = {}
        for key, value in self.table("check", table).items():
            if key in _READERS:
                changes[key.replace("-", "_")] = _READERS[key](self, key, value)
            elif key in _HOUSE_READERS:
                house[key] = _HOUSE_READERS[key](self, key, value)
            else:
                raise self.unknown(key, (*_READERS, *_HOUSE_READERS))
        return replace(before, **changes, house=replace(before.house, **house))

    def codes(self, given: Iterable[str]) -> tuple[str, ...]:
        from drafter.checks.all import all_rules  # every rule: only where one is named

        wanted, known = tuple(code.upper() for code in given), all_rules()
        for code in wanted:
            if not any(name.startswith(code) for name in known):
                near = self.near(code, known)
                raise InputError(t("check.code"), self.file, self.line(code), code, near)
        return wanted

    def named_codes(self, key: str, value: Any) -> tuple[str, ...]:
        return self.codes(self.words(key, value))

    def per_file(self, key: str, value: Any) -> dict[str, tuple[str, ...]]:
        table = self.table(key, value)
        return {pattern: self.named_codes(pattern, codes) for pattern, codes in table.items()}

    def profile(self, key: str, value: Any) -> Path:
        return (self.file.parent / str(value)).resolve()

    def severities(self, key: str, value: Any) -> dict[str, Severity]:
        for code, name in self.table(key, value).items():
            if name not in set(Severity):
                choices = t("settings.choices", names="、".join(Severity))
                title = t("settings.value", name=code)
                raise InputError(title, self.file, self.line(code), str(name), choices)
        return dict(zip(self.codes(value), map(Severity, value.values()), strict=True))

    def phrases(self, key: str, value: Any) -> tuple[Phrase, ...]:
        if not isinstance(value, list):
            raise self.wrong(key, value)
        return tuple(map(self.phrase, value))

    def phrase(self, value: Any) -> Phrase:
        kinds = {known.name for known in fields(Phrase)}
        if not isinstance(value, dict) or not isinstance(value.get("right"), str):
            raise self.wrong("phrases", value)
        for key in value:
            if key not in kinds:
                raise self.unknown(key, kinds)
        for key in ("valid_from", "valid_to"):
            if not isinstance(value.get(key, date.min), date):
                raise self.wrong(key, value[key])
        return Phrase(**{**value, "wrong": self.words("wrong", value.get("wrong", []))})

    def table(self, key: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong(key, value)
        return value

    def words(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
            raise self.wrong(key, value)
        return tuple(value)

    def word_set(self, key: str, value: Any) -> frozenset[str]:
        return frozenset(self.words(key, value))

    def wrong(self, key: str, value: Any) -> InputError:
        title, remedy = t("settings.value", name=key), t("check.settings.remedy")
        return InputError(title, self.file, self.line(key), str(value), remedy)

    def unknown(self, key: str, known: Iterable[str]) -> InputError:
        title, near = t("settings.unknown"), self.near(key, known)
        return InputError(title, self.file, self.line(key), key, near)

    def line(self, key: str) -> int | None:
        """The first line that has the word outside of a remark."""
        rows = enumerate(self.text.split("\n"), 1)
        return next((number for number, row in rows if key in row.split("#")[0]), None)

    def near(self, given: str, known: Iterable[str]) -> str:
        """What to write instead: the known name nearest to it, else all of them."""
        names = sorted(known)
        close = difflib.get_close_matches(given, names, 1)
        if close:
            return t("notes.front.near", name=close[0])
        return t("settings.known", names="、".join(names[:40]))


_READERS: dict[str, Callable[[_Reader, str, Any], Any]] = {
    "select": _Reader.named_codes,
    "ignore": _Reader.named_codes,
    "severity": _Reader.severities,
    "per-file-ignores": _Reader.per_file,
    "profile": _Reader.profile,
}
# What the unit's own words are, by the names that drafter.documents.house_words has for them.
_HOUSE_READERS: dict[str, Callable[[_Reader, str, Any], Any]] = {
    "names": _Reader.words,
    "places": _Reader.words,
    "allowed": _Reader.word_set,
    "phrases": _Reader.phrases,
}
