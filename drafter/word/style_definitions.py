"""The styles that a Word file defines, found by their ids; what is broken among them has no say."""

from typing import Any

from drafter.word.package import VAL, w
from drafter.word.paragraph_marks import OFF

_DEEPEST = 20  # styles based on one another


class StyleDefinitions:
    """The styles of a file (ISO/IEC 29500-1 17.7.4.17).

    One without an id cannot be used, and of two with one id the first has it.

    default  id of the default paragraph style, the last where there are several; "" for none
    """

    def __init__(self, styles: Any) -> None:
        self._by_id: dict[str, Any] = {}
        for style in () if styles is None else styles.findall(w("style")):
            if id := style.get(w("styleId")):
                self._by_id.setdefault(id, style)
        defaults = [id for id, style in self._by_id.items() if _is_default(style)]
        self.default = defaults[-1] if defaults else ""

    def has(self, id: str, kind: str) -> bool:
        """Whether `id` is a style of the kind: paragraph, character, table, numbering."""
        return id in self._by_id and _kind_of(self._by_id[id]) == kind

    def chain(self, id: str, kind: str) -> list[Any]:
        """The style and those it is based on, nearest first, all of one kind (17.7.4.3).

        Of a loop, as damaged files have them, nothing is inherited.
        """
        chain: list[Any] = []
        seen: set[str] = set()
        while len(chain) < _DEEPEST and self.has(id, kind):
            if id in seen:
                return chain[:1]
            seen.add(id)
            chain.append(self._by_id[id])
            base = chain[-1].find(w("basedOn"))
            id = "" if base is None else base.get(VAL) or ""
        return chain


def _kind_of(style: Any) -> str:
    return style.get(w("type")) or "paragraph"


def _is_default(style: Any) -> bool:
    marked = style.get(w("default"), "0").lower() not in OFF
    return marked and _kind_of(style) == "paragraph"
