"""What a style of CSS does to a text: whether it is drawn where and as somebody can see it."""

import colorsys
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

_DECLARED = re.compile(r"([-a-z]+)\s*:\s*([^;{}]+)", re.IGNORECASE)
_NUMBER = r"-?(?:\d+\.?\d*|\.\d+)"
_LENGTH = re.compile(rf"({_NUMBER})\s*(px|pt|em|rem|ch|ex|%|vw|vh|in|cm|mm)?", re.IGNORECASE)
_PIXELS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ch": 8.0, "ex": 8.0, "%": 12.0,
    "vw": 12.0, "vh": 12.0, "in": 96.0, "cm": 37.8, "mm": 3.78,
}  # fmt: skip
_SMALL = 2.7  # pixels: two points; letters of no more cannot be seen
_AWAY = 900.0  # pixels: beside any page
_FAR = 2000.0  # to the right or down, where a page can be long
_FAINT = 0.05  # of 1: what is drawn so faintly is not seen
_SQUASHED = 0.05
_NAMES = {
    "white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "green": (0, 128, 0),
    "blue": (0, 0, 255), "yellow": (255, 255, 0), "gray": (128, 128, 128), "snow": (255, 250, 250),
    "grey": (128, 128, 128), "silver": (192, 192, 192), "whitesmoke": (245, 245, 245),
    "ivory": (255, 255, 240), "navy": (0, 0, 128), "orange": (255, 165, 0),
    "ghostwhite": (248, 248, 255),
}  # fmt: skip

Style = dict[str, str]
Colour = tuple[int, int, int]
CLEAR_COLOUR = (-1, -1, -1)  # one that lets all through


def declared(style: str) -> Style:
    """The properties that a style sets, the last word on each."""
    return {
        name.lower(): value.replace("!important", "").strip().lower()
        for name, value in _DECLARED.findall(style)
    }


def out_of_sight(style: Mapping[str, str]) -> bool:
    """Whether a text is drawn and not seen: tiny, cut off, beside the page, faint or squashed."""
    return (
        _is_tiny(style)
        or _is_away(style)
        or _is_cut_off(style)
        or _is_transformed_away(style.get("transform", ""))
        or _is_faint(style)
    )


def colour_of(value: str) -> Colour | None:
    """A colour as red, green and blue; CLEAR_COLOUR for none at all, None for what is not known."""
    value = value.strip().lower()
    if value == "transparent":
        return CLEAR_COLOUR
    if hexed := re.search(r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-f])", value):
        digits = hexed[1] if len(hexed[1]) > 4 else "".join(2 * digit for digit in hexed[1])
        if len(digits) == 8 and int(digits[6:], 16) <= 255 * _FAINT:
            return CLEAR_COLOUR
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if called := re.search(r"(rgb|hsl)a?\(([^()]*)\)", value):
        return _computed(
            called[1], [part for part in re.split(r"[\s,/]+", called[2].strip()) if part]
        )
    return next((_NAMES[word] for word in re.findall(r"[a-z]+", value) if word in _NAMES), None)


def alike(one: Colour, other: Colour) -> bool:
    """Whether letters of one colour cannot be told from the other."""
    return all(abs(a - b) <= 16 for a, b in zip(one, other, strict=True))


def text_colour(style: Mapping[str, str]) -> Colour | None:
    """The colour of letters; None where the style sets none that is known."""
    for name in ("-webkit-text-fill-color", "color"):
        if name in style and (found := colour_of(style[name])) is not None:
            return found
    return None


def ground_colour(style: Mapping[str, str]) -> Colour | None:
    """The colour behind the text; None where the style sets none that is known."""
    value = style.get("background-color") or style.get("background", "")
    if "url(" in value or "gradient" in value:
        return None
    found = colour_of(value)
    return None if found == CLEAR_COLOUR else found


def _computed(kind: str, parts: list[str]) -> Colour | None:
    with suppress(ValueError, IndexError):
        if len(parts) > 3 and _share(parts[3]) <= _FAINT:
            return CLEAR_COLOUR
        if kind == "hsl":
            hue, light, much = (
                float(parts[0].removesuffix("deg")) / 360,
                _share(parts[2]),
                _share(parts[1]),
            )
            red, green, blue = colorsys.hls_to_rgb(hue % 1, light, much)
            return round(255 * red), round(255 * green), round(255 * blue)
        red, green, blue = (
            round(255 * _share(part)) if part.endswith("%") else round(float(part))
            for part in parts[:3]
        )
        return red, green, blue
    return None


