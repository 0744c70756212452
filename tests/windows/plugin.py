"""`pytest -p tests.windows.plugin` runs tests under Windows' rules for files."""

from collections.abc import Generator

import pytest

from tests.windows.semantics import NO_RIGHT_TO_LINK, install


def pytest_configure() -> None:
    install()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    """Leave out, and name, what needs links."""
    try:
        yield
    except OSError as error:
        if getattr(error, "winerror", None) == NO_RIGHT_TO_LINK:
            pytest.skip("a user of Windows may make no links")
        raise
