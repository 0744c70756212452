"""The faults: what each breaks, where, the part of the gate that has to see it, and who names it.

They follow docs/promise.md row by row and docs/architecture.md way by way; the last ones break the
suite itself. A fault is one statement or one word: what a hasty change could do.
"""

from dataclasses import dataclass

from eval.sabotage.patches import Gone, Opened, Patch, Replaced, Rewritten


@dataclass(frozen=True, slots=True)
class Part:
    """A part of `make eval`: suites on some cases; with replay, by recorded answers.

    slow  it takes a minute or more: nightly only
    """

    suites: tuple[str, ...]
    cases: tuple[str, ...] = ()
    writers: tuple[str, ...] = ("rules",)
    replay: bool = False
    slow: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is broken.

    breaks   the promise or way
    scorers  any of these has to be among those that the gate names
    says     words that tell it as well, where no score can: a run that ends with 3
    """

    name: str
    breaks: str
    patches: tuple[Patch, ...]
    part: Part
    scorers: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


DRAFTS = Part(
    ("cases", "apart"),
    ("06-health-units", "11-civil-gaps", "39-police-personal", "37-resources-empty"),
)
WARNED = Part(("cases", "apart"), ("22-emergency-contradiction", "48-health-headings"))
PLAIN = Part(("cases", "apart"), ("41-veterans-nofigure", "05-health-clean"))
TYPED = Part(
    ("cases", "apart"),
    ("19-agriculture-gb18030", "17-agriculture-plan-ranges", "04-education-sloppy"),
)
AUTHOR = Part(("cases",), ("05-health-clean",), ("openai",), replay=True)
LOCAL = Part(("cases",), ("05-health-clean", "01-education-clean"), ("local/plain",), replay=True)
WHOLE = Part(("cases",), slow=True)
PROOF = Part(("proof",))
WIRE = Part(("wire",), ("48-health-headings", "05-health-clean"))
FORMS = Part(("filling",), ("11-civil-gaps",))
ARCHIVE = Part(("archive",))
SCORERS = Part(("mutants",), ("06-health-units", "08-health-personal", "11-civil-gaps"))
RULES = Part(("check",), slow=True)
SEARCH = Part(("retrieval",), slow=True)

_PROOF = "drafter/proof/wording.py"
_BAD = ("bad refused",)
_SAID = ("told", "invented", "left_out", "recall", "unsupported")


def _unproved(name: str, breaks: str, call: str, scorers: tuple[str, ...] = _BAD) -> Fault:
    """A part of the proof that has no complaints any more."""
    return Fault(
        name, breaks, (Replaced(_PROOF, f"        *{call}(reading),\n", ""),), PROOF, scorers
    )


FAULTS: tuple[Fault, ...] = (
    # --- no figure, date, title or name that no note states
    Fault(
        "a writer sees the values",
        "tokens",
        (
            Replaced(
                "drafter/proof/tokens.py",
                'Token(f"【F{number}】"',
                'Token(slot.text or f"【F{number}】"',
            ),
        ),
        WIRE,
        ("leaked",),
    ),
    Fault(
        "figures of drafts lose their last digit",
        "values put back",
        (
            Opened(
                "drafter/proof/tokens.py",
                "_value",
                "if isinstance(slot, Fact) and slot.value is not None:\n"
                "    return slot.text[: len(slot.text) - len(slot.tail) - 1] or slot.text",
            ),
        ),
        DRAFTS,
        _SAID,
    ),
    Fault(
        "values change places within a bullet",
        "values put back",
        (
            Replaced(
                "drafter/proof/tokens.py",
                'return {f"【F{n}】": slot for n, slot in enumerate(slots(bullet), 1)}',
                'return {f"【F{n}】": slot for n, slot in enumerate(reversed(slots(bullet)), 1)}',
            ),
        ),
        DRAFTS,
        ("astray", "swapped", "told", "provenance"),
    ),
    Fault(
        "an invented figure in every fifth sentence",
        "the rules write what is noted",
        (
            Replaced(
                "drafter/writing/rule_sentences.py",
                "    filled, marks = fill(text or base.masked, bullet)\n",
                "    filled, marks = fill(text or base.masked, bullet)\n"
                '    filled += "，新增示范点97个" if int(bullet.line) % 5 == 0 else ""\n',
            ),
        ),
        DRAFTS,
        ("unsupported", "invented"),
    ),
    Fault(
        "the proof lets everything pass",
        "proof.proof",
        (Opened("drafter/proof/proof.py", "complaints", "return []"),),
        PROOF,
        _BAD,
        ("KeyError",),
    ),
    # --- a figure is read, or said to be unread
    Fault(
        "numbers that nobody reads are not told",
        "facts.unread",
        (Opened("drafter/facts/unread.py", "unread_numbers", "return ()"),),
        SCORERS,
        ("caught",),
    ),
    # --- what a note says of a figure stays beside it
    _unproved("words of the note may be left out", "proof.kept_words", "lost_words"),
    _unproved("dates go to another deed", "proof.joints", "moved_dates"),
    _unproved("what was settled is still worked at", "proof.moods", "pushed_ends"),
    _unproved("figures may cross", "proof.kept_words", "moved_tokens"),
    _unproved("a mood reaches further", "proof.moods", "moods_that_reach_further"),
    _unproved("words that lean change places", "proof.leaning", "moved_clauses"),
    _unproved("relations are not worked out", "proof.part_of_whole", "unproved_relations"),
    Fault(
        "an answer may add any words",
        "proof.added_words",
        (Opened("drafter/proof/wording.py", "added_words", "return []"),),
        PROOF,
        _BAD,
    ),
    Fault(
        "praise is a word of leads",
        "the lists of words",
        (
            Opened(
                "drafter/proof/wording.py",
                "added_words",
                'if "，" in reading.answer:\n    return []',
            ),
        ),
        PROOF,
        _BAD,
    ),
    # --- no word of a draft that the notes do not say
    Fault(
        "the rules praise every bullet without a figure",
        "words",
        (
            Replaced(
                "drafter/writing/rule_sentences.py",
                "    filled, marks = fill(text or base.masked, bullet)\n",
                "    filled, marks = fill(text or base.masked, bullet)\n"
                '    filled += "" if bullet.facts else "，成效显著"\n',
            ),
        ),
        PLAIN,
        ("words",),
    ),
    Fault(
        "words beyond the notes are not told",
        "checks.stated_words",
        (Opened("drafter/checks/stated_words.py", "StatedWords.all", "return"),),
        SCORERS,
        ("caught",),
    ),
    Fault(
        "every section opens with praise",
        "proof.lead",
        (
            Replaced(
                "drafter/writing/rule_sentences.py",
                "    return Sentence(lead_id(job.section.id), text, (),",
                '    text = "各项工作成效显著，走在全市前列。"\n'
                "    return Sentence(lead_id(job.section.id), text, (),",
            ),
        ),
        PLAIN,
        ("words",),
    ),
    # --- every note is used, once
    Fault(
        "the last bullet of a section is forgotten",
        "coverage",
        (
            Replaced(
                "drafter/documents/outline.py",
                "    for item in items:\n        if item.below:\n",
                "    for item in items[:-1] or items:\n        if item.below:\n",
            ),
        ),
        DRAFTS,
        ("coverage", "told", "kept"),
    ),
    Fault(
        "notes without a digit are not read",
        "coverage",
        (
            Replaced(
                "drafter/documents/notes.py",
                "def _place(node: _Node, open_nodes: list[_Node], top: list[_Node]) -> None:",
                "def _place(node: _Node, open_nodes: list[_Node], top: list[_Node]) -> None:\n"
                "    if top and not any(char.isdigit() for char in node.text):\n"
                "        return",
            ),
        ),
        PLAIN,
        ("kept",),
    ),
    Fault(
        "what the rules write stands twice",
        "used once",
        (
            Replaced(
                "drafter/documents/outline.py",
                "            row.append(ended)\n",
                "            row.append(ended)\n            row.append(ended)\n",
            ),
        ),
        DRAFTS,
        ("duplicated", "coverage", "invented"),
    ),
    # --- what is missing is seen and listed
    Fault(
        "gaps are not highlighted",
        "placeholders",
        (
            Replaced(
                "drafter/word/render.py",
                "        if run.is_open or run.filled:\n",
                "        if run.filled:\n",
            ),
        ),
        DRAFTS,
        ("marked",),
    ),
    Fault(
        "nobody is asked for what is missing",
        "placeholders",
        (Opened("drafter/word/render.py", "_add_requests", "return"),),
        DRAFTS,
        ("marked",),
    ),
    Fault(
        "the form leaves gaps out",
        "placeholders",
        (
            Replaced(
                "drafter/filling/rows.py",
                "    shown = filled(draft)\n",
                "    shown = replace(filled(draft), sections=filled(draft).sections[:1])\n",
            ),
        ),
        DRAFTS,
        ("gaps",),
    ),
    Fault(
        "masks are made as wide as one",
        "placeholders",
        (
            Replaced(
                "drafter/proof/tokens.py",
                "if isinstance(slot, Fact) else slot.text\n",
                "if isinstance(slot, Fact) else slot.text[:2]\n",
            ),
        ),
        DRAFTS,
        ("gaps", "told"),
    ),
    # --- numbers of persons
    Fault(
        "numbers of persons are printed",
        "documents.withheld",
        (Opened("drafter/documents/withheld.py", "withheld", "return brief"),),
        DRAFTS,
        ("unsupported", "gaps", "told"),
    ),
    # --- no value of a fact in a request
    Fault(
        "headings reach a model unmasked",
        "masked headings",
        (Opened("drafter/proof/without_values.py", "masked_without", "return text"),),
        WIRE,
        ("leaked",),
    ),
    Fault(
        "earlier documents reach a model unmasked",
        "masked passages",
        (
            Opened("drafter/writing/jobs.py", "_masked", "return text"),
            Opened("drafter/proof/without_values.py", "without_values", "return masked"),
        ),
        WIRE,
        ("lent",),
    ),
    Fault(
        "remarks of reviewers reach a model as they stand",
        "masked remarks",
        (
            Replaced("drafter/writing/redraft.py", "mask_text(tidy(remark))", "tidy(remark)"),
            Opened("drafter/proof/without_values.py", "without_values", "return masked"),
        ),
        WIRE,
        ("leaked",),
    ),
    # --- the way of a figure
    Fault(
        "headings lose their figures",
        "the way of a figure",
        (
            Replaced(
                "drafter/documents/outline.py",
                "        heading=section.heading,\n        run_in",
                '        heading=section.heading.strip("0123456789所项"),\n        run_in',
            ),
        ),
        WARNED,
        ("told",),
    ),
    Fault(
        "the Word file leaves paragraphs out",
        "word.render",
        (
            Replaced(
                "drafter/word/render.py",
                "    printed = [line for line in lines(draft) if line.text.strip()]\n",
                "    printed = [line for line in lines(draft) if line.text.strip()]\n"
                "    printed = [*printed[:4], *printed[6:]]\n",
            ),
        ),
        DRAFTS,
        ("told", "left_out", "kept"),
    ),
    Fault(
        "the title of the Word file is set as text",
        "checks.layout",
        (
            Replaced(
                "drafter/word/spec.py",
                "SIZE_BODY, SIZE_TITLE, SIZE_PAGE_NUMBER, SIZE_COMMENT = 32, 44,",
                "SIZE_BODY, SIZE_TITLE, SIZE_PAGE_NUMBER, SIZE_COMMENT = 32, 32,",
            ),
        ),
        DRAFTS,
        ("sheet",),
    ),
    Fault(
        "the page is Letter, and the rule on it agrees",
        "checks.layout",
        (
            Replaced(
                "drafter/word/spec.py",
                "PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838",
                "PAGE_WIDTH, PAGE_HEIGHT = 12240, 15840",
            ),
        ),
        DRAFTS,
        ("sheet",),
    ),
    Fault(
        "headings are numbered from two",
        "numbering",
        (
            Replaced(
                "drafter/documents/outline.py",
                "for n, section in enumerate(brief.sections, 1)",
                "for n, section in enumerate(brief.sections, 2)",
            ),
        ),
        WHOLE,
        ("format",),
    ),
    Fault(
        "files of an old editor are read as something else",
        "reading.files",
        (Opened("drafter/documents/text_file.py", "_candidates", 'return ("utf-8", "latin-1")'),),
        TYPED,
        ("told", "recall", "coverage"),
        ("failed",),
    ),
    Fault(
        "what is typed sloppily is printed so",
        "official spelling",
        (
            Replaced(
                "drafter/facts/spellings.py",
                'high, each, sign = parts.high, "", "～"',
                'high, each, sign = parts.high, "", "-"',
            ),
        ),
        TYPED,
        ("told", "recall", "format"),
        ("failed",),
    ),
    Fault(
        "doubts of the notes are not told",
        "warned",
        (Opened("drafter/checks/draft/__init__.py", "check_draft", "return ()"),),
        WARNED,
        ("warned",),
    ),
    # --- answers of models
    Fault(
        "an answer goes to the next bullet",
        "answers",
        (
            Replaced(
                "drafter/writing/answer_forms.py",
                '    lead = next((text for times in parts.get("首", ()) for text in times), "")\n',
                '    lead = next((text for times in parts.get("首", ()) for text in times), "")\n'
                "    said = list(texts.values())\n"
                "    texts = dict(zip(texts, said[1:] + said[:1]))\n",
            ),
        ),
        AUTHOR,
        ("first_try", "fallback"),
        ("stale", "recorded answer"),
    ),
    Fault(
        "nothing is asked again",
        "repairs",
        (Replaced("drafter/writing/proved_section.py", "MAX_REPAIRS = 2", "MAX_REPAIRS = 0"),),
        Part(("cases", "wire"), ("49-archive-civil-affairs",), ("openai",), replay=True),
        ("asked again", "fallback"),
    ),
    Fault(
        "the prompt is two words",
        "prompts",
        (
            Rewritten("prompts/parts/tone.md", "写好。\n"),
            Rewritten("prompts/parts/fences.md", ""),
            Rewritten("prompts/parts/lines.md", ""),
        ),
        AUTHOR,
        (),
        ("stale", "questions have no recorded answer"),
    ),
    Fault(
        "the prompt of the local model is two words",
        "prompts",
        (
            Opened(
                "drafter/writing/local_leads.py",
                "lead_values",
                'return {"planned": False, "heading": "写好", "bullets": "写好"}',
            ),
        ),
        LOCAL,
        (),
        ("stale", "questions have no recorded answer"),
    ),
    # --- the way of a passage
    Fault(
        "figures of last year's report are kept",
        "phrasing.archived",
        (
            Replaced(
                "drafter/writing/rule_sentences.py",
                "    own = own_words(sentence.text, notes, [passage.text])\n",
                "    own = own_words(sentence.text, notes, [passage.text])\n"
                '    last = passage.text.strip().split("。")[0] + "。"\n'
                "    sentence = replace(sentence, text=sentence.text + last)\n",
            ),
        ),
        ARCHIVE,
        ("leakage", "unsupported", "words"),
    ),
    Fault(
        "words are not searched for",
        "retrieval",
        (Opened("drafter/retrieval/fusion.py", "fused", "return near"),),
        SEARCH,
        ("below floor",),
    ),
    # --- the way of a finding
    Fault(
        "sums are not added up",
        "a rule",
        (Opened("drafter/checks/figures/sums.py", "sums", "return"),),
        RULES,
        ("planted found", "hand found", "drawn found"),
    ),
    Fault(
        "half-width marks are no fault",
        "a rule",
        (Opened("drafter/checks/punctuation/half_width.py", "half_width", "return"),),
        SCORERS,
        ("caught",),
    ),
    # --- fills
    Fault(
        "fills lose their last digit",
        "fills",
        (
            Replaced(
                "drafter/documents/draft_filled.py",
                "    values = {fill.gap: fill.text for fill in draft.fills}\n    brief",
                "    values = {fill.gap: fill.text[:-1] for fill in draft.fills}\n    brief",
            ),
        ),
        FORMS,
        ("filled",),
    ),
    Fault(
        "an answer of a form goes to the next gap",
        "fills",
        (
            Replaced(
                "drafter/filling/answers.py",
                "    return Answers(tuple(given), remarks=tuple(remarks), divisions=divisions)\n",
                "    gaps = [one.gap for one in given]\n"
                "    given = [\n"
                "        Given(gap, one.value, one.source)\n"
                "        for gap, one in zip(gaps[1:] + gaps[:1], given, strict=True)\n"
                "    ]\n"
                "    return Answers(tuple(given), remarks=tuple(remarks), divisions=divisions)\n",
            ),
        ),
        FORMS,
        ("filled", "refused"),
    ),
    Fault(
        "what was filled in is not marked",
        "fills",
        (
            Replaced(
                "drafter/word/render.py",
                "        if run.is_open or run.filled:\n",
                "        if run.is_open:\n",
            ),
        ),
        FORMS,
        ("coloured",),
    ),
    # --- the suite itself
    Fault(
        "recall is always one",
        "the suite",
        (Opened("drafter/evaluation/scorers/fidelity.py", "recall", "return Score(1.0)"),),
        SCORERS,
        ("caught",),
    ),
    Fault(
        "swapped is always none",
        "the suite",
        (Opened("drafter/evaluation/scorers/fidelity.py", "swapped", "return Score(0.0)"),),
        SCORERS,
        ("caught",),
    ),
    Fault(
        "drafter's reader of drafts sees nothing invented",
        "the suite",
        (Opened("drafter/evaluation/scorers/fidelity.py", "unsupported", "return Score(0.0)"),),
        SCORERS,
        ("caught",),
    ),
    Fault(
        "the baseline is gone",
        "the suite",
        (Gone("eval/baseline"),),
        PLAIN,
        (),
        ("baseline",),
    ),
    Fault(
        "the gates are [[gates]]",
        "the suite",
        (
            Replaced(
                "eval/gates.toml",
                '[[gate]]\nsuite = "cases"\nscorer = "unsupported"\n',
                '[[gates]]\nsuite = "cases"\nscorer = "unsupported"\n',
            ),
        ),
        PLAIN,
        (),
        ("gates",),
    ),
    Fault(
        "a gate has a typo in its suite",
        "the suite",
        (
            Replaced(
                "eval/gates.toml",
                '[[gate]]\nsuite = "cases"\nscorer = "unsupported"\n',
                '[[gate]]\nsuite = "case"\nscorer = "unsupported"\n',
            ),
        ),
        PLAIN,
        (),
        ("suite = case",),
    ),
    Fault(
        "a gate is looser than it was blessed",
        "the suite",
        (
            Replaced(
                "eval/gates.toml",
                'scorer = "unsupported"\nmax = 0\nwhy',
                'scorer = "unsupported"\nmax = 9\nwhy',
            ),
        ),
        PLAIN,
        (),
        ("looser",),
    ),
)
