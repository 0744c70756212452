"""The usual tutorial chain, to compare with: notes and a retrieved passage in one prompt, figures as they are.

It is written as tutorials have it, on the same model and the same notes, so that what the proof is worth is measured.
"""

from typing import Protocol

from drafter.ports import Journal, Reply, Request, Retriever
from drafter.records import Brief
from drafter.writing.journal import ask
from drafter.writing.prompts import Prompts

_LIMIT = 700  # tokens of an answer; 360 cut half of them
_PARAMS = (("max_tokens", _LIMIT), ("seed", 1), ("temperature", 0.7))


class NaiveWriter(Protocol):
    """A model that answers any question."""

    name: str
    model: str

    def reply(self, request: Request) -> Reply: ...


def naive_text(
    brief: Brief, writer: NaiveWriter, prompts: Prompts, journal: Journal, index: Retriever | None
) -> tuple[str, tuple[str, ...], int, int]:
    """(report in Markdown, passages shown, answers, tokens): each section with notes asked for by itself."""
    prompt = prompts.load("naive")
    rows = [f"# {brief.title}", brief.opening]
    shown: list[str] = []
    asked = tokens = 0
    for section in brief.all_sections():
        rows.append(f"{'#' * (section.level + 1)} {section.heading}")
        notes = [bullet.text for top in section.bullets for bullet in top.walk()]
        if not notes:
            continue
        found = index.search(f"{section.heading} {notes[0]}", limit=1) if index else ()
        shown += (passage.text for passage in found)
        messages = prompt.render(
            organization=brief.organization,
            title=brief.title,
            heading=section.heading,
            notes=notes,
            passage=found[0].text if found else "",
        )
        reply, _ = ask(journal, Request("naive", writer.model, messages, _PARAMS), writer.reply)
        asked += 1
        tokens += reply.prompt_tokens + reply.completion_tokens
        rows.append(reply.text.strip())
    rows += [brief.organization, brief.date]
    return "\n\n".join(rows), tuple(dict.fromkeys(shown)), asked, tokens
