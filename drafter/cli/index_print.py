"""How documents of the index are told."""

from collections.abc import Iterator

from drafter.messages import t
from drafter.retrieval.catalogue_reader import IndexedDocument
from drafter.tasks.index import recognised, unknown_fields


def described(document: IndexedDocument) -> Iterator[str]:
    """What is known of a document, a line a field; what is not known is said to be missing."""
    yield t("index.field.shelf") + "  " + t(f"shelf.{document.shelf}")
    unknown = unknown_fields(document)
    for name in ("id", "title", "unit", "period", "kind", "date", "number", "file", "led_by"):
        label, value = t(f"index.field.{name}"), getattr(document, name)
        if value or name in unknown:
            yield f"{label}  {value or t('cli.index.unknown', name=name, id=document.id)}"
    yield ""


def listed(document: IndexedDocument) -> str:
    """A document in one line of a list."""
    parts = [
        t(f"shelf.{document.shelf}"),
        recognised(document),
        t("cli.index.passages", count=document.passages),
    ]
    if document.led_by:
        parts.append(t("index.led", title=document.led_by))
    return "  ".join(parts)
