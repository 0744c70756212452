"""Web archives (.mht): a page as a message with its parts."""

import email
import re

ARCHIVE = re.compile(
    rb"\s*(?:MIME-Version|From|Subject|Date|Snapshot-Content-Location):", re.IGNORECASE
)


def archived_page(content: bytes) -> tuple[bytes, str]:
    """The page in a web archive (.mht), and its encoding. Raises ValueError where it has none."""
    for part in email.message_from_bytes(content).walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, part.get_content_charset() or ""
    raise ValueError("no page in it")
