"""What passes between the steps: frozen records, whose only behaviour is views of their fields.

Spans are (start, end) in characters of the text they are kept beside, end exclusive.
Ids are short and unique in one brief: S3 a section, B7 a bullet, F12 a fact, G2 a gap, P5 a
passage.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

Span = tuple[int, int]


class Kind(StrEnum):
    """What the document is (文种): 总结, 计划, or 总结+计划."""

    SUMMARY = "summary"
    PLAN = "plan"
    BOTH = "summary-and-plan"


class Part(StrEnum):
    """What a section is about; it decides tense and manner of its sentences."""

    DONE = "done"  # 工作完成情况
    PROBLEMS = "problems"  # 存在问题
    PLANNED = "planned"  # 下一步打算
    OTHER = "other"


class FactKind(StrEnum):
    """The kinds of fact (数据) a note can state."""

    QUANTITY = "quantity"  # 12场次, 3～5天, 三百余人
    MONEY = "money"  # 3.2亿元
    PERCENT = "percent"  # 98.5%, 六成
    POINTS = "points"  # 5.2个百分点; never equal to a percent
    DATE = "date"  # 7月5日, 2026年上半年, 8时30分
    ORDINAL = "ordinal"  # 第十八届, 第26条
    DOCUMENT = "document"  # 云教发〔2024〕12号
    TITLE = "title"  # 《…》
    NAME = "name"  # a person, place, school, unit, project, “brand”
    CODE = "code"  # X308线, 5G, 5+2, 12345热线
    PERSONAL = "personal"  # numbers of persons: these never leave the machine


class GapKind(StrEnum):
    """What belongs in a gap (占位符的类型)."""

    COUNT = "count"  # xx场次, xx余家
    MONEY = "money"  # xxx.xx万元
    PERCENT = "percent"
    POINTS = "points"  # 个百分点
    DATE = "date"  # 20xx年, x月底
    TIME = "time"  # 下午x点前
    DURATION = "duration"  # xx小时
    ORDINAL = "ordinal"  # 第xx届
    PLACE = "place"  # xx区
    UNIT = "unit"  # xx区教育局: a body, not a measure word
    SCHOOL = "school"
    PERSON = "person"
    DOCUMENT = "document"  # 〔2024〕xx号
    TITLE = "title"  # 《xx》
    PROJECT = "project"
    BRAND = "brand"  # “学在xx”平台
    ACTIVITY = "activity"  # “xx”进校园
    TOPIC = "topic"  # 关于xx重要指示
    PHRASE = "phrase"  # “x+x”: a fixed phrase, to be restored
    STRAY = "stray"  # an x where nothing is missing
    SECTION = "section"  # a section nobody wrote a note for
    TEXT = "text"  # words of any kind
    PERSONAL = "personal"  # 【手机号未写入】: the notes state it, the draft withholds it


_FACT_KINDS = {
    GapKind.COUNT: FactKind.QUANTITY,
    GapKind.DURATION: FactKind.QUANTITY,
    GapKind.MONEY: FactKind.MONEY,
    GapKind.PERCENT: FactKind.PERCENT,
    GapKind.POINTS: FactKind.POINTS,
    GapKind.DATE: FactKind.DATE,
    GapKind.TIME: FactKind.DATE,
    GapKind.ORDINAL: FactKind.ORDINAL,
    GapKind.DOCUMENT: FactKind.DOCUMENT,
    GapKind.TITLE: FactKind.TITLE,
    GapKind.PERSONAL: FactKind.PERSONAL,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure, date, title or name as a note states it (数据).

    key         what it is, whatever its spelling: equal keys are the same fact
                (3.2亿元 and 32000万元; １２场次 and 12场次; never 5% and 5个百分点); its sign,
                what bounds it and what it is stated for (每百户) are part of it
    value       exact in `unit`, with its sign: 3.2亿元 is Decimal("320000000") with unit 元; None
                where it is no number, or none that is certain (数十, 1万2): its key then has the
                letters
    upper       the upper end of a range, else None
    unit        measure word or unit after folding; "" for none
    qualifiers  约 近 余 以上 其中 同比 增长 …, in the order written; those beside the number are
                part of its key
    tail        the end of `text` that stands outside the fact's token: 场次, 万元, 人以上
    quote       the characters of the notes, untouched
    text        the same in the spelling of the standard: what a draft prints
    span        of `text` in the text it is kept beside
    """

    id: str
    kind: FactKind
    key: str
    quote: str
    text: str
    span: Span
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    qualifiers: tuple[str, ...] = ()
    tail: str = ""

    @property
    def fact_kind(self) -> FactKind:
        """Its kind, under the name by which a gap tells what would close it."""
        return self.kind


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the notes leave open (占位符): a mask of x's, kept as wide as the notes have it.

    text     the mask as it stands: "xx", "xxx.xx"; "" is never used
    unit     what follows it: 场次, 万元; "" for none
    kind     what belongs here, as far as the words around it tell
    about    what it counts or names: the words before it in its clause, else those after it
    within   "title" in 《…》, "phrase" in a fixed phrase, "project", "quote", else ""
    restore  what the fixed phrase has here, where that is certain
    """

    id: str
    text: str
    span: Span
    kind: GapKind
    unit: str = ""
    about: str = ""
    within: str = ""
    restore: str = ""

    @property
    def fact_kind(self) -> FactKind:
        """The kind of fact that would close it."""
        return _FACT_KINDS.get(self.kind, FactKind.NAME)


@dataclass(frozen=True, slots=True)
class Bullet:
    """One note (要点), with the notes nested below it.

    text    as a draft may print it: full-width punctuation, official numerals, no end mark
    source  as written in the file; line is its line there, 1-based
    origin  where the note has it from, as a comment on its line says: file, sheet and row of a
            table; "" for none
    """

    id: str
    text: str
    source: str
    line: int
    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()
    children: tuple["Bullet", ...] = ()
    origin: str = ""

    def walk(self) -> Iterator["Bullet"]:
        """Yield this bullet and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the notes with what stands below it (提纲的一节).

    level    1 to 4, by nesting: the number of # may jump, the level does not
    heading  without its number, in official spelling; facts and gaps are those of the heading
    hole     the gap that stands for the whole section where nobody wrote a note; else None
    """

    id: str
    level: int
    heading: str
    line: int
    part: Part = Part.OTHER
    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()
    hole: Gap | None = None
    bullets: tuple[Bullet, ...] = ()
    sections: tuple["Section", ...] = ()

    def walk(self) -> Iterator["Section"]:
        """Yield this section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Brief:
    """The notes of one report: front matter and the tree of sections.

    preamble  bullets that stand before the first heading
    title     as given or composed; opening is the sentence that says what this is, "" where no
              section follows
    *_gaps    what is not known in each: title, recipient, opening, organization (issuer), date
    divisions (words of a heading, who writes what stands under it)
    """

    organization: str
    kind: Kind
    title: str
    file: str
    sha256: str
    period: str = ""
    next_period: str = ""
    date: str = ""
    recipient: str = ""
    opening: str = ""
    title_gaps: tuple[Gap, ...] = ()
    recipient_gaps: tuple[Gap, ...] = ()
    opening_gaps: tuple[Gap, ...] = ()
    issuer_gaps: tuple[Gap, ...] = ()
    date_gaps: tuple[Gap, ...] = ()
    preamble: tuple[Bullet, ...] = ()
    sections: tuple[Section, ...] = ()
    divisions: tuple[tuple[str, str], ...] = ()

    def all_sections(self) -> Iterator[Section]:
        """Yield every section, in reading order."""
        for section in self.sections:
            yield from section.walk()

    def all_bullets(self) -> Iterator[Bullet]:
        """Yield every bullet, nested ones included, in reading order."""
        for bullet in self.preamble:
            yield from bullet.walk()
        for section in self.all_sections():
            for bullet in section.bullets:
                yield from bullet.walk()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an earlier document (范文, 依据) that retrieval found.

    document      the document's title; heading_path from its top heading down to this passage's own
    shelf         "report" or "policy"
    score         comparable within one search only: higher is better
    masked        the text as a model may see it: no figure, date, name or place of its own left
    """

    id: str
    document: str
    heading_path: tuple[str, ...]
    text: str
    score: float = 0.0
    shelf: str = "report"
    unit: str = ""
    period: str = ""
    masked: str = ""


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Edit:
    """A mend: on a line of a text file, a paragraph of a Word file, `old` becomes `new`."""

    line: int
    span: Span
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check has to say; data, never an exception.

    code     of the rule, e.g. FIG101; where names the place: a sentence, section or bullet id
    span     in the text of that place; text is what stands there
    message  in the user's language
    line     of the file it is about, 1-based: the notes, the report; a paragraph of a Word file
    fix      the edits that mend it, only where the mend is certain; () for none
    """

    code: str
    severity: Severity
    message: str
    where: str = ""
    text: str = ""
    span: Span = (0, 0)
    line: int | None = None
    fix: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a sentence: writer "rules", "local", "openai", "remote", or "hand" for a reviewer.

    Model and prompt are "" for the rules.
    """

    writer: str
    manner: str = ""
    model: str = ""
    prompt: str = ""
    prompt_version: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a fact (F…) or a gap (G…) stands in a text of the draft."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Repair:
    """An answer that was refused, and why: by the proof, or by the second reader after it."""

    attempt: int
    writer: str
    answer: str
    reasons: tuple[str, ...]
    by_second_reader: bool = False


@dataclass(frozen=True, slots=True)
class PlanItem:
    """What one sentence of a plan states (句群).

    bullets    ids of bullets of one parent, in the order in which the sentence states them
    below      for a bullet with bullets below it: the items that state those
    paragraph  it opens a new paragraph
    listed     it is numbered: 一是, 二是
    data       what stands below it are figures of one thing, which are not numbered
    """

    bullets: tuple[str, ...]
    below: tuple["PlanItem", ...] = ()
    paragraph: bool = False
    listed: bool = False
    data: bool = False

    def walk(self) -> Iterator["PlanItem"]:
        """Yield this item and all below it, in reading order."""
        yield self
        for item in self.below:
            yield from item.walk()


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """How the bullets of a section are put together (谋篇): order, joining, lists, paragraphs.

    lead    the section opens with a sentence that states no fact
    author  who planned it: "rules", "local", "openai", or the reviewer's name
    """

    section: str
    items: tuple[PlanItem, ...] = ()
    lead: bool = False
    author: str = "rules"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a bullet became, or several joined, with its provenance (来源).

    label     一是, （1）or "": stands before the text and is no part of it
    text      with its end mark
    bullets   ids of the bullets it states, in its order; () for leads and code's own sentences
    marks     where the facts and gaps stand in text
    passages  ids of the passages shown to its writer, or after whose words the rules worded it
    repairs   what was refused before this text stood
    own       spans that neither the notes nor a passage gave: the model's own words
    hand      spans that a reviewer wrote
    """

    id: str
    text: str
    bullets: tuple[str, ...]
    author: Author
    label: str = ""
    marks: tuple[Mark, ...] = ()
    passages: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    own: tuple[Span, ...] = ()
    hand: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the draft."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return "".join(s.label + s.text for s in self.sentences)


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section of the draft.

    number   as printed: 一、 （一） 1. （1）
    run_in   the heading opens the first paragraph, closed by 。 (三、四级标题)
    marks    the facts and gaps of the heading
    """

    id: str
    level: int
    number: str
    heading: str
    run_in: bool
    marks: tuple[Mark, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    sections: tuple["DraftSection", ...] = ()

    def walk(self) -> Iterator["DraftSection"]:
        """Yield this section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Run:
    """How a draft came about: what it cost, and with what it was written.

    seconds are wall time; asked counts answers that were paid for, replayed those from the journal.
    personal_kept  numbers of persons were printed because somebody asked for it (--keep-personal)
    published      contact lines of the unit that the settings let it print
    second_reader  whether proved answers were read once more
    """

    drafter: str
    writer: str
    model: str = ""
    created: str = ""
    seconds: float = 0.0
    writer_seconds: float = 0.0
    asked: int = 0
    replayed: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: Decimal | None = None
    notices: tuple[str, ...] = ()
    personal_kept: bool = False
    published: tuple[str, ...] = ()
    second_reader: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """A value that closed a gap, by hand (填报).

    gap     id; text is what a reader sees in the place of its mask, given is what was written in
            the form
    source  where it was written: 人事科.xlsx｜填报｜G5, or the command line
    round   number of the filling that brought it, 1 the first; a filling is undone whole
    """

    gap: str
    text: str
    given: str
    source: str
    round: int = 1


