"""Where a page may be reached in the office, and from where: never from the whole Internet."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from drafter.errors import EnvironmentFault, InputError
from drafter.messages import t

_HTTPS = 443


@dataclass(frozen=True, slots=True)
class OfficeAddress:
    """host is as it was given, a name or a number; number is what is listened on."""

    host: str
    number: str
    port: int

    @property
    def hosts(self) -> tuple[str, ...]:
        """What a request may call it."""
        names = dict.fromkeys((_bracketed(self.host), _bracketed(self.number)))
        plain = tuple(names) if self.port == _HTTPS else ()
        return (*(f"{name}:{self.port}" for name in names), *plain)

    @property
    def url(self) -> str:
        return f"https://{self.hosts[0]}"


def office_address(given: str) -> OfficeAddress:
    """HOST:PORT as somebody gives it.

    Raises InputError where it is none, or is one that the whole Internet reaches; EnvironmentFault
    where nobody knows the name.
    """
    try:
        split = urlsplit(f"//{given}")
        host, port = split.hostname or "", split.port
    except ValueError:
        host, port = "", None
    if not host or not port or split.netloc != given or split.username is not None:
        raise InputError(t("listen.address"), "--listen", None, given, t("listen.address.remedy"))
    numbers = _numbers(host)
    if wrong := next((number for number in numbers if not is_near(number)), ""):
        value = given if wrong == host else f"{given}（{wrong}）"
        raise InputError(t("listen.public"), "--listen", None, value, t("listen.public.remedy"))
    return OfficeAddress(host, numbers[0], port)


def is_near(number: str) -> bool:
    """Whether an address is one of this machine or of a network of an office."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    return not (address.is_global or address.is_unspecified or address.is_multicast)


def is_number(host: str) -> bool:
    """Whether it is an address and no name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _numbers(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise EnvironmentFault(t("listen.nowhere", host=host, reason=error)) from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
