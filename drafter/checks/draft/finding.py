"""The findings of the promise: their words stand in the catalogue of messages under their codes."""

from drafter.messages import t
from drafter.records import Bullet, Finding, Sentence, Severity, Span


def finding(
    code: str,
    text: str,
    where: str,
    span: Span = (0, 0),
    line: int | None = None,
    *,
    severity: Severity = Severity.ERROR,
    **values: object,
) -> Finding:
    """A finding at a sentence, section, gap or bullet; `text` and `values` go into its message."""
    message = t(code.lower(), text=text, **values)
    return Finding(code, severity, message, where, text, span, line)


def on_bullet(
    code: str,
    bullet: Bullet,
    text: str,
    span: Span = (0, 0),
    *,
    severity: Severity = Severity.ERROR,
    **values: object,
) -> Finding:
    return finding(code, text, bullet.id, span, bullet.line, severity=severity, **values)


def on_sentence(code: str, sentence: Sentence, span: Span) -> Finding:
    return finding(code, sentence.text[slice(*span)], sentence.id, span)
