"""Whether a text states what its notes state, and nothing else."""

import re
from collections import Counter

from drafter.checks.draft import check_draft
from drafter.evaluation.cases import ExpectedBullet, ExpectedFact
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.scored_text import Subject, evidence
from drafter.facts.figures import read_gaps
from drafter.filling.rows import gap_rows
from drafter.records import Severity

_LISTED = re.compile("[、和]")
_CLAUSE = re.compile(r"[，；。！？：\n]")


def recall(subject: Subject) -> Score:
    """Of the facts that the author marked, the share that is printed, as often as marked.

    A fact counts where the sentences of its bullet print it.
    """
    facts = missing = 0
    lost = []
    for bullet in subject.case.bullets:
        wanted = Counter(fact.printed for fact in bullet.facts)
        printed = _printed(subject, bullet)
        for text, times in wanted.items():
            facts += times
            if (short := times - _count(printed, text)) > 0:
                missing += short
                lost.append(Evidence(text, f"× {short}", bullet.line))
    unread = evidence(subject.beside, "FIG109")  # no author can mark what no reader reads
    facts, missing, lost = facts + len(unread), missing + len(unread), [*lost, *unread]
    return Score(1 - missing / facts if facts else None, tuple(lost), "" if facts else "no facts")


def swapped(subject: Subject) -> Score:
    """Figures whose clause lacks the word that the author bound them to, or astray by our rules."""
    astray = []
    for bullet in subject.case.bullets:
        printed = _printed(subject, bullet)
        for fact in bullet.facts:
            if fact.anchor and _count(printed, fact.printed) and not _at_home(printed, fact):
                astray.append(Evidence(fact.printed, fact.anchor, bullet.line))
    astray += evidence(subject.beside, "FIG105")
    return Score(float(len(astray)), tuple(astray))


def unsupported(subject: Subject) -> Score:
    """Figures, dates, titles and names that no note states; values where a gap belongs.

    A number that was not read is one of them, unless the notes have it letter by letter.
    """
    invented = [*evidence(subject.beside, "FIG101", "GAP104"), *_unread(subject, Severity.ERROR)]
    if subject.draft:
        invented += evidence(check_draft(subject.draft), "FIG101", "FIG108", "GAP103", "PER101")
    return Score(float(len(invented)), tuple(invented))


def unread(subject: Subject) -> Score:
    """Numbers that were not read, and so are not proved, whether the notes have them or not."""
    found = _unread(subject, *Severity)
    return Score(float(len(found)), found)


def _unread(subject: Subject, *severities: Severity) -> tuple[Evidence, ...]:
    return evidence((one for one in subject.beside if one.severity in severities), "FIG108")


def unit(subject: Subject) -> Score:
    """Figures with another unit or another scale."""
    changed = evidence(subject.beside, "FIG106")
    return Score(float(len(changed)), changed)


def duplicated(subject: Subject) -> Score:
    """Figures printed more often than the notes state them."""
    repeated = evidence(subject.beside, "FIG103")
    if subject.draft:
        repeated += evidence(check_draft(subject.draft), "FIG103")
    return Score(float(len(repeated)), repeated)


def gaps(subject: Subject) -> Score:
    """Of the gaps that the author marked, the share that is as wide as it was, and is listed.

    So is each number of a person that is withheld.
    """
    wanted = Counter((*subject.case.gaps, *subject.case.withheld))
    if not wanted:
        return Score(None, reason="no gaps")
    shown = Counter(gap.text for line in subject.report.lines for gap in read_gaps(line.text))
    lost = list((wanted - shown).elements())
    if subject.draft:
        lost += (wanted - Counter(row.gap.text for row in gap_rows(subject.draft))).elements()
    share = max(0.0, 1 - len(lost) / wanted.total())
    return Score(share, tuple(Evidence(text, "gap") for text in lost))


def coverage(subject: Subject) -> Score:
    """Of the bullets, the share that is used, once, in its section."""
    bullets = len(subject.case.bullets)
    of_draft = check_draft(subject.draft) if subject.draft else ()
    lost = evidence((*of_draft, *subject.beside), "BUL")
    if not bullets:
        return Score(None, lost, "no bullets")
    return Score(max(0.0, 1 - len(lost) / bullets), lost)


def words(subject: Subject) -> Score:
    """Sentences whose words say otherwise than the notes, or beyond them."""
    said = evidence(subject.beside, "SEN101")
    return Score(float(len(said)), said)


def warned(subject: Subject) -> Score:
    """Of the findings that a person has to see, as the author has it, the share that is there."""
    if not subject.case.warns:
        return Score(None, reason="nothing to warn of")
    if subject.draft is None:
        return Score(None, reason="a text alone has no findings")
    codes = {finding.code for finding in subject.draft.findings}
    silent = tuple(Evidence(code, "not said") for code in subject.case.warns if code not in codes)
    return Score(1 - len(silent) / len(subject.case.warns), silent)


def _printed(subject: Subject, bullet: ExpectedBullet) -> str:
    """Where a bullet's facts have to stand: in its own sentences; anywhere if nobody knows them."""
    return "\n".join(subject.sentences_of(bullet.line)) or subject.text


def _count(text: str, wanted: str) -> int:
    """How often `wanted` stands in a text by itself: 12场 is not in 112场."""
    before = r"(?<![\d.])" if wanted[:1].isdigit() else ""
    after = r"(?![\d.]\d?)" if wanted[-1:].isdigit() else ""
    return len(re.findall(before + re.escape(wanted) + after, text))


def _at_home(text: str, fact: ExpectedFact) -> bool:
    return any(
        _count(piece, fact.printed) and fact.anchor in piece
        for clause in _CLAUSE.split(text)
        for piece in _pairs(clause)
    )


def _pairs(clause: str) -> list[str]:
    """门诊、住院分别为8人次和9人次 as 门诊8人次 and 住院9人次; any other clause as it is."""
    names, _, values = clause.partition("分别")
    rows = [_LISTED.split(row) for row in (names, values)]
    if len(rows[0]) != len(rows[1]) or not values:
        return [clause]
    return [name + value for name, value in zip(*rows, strict=True)]
