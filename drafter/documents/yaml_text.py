"""YAML of people's files: flat lists of names and values, never deep, never by reference."""

from typing import Any

import yaml

_DEEPEST = 20  # a mapping of lists of mappings has three
MAX_CHARACTERS = 300_000  # the reader takes seconds for more


def composed(text: str) -> yaml.Node | None:
    """The nodes of a text. Raises yaml.YAMLError on what is too long, deep or by reference, too."""
    if len(text) > MAX_CHARACTERS:
        raise yaml.YAMLError(f"{len(text)} > {MAX_CHARACTERS}")
    node: yaml.Node | None = yaml.compose(text, Loader=Flat)
    return node


def loaded(text: str) -> Any:
    """The values of a text. Raises as `composed` does, and ValueError on a date that is none."""
    if len(text) > MAX_CHARACTERS:
        raise yaml.YAMLError(f"{len(text)} > {MAX_CHARACTERS}")
    return yaml.load(text, Loader=Flat)


class Flat(yaml.SafeLoader):
    """Refuses what nests without end, and what grows by referring to itself."""

    _depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """A node that stands in others."""
        if self.check_event(yaml.AliasEvent) or self._depth > _DEEPEST:
            mark = self.get_mark()
            raise yaml.composer.ComposerError(None, None, "nested", mark)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1