def _share(text: str) -> float:
    """50% or .5, as a part of 1."""
    return float(text.removesuffix("%")) / 100 if text.endswith("%") else float(text)


def _lengths(value: str) -> Iterator[float]:
    """The lengths in a value, in pixels, about."""
    for number, unit in _LENGTH.findall(value):
        yield float(number) * _PIXELS[unit.lower()]


def _length(style: Mapping[str, str], name: str) -> float | None:
    return next(_lengths(style.get(name, "")), None)


def _is_tiny(style: Mapping[str, str]) -> bool:
    size = style.get("font-size")
    if size is None and (
        short := re.search(r"[\d.]+(?:px|pt|r?em|%)?(?=\s*/|\s|$)", style.get("font", ""))
    ):
        size = short[0]
    if size is not None and size.endswith("%"):
        return _number(size) <= 10
    if (
        size is not None
        and (length := next(_lengths(size), None)) is not None
        and 0 <= length <= _SMALL
    ):
        return True
    spacing = _length(style, "letter-spacing")
    return spacing is not None and spacing <= -8


def _number(text: str) -> float:
    found = re.match(_NUMBER, text)
    return float(found[0]) if found else 0.0


def _is_away(style: Mapping[str, str]) -> bool:
    for name in (
        "left",
        "top",
        "right",
        "bottom",
        "text-indent",
        "margin-left",
        "margin-top",
        "margin-right",
    ):
        at = _length(style, name)
        if at is not None and (at <= -_AWAY or (name != "margin-right" and at >= _FAR)):
            return True
        if at is not None and re.match(r"-\d{3,}", style[name]):
            return True
    clipped = style.get("overflow", "") in {"hidden", "clip"}
    return (
        clipped
        and style.get("text-indent", "").endswith("%")
        and _number(style["text-indent"]) >= 100
    )


def _is_cut_off(style: Mapping[str, str]) -> bool:
    overflow = " ".join(style.get(name, "") for name in ("overflow", "overflow-x", "overflow-y"))
    if re.search("hidden|clip", overflow):
        for name in ("height", "width", "max-height", "max-width", "line-height"):
            size = _length(style, name)
            if size is not None and 0 <= size <= _SMALL and not style[name].endswith("%"):
                return True
    if rect := re.search(r"rect\(([^)]*)\)", style.get("clip", "")):
        sides = list(_lengths(rect[1]))
        if len(sides) == 4 and (sides[1] - sides[3] <= 1 or sides[2] - sides[0] <= 1):
            return True
    return _is_clipped(style.get("clip-path", ""))


def _is_clipped(path: str) -> bool:
    shape = re.match(r"(inset|circle|ellipse|polygon)\(([^)]*)\)", path)
    if not shape:
        return False
    sizes = [_number(part) for part in re.split(r"[\s,]+", shape[2].strip()) if part]
    match shape[1]:
        case "inset":
            return bool(sizes) and "%" in shape[2] and min(sizes) >= 50
        case "polygon":
            return len(set(sizes)) == 1
        case _:
            return bool(sizes) and sizes[0] == 0


def _is_transformed_away(value: str) -> bool:
    for name, inside in re.findall(r"(scale|translate|rotate)[a-z3]*\(([^)]*)\)", value):
        sizes = list(_lengths(inside))
        if name == "scale" and sizes and min(map(abs, sizes)) <= _SQUASHED:
            return True
        if (
            name == "translate"
            and any(abs(size) >= _FAR / 2 for size in sizes)
            and "%" not in inside
        ):
            return True
    return re.search(r"rotate[xy]\(\s*-?90deg", value) is not None


def _is_faint(style: Mapping[str, str]) -> bool:
    for value in (
        style.get("opacity", ""),
        *re.findall(r"opacity\(([^)]*)\)", style.get("filter", "")),
    ):
        with suppress(ValueError):
            if value and 0 <= _share(value.strip()) <= _FAINT:
                return True
    return False
