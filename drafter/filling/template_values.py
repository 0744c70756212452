"""Values of returned forms for a template: judged like those for a draft, entries of a map then."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from drafter.documents.gaps import gap_names
from drafter.errors import InputError
from drafter.filling.filling import Given, Remark
from drafter.filling.mask_report import with_unit
from drafter.filling.rows import Row, template_rows
from drafter.filling.template_files import Sheet
from drafter.filling.unmask_report import Entry, template_gaps
from drafter.filling.values import judged
from drafter.messages import t
from drafter.records import Brief, GapKind, Kind


@dataclass(frozen=True, slots=True)
class TemplateValues:
    """What became of the values that were given for the masks of a template."""

    entries: Mapping[str, Entry]
    refused: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()


def template_values(
    sheet: Sheet,
    given: Sequence[Given],
    *,
    accepted: Collection[str] = (),
    restore: bool = False,
    unknown_too: bool = False,
) -> TemplateValues:
    """The values that are taken, each under the name of its mask.

    accepted     masks whose values are taken however unlikely
    restore      fixed phrases that were masked in part are written out
    unknown_too  values for masks that are none are passed over; else InputError names the first
    """
    places = template_gaps(sheet.rows)
    rows = {row.gap.id: row for row in template_rows(places, {})}
    named = dict(zip(gap_names(places), places, strict=True))
    stray = next((one for one in given if one.gap not in rows), None)
    if stray and not unknown_too:
        raise InputError(
            t("fill.unknown"), stray.source, value=stray.gap, remedy=t("fill.unknown.remedy")
        )
    brief = Brief("", Kind.SUMMARY, sheet.report.title, "", "")
    work = _Work(brief, set(accepted))
    phrases = (Given(row.gap.id, row.gap.restore, "") for row in rows.values() if row.gap.restore)
    for name, values in _by_name([*given, *(phrases if restore else ())], rows).items():
        start, end = with_unit(named[name].text, named[name].gap)
        work.take(rows[name], values, named[name].text[start:end])
    return TemplateValues(work.entries, tuple(work.refused), tuple(work.warnings))


def _by_name(given: Sequence[Given], rows: Collection[str]) -> dict[str, list[Given]]:
    values: dict[str, list[Given]] = {}
    for one in given:
        if one.gap in rows and one.value.strip():
            values.setdefault(one.gap, []).append(one)
    return values


class _Work:
    """Entries in the making."""

    def __init__(self, brief: Brief, accepted: Collection[str]) -> None:
        self.entries: dict[str, Entry] = {}
        self.refused: list[Remark] = []
        self.warnings: list[Remark] = []
        self._brief, self._accepted = brief, accepted

    def take(self, row: Row, values: Sequence[Given], mask: str) -> None:
        """Take the value that was given for a mask, or say why not."""
        name, source = row.gap.id, values[0].source
        if len({one.value.strip() for one in values}) > 1:
            told = "、".join(f"“{one.value}”（{one.source}）" for one in values)
            self.refused.append(Remark(values[-1].source, name, t("fill.twice", values=told)))
            return
        verdict = judged(values[0].value, row, self._brief, accepted=name in self._accepted)
        if verdict.text is None:
            insist = t("fill.accept", gap=name) if verdict.plain else ""
            self.refused.append(Remark(source, name, verdict.refusal + insist))
            return
        self.warnings += (Remark(source, name, message) for message in verdict.warnings)
        unit = mask.removeprefix(row.gap.text) if row.gap.kind is not GapKind.STRAY else ""
        self.entries[name] = Entry(mask, verdict.text + unit)
