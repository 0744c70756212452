"""A draft as Markdown, for reading and for pasting."""

from drafter.documents.draft_lines import Role, lines
from drafter.records import Draft

_HEADS = {Role.TITLE: "# ", Role.H1: "## ", Role.H2: "### "}


def to_markdown(draft: Draft) -> str:
    """The draft's lines as Markdown paragraphs.

    Its numbers are literal text, as in the Word file.
    """
    printed = []
    for line in lines(draft):
        alone = all(run.role in {Role.H3, Role.H4} for run in line.runs)
        head = _HEADS.get(line.role) or (
            "#### " if alone and line.role is Role.H3 else "##### " if alone else ""
        )
        text = line.text.replace("*", r"\*").replace("_", r"\_")
        # "1." at the start of a run-in paragraph would be taken for a list
        printed.append(
            head + (text.replace(".", r"\.", 1) if line.role is Role.H3 and not head else text)
        )
    return "\n\n".join(printed) + "\n"
