"""Asks writers and second readers, and says what becomes of a section that gets no answer."""

from collections.abc import Iterator, Mapping

from drafter.errors import ReplayMissing, RequestRefused, WriterError, WriterRefused
from drafter.messages import t
from drafter.ports import Answer, SecondReader, Task, Writer
from drafter.writing.tally import Tally

_REFUSALS = 4  # requests refused one after the other before any answer: it is not their matter


class Answers:
    """The writer's answers as they come; an error after the first answer of a run is a notice.

    failed  whether they ended so, or there were none
    """

    def __init__(self, writer: Writer, task: Task, tally: Tally, heading: str) -> None:
        self._writer, self._task, self._tally, self._heading = writer, task, tally, heading
        self.failed = False

    def __iter__(self) -> Iterator[Answer]:
        tally = self._tally
        try:
            self.failed = True  # until something comes
            for answer in self._writer.write(self._task):
                self.failed = False
                tally.add(answer)
                yield answer
                if tally.stop.is_set():
                    return
        except (WriterRefused, ReplayMissing):
            raise
        except WriterError as error:
            self.failed = True
            is_own = isinstance(error, RequestRefused)
            if not tally.answered and not (is_own and tally.refused < _REFUSALS):
                # Nothing will come: better to say so than to wait for every section.
                raise WriterRefused(t("writer.nothing", reason=error)) from error
            tally.leave_to_rules(self._heading, str(error).splitlines()[0], refused=is_own)


def objections(
    reader: SecondReader, task: Task, answers: Mapping[str, str], heading: str, tally: Tally
) -> Mapping[str, tuple[str, ...]]:
    """What a second reader objects to; nothing and a notice where it has no say: it never fails."""
    try:
        found = reader.read(task, answers)
    except WriterError as error:
        fault = str(error).splitlines()[0]
        tally.note(t("second_reader.ignored", section=heading, reason=fault))
        return {}
    tally.add(found)
    if found.fault:
        tally.note(t("second_reader.ignored", section=heading, reason=found.fault))
    return found.quotes
