"""The certificate that the page proves itself by: the office's own, or one made once for it.

One that is made is signed by nobody: its fingerprint is what reviewers compare. It is made by the
program `openssl`, which drafter does not bring along.
"""

import hashlib
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from drafter.errors import EnvironmentFault, InputError
from drafter.files import prepare_folder, write_whole
from drafter.messages import t
from drafter.review.office_address import OfficeAddress, is_number
from drafter.system import installed, owner_only

_DAYS = 397  # browsers take none that is good for longer
_LEFT = 2 * 24 * 60 * 60  # seconds: what ends sooner is made anew
_WAIT = 60  # seconds for openssl
_PLACES = ("Git/usr/bin/openssl.exe", "OpenSSL-Win64/bin/openssl.exe")  # who brings it to Windows


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a server is told; fingerprint is the SHA-256 of the certificate, as browsers show it."""

    context: ssl.SSLContext
    fingerprint: str


def given_certificate(certificate: Path, key: Path) -> Certificate:
    """The office's own. Raises InputError where the two are not a certificate and its key."""
    for path in (certificate, key):
        if not path.is_file():
            raise InputError(t("listen.certificate"), path, remedy=t("listen.certificate.remedy"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        # A key under a password would be asked for at a terminal that may not be there.
        context.load_cert_chain(certificate, key, password=lambda: "")
        fingerprint = _fingerprint(certificate)
    except (OSError, ValueError) as error:  # SSLError is an OSError
        raise InputError(
            t("listen.certificate"), certificate, None, str(error), t("listen.certificate.remedy")
        ) from error
    return Certificate(context, fingerprint)


def made_certificate(home: Path, address: OfficeAddress) -> Certificate:
    """One made for this address, the same each time until it ends.

    Raises EnvironmentFault where there is no openssl.
    """
    place = hashlib.sha256("\n".join(_names(address)).encode()).hexdigest()[:24]
    certificate = home / "certificates" / f"{place}.pem"
    key = certificate.with_suffix(".key")
    if not (certificate.is_file() and key.is_file() and _is_good(certificate)):
        _make(certificate, key, address)
    return given_certificate(certificate, key)


def _make(certificate: Path, key: Path, address: OfficeAddress) -> None:
    prepare_folder(certificate)
    owner_only(certificate.parent)
    with TemporaryDirectory(dir=certificate.parent) as folder:
        new, new_key = Path(folder) / "new.pem", Path(folder) / "new.key"
        _openssl(
            *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-nodes", "-sha256", "-days", str(_DAYS), "-subj", "/CN=drafter review"),
            *("-addext", f"subjectAltName={','.join(_names(address))}"),
            *("-addext", "basicConstraints=critical,CA:FALSE"),
            *("-keyout", str(new_key), "-out", str(new)),
        )
        write_whole(key, new_key.read_bytes(), private=True)
        write_whole(certificate, new.read_bytes(), private=True)


def _is_good(certificate: Path) -> bool:
    try:
        _openssl("x509", "-noout", "-checkend", str(_LEFT), "-in", str(certificate))
    except EnvironmentFault:
        return not _program()  # nothing else could be made
    return True


def _program() -> str | None:
    return installed("openssl", places=_PLACES)


def _openssl(*words: str) -> None:
    """Run it. Raises EnvironmentFault where it is not there or refuses."""
    program = _program()
    if program is None:
        raise EnvironmentFault(t("listen.openssl"))
    done = subprocess.run(
        [program, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="locale",
        errors="replace",
        timeout=_WAIT,
        check=False,
    )
    if done.returncode:
        raise EnvironmentFault(t("listen.openssl.failed", reason=done.stderr.strip()[-300:]))


def _names(address: OfficeAddress) -> list[str]:
    names = dict.fromkeys((address.host, address.number))
    return [f"IP:{name}" if is_number(name) else f"DNS:{name}" for name in names]


def _fingerprint(certificate: Path) -> str:
    """Of the first certificate in the file, which is the server's own."""
    text = certificate.read_text(encoding="ascii", errors="replace")
    begin, end = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
    first = text[text.index(begin) : text.index(end) + len(end)]
    digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(first)).hexdigest().upper()
    return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))