class Deed(StrEnum):
    """What a reviewer can do; each can be undone."""

    ACCEPT = "accept"
    REOPEN = "reopen"  # no longer accepted
    EDIT = "edit"
    RESTORE = "restore"  # sentences, sections and gaps as they were drafted
    TAKE = "take"  # sections from another draft, or written anew
    FILL = "fill"
    INTEND = "intend"  # a finding is as it should be, for a reason
    COMMENT = "comment"
    RESOLVE = "resolve"  # a comment is dealt with
    ADD = "add"  # a sentence that states no note
    DECLINE = "decline"  # a proposal is not taken up
    DISMISS = "dismiss"  # what had no place in the draft is left out


@dataclass(frozen=True, slots=True)
class Taken:
    """What stands in a section in the place of what was drafted.

    id    the section's; "" for the opening
    plan  by which it is put together now, where that is another one
    """

    id: str
    paragraphs: tuple[Paragraph, ...]
    plan: SectionPlan | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing a reviewer did (审稿决定). What is undone stays in the record.

    id        R1, R2 …; when is in ISO 8601
    where     what it is about: ids of sentences, sections, gaps, proposals, or of the decision
              that is a comment
    text      edit, add: the sentence from now on, its gaps as masks, "" where it is taken out;
              comment, reason or remark
    label     edit, add: what stands before the sentence from now on; None where that stays
    behind    add: its section, and the sentence behind which it stands, "" where it is the first
    opens     add: it opens a paragraph
    marks     edit: where facts and gaps stand in text; own: what is still the model's; hand: what
              the reviewer wrote
    taken     take: the sections, and the passages their sentences name that the draft has not
    other     take, fill, restore: ids of sentences that read otherwise; take: None for all
    origin    take: the file, or what was asked of the writer; of a proposal: whose, in what file
    proposal  id of the proposal, or of what had no place, that it took up or declined
    finding   intend: code and text of the finding
    fills     fill: what came in; restore: what was taken out
    undone    number of the change that undid it, 0 while it is in force
    """

    id: str
    deed: Deed
    who: str
    when: str
    where: tuple[str, ...] = ()
    text: str = ""
    label: str | None = None
    behind: tuple[str, str] = ("", "")
    opens: bool = False
    marks: tuple[Mark, ...] = ()
    own: tuple[Span, ...] = ()
    hand: tuple[Span, ...] = ()
    taken: tuple[Taken, ...] = ()
    other: tuple[str, ...] | None = None
    passages: tuple[Passage, ...] = ()
    origin: str = ""
    proposal: str = ""
    finding: tuple[str, str] = ("", "")
    fills: tuple[Fill, ...] = ()
    undone: int = 0


class Change(StrEnum):
    """What somebody did to the text of a file that was handed out."""

    WORDED = "worded"  # a sentence reads otherwise
    GONE = "gone"  # a sentence is gone
    ADDED = "added"  # there is a sentence that the draft has not
    FILLED = "filled"  # a value stands in the place of a mask
    HOMELESS = "homeless"  # a change that a draft cannot hold: of a heading, a table, the order


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change made in a file that was handed out (建议): no decision until somebody takes it up.

    id      Q1, Q2 …, never given twice
    where   id of the sentence or gap; of the section where no sentence is changed; "" for the front
    before  how the sentence, or what else is changed, reads in the draft: with its label, gaps as
            masks
    label   what stands before the sentence in the file: 一是
    text    how it reads there, or the value, or the whole of what the draft has no place for
    behind, opens  of what is added, as in Decision
    about   of what has no place: what it is (heading, table, order …)
    who     who changed it, "" where the file does not tell; when in ISO 8601
    source  name of the file
    """

    id: str
    change: Change
    where: str
    before: str = ""
    label: str = ""
    text: str = ""
    behind: tuple[str, str] = ("", "")
    opens: bool = False
    about: str = ""
    who: str = ""
    when: str = ""
    source: str = ""

    @property
    def after(self) -> str:
        return self.label + self.text


