"""How much memory a local model takes, and whether this machine has it."""

from contextlib import suppress
from pathlib import Path

from drafter.messages import t
from drafter.system import memory

# Measured with models of 0.5 and 1.1 GB: the file, a second copy of most of its weights in the
# order in which the processor takes them, and room for a context. Never less than it took.
_FACTOR, _FIXED = 1.7, 100_000_000
_OURS = 0.8  # of the machine's memory; the rest is for the system and the other programs
_CONTAINER = Path("/sys/fs/cgroup/memory.max")


def memory_needed(size: int) -> int:
    """Bytes of memory that a model whose file has `size` bytes takes at most."""
    return round(size * _FACTOR) + _FIXED


def machine_memory() -> int:
    """Bytes of memory of this machine, or of the container it is."""
    have = memory()
    with suppress(ValueError, OSError):
        have = min(have, int(_CONTAINER.read_text(encoding="ascii")))
    return have


def memory_for_models() -> int:
    """Bytes that models may take together; 0 where that is not known."""
    return round(machine_memory() * _OURS)


def fits(size: int, memory: int) -> bool:
    """Whether a model fits into that much memory; of a machine nobody knows it is taken to."""
    return not memory or memory_needed(size) <= memory * _OURS


def too_large(name: str, size: int) -> str:
    """Says that this machine's memory is too small for a model; "" where it is not."""
    have = machine_memory()
    if fits(size, have):
        return ""
    values = {"need": f"{memory_needed(size) / 1e9:.1f}", "have": f"{have / 1e9:.1f}"}
    return t("model.tight", name=name, **values)
