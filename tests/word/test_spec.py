"""The signature's indents, by 7.3.5.2, and the sums of the page."""

import pytest

from drafter.word import spec
from drafter.word.spec import signature_indents


@pytest.mark.parametrize(
    ("issuer", "date", "right"),
    [
        (8, 6.5, (2, 1.5)),
        (12, 5.5, (2, 6.5)),  # the date begins two characters right of the issuer: 12 - 2 - 5.5 + 2
        (
            4,
            6.5,
            (6.5, 2),
        ),  # the date is longer: it takes the two characters, the issuer moves left
        (6.5, 6.5, (2, 0)),
    ],
)
def test_signature_indents(issuer: float, date: float, right: tuple[float, float]) -> None:
    assert signature_indents(issuer, date) == right
    assert (issuer + right[0]) - (date + right[1]) == spec.DATE_AFTER_ISSUER_CHARS


def test_page_adds_up_to_the_type_area() -> None:
    width = spec.PAGE_WIDTH - spec.MARGIN_LEFT - spec.MARGIN_RIGHT
    height = spec.PAGE_HEIGHT - spec.MARGIN_TOP - spec.MARGIN_BOTTOM
    assert (round(width / 56.693), round(height / 56.693)) == (156, 225)
    assert height // spec.LINE == spec.LINES_PER_PAGE
    assert width // (spec.CHAR + spec.TIGHTEN) == spec.CHARS_PER_LINE