@dataclass(frozen=True, slots=True)
class Review:
    """What reviewers did, in order; revision counts the changes, undoing included.

    proposals  what came back in files that were handed out, whatever became of it
    """

    decisions: tuple[Decision, ...] = ()
    revision: int = 0
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What a person did to an earlier draft and what has no place in this one (无处可放).

    where  the heading and the words that it belonged to; text is what it said, in full
    why    why it has no place now, in the user's language
    fill   where it is a value: it goes into its gap once the notes have that again
    gone   the sentence was taken out: text says so, in the user's language
    id     U1, U2 …, never given twice
    """

    deed: Deed
    where: str
    text: str
    why: str
    who: str = ""
    when: str = ""
    fill: Fill | None = None
    gone: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with everything needed to render, check, compare, fill and review it without a model.

    plans          how its sections are put together; of one left out, as the notes have it
    written        (name, digest) of each report written of it: with another, somebody changed it
    unplaced       what people did to earlier drafts of these notes that has no place in this one
    earlier        how each draft before it read, the latest last: lines, and which are headings
    fills, review  what was filled in and decided since; all else stays as it was drafted (see
                   `filled`, `reviewed`)
    """

    brief: Brief
    opening: tuple[Paragraph, ...]
    sections: tuple[DraftSection, ...]
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
    run: Run = field(default_factory=lambda: Run("", ""))
    plans: tuple[SectionPlan, ...] = ()
    written: tuple[tuple[str, str], ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    earlier: tuple[tuple[tuple[str, bool], ...], ...] = ()
    fills: tuple[Fill, ...] = ()
    review: Review = field(default_factory=Review)

    def all_sections(self) -> Iterator[DraftSection]:
        """Yield every section, in reading order."""
        for section in self.sections:
            yield from section.walk()

    def all_sentences(self) -> Iterator[Sentence]:
        """Yield every sentence, in reading order."""
        for paragraph in self.opening:
            yield from paragraph.sentences
        for section in self.all_sections():
            for paragraph in section.paragraphs:
                yield from paragraph.sentences
