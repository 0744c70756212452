"""What the command line says of itself: in the user's language, whole at every width."""

import re
import unicodedata

import pytest

from tests.cli.conftest import Drafter

COMMANDS = [
    *"start draft batch check compare review take gaps fill".split(),
    *"mask bundle doctor notes eval index model prompt profile".split(),
]


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_names_are_whole_and_lines_fit(drafter: Drafter, columns: int) -> None:
    told = drafter("--help", DRAFTER_LANG="zh", COLUMNS=str(columns)).stdout
    assert re.findall(r"^  ([a-z]+) ", told, re.MULTILINE) == COMMANDS
    assert "..." not in told
    review = drafter("review", "--help", DRAFTER_LANG="zh", COLUMNS=str(columns)).stdout
    options = "--port --as --second-reader --no-second-reader --no-index --browser --no-browser"
    for option in options.split():
        assert re.search(rf"(?<![\w-]){option}(?![\w-])", review)
    assert max(map(shown_width, told.splitlines())) <= columns


def shown_width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def test_the_frame_of_help_is_in_chinese(drafter: Drafter) -> None:
    told = drafter("review", "--help", DRAFTER_LANG="zh").stdout
    for words in ("用法：", "[选项]", "参数：", "选项：", "[必填]", "[默认：0", "显示这份说明"):
        assert words in told
    english = ("Usage", "Options", "Arguments", "required", "default", "Show this", "Commands")
    assert not [word for word in english if word in told]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["review"], "错误：缺少参数 'DRAFT…'。"),
        (["reviw"], "错误：没有这个命令 'reviw'。是不是 'review'？"),
        (["review", "a.json", "--prt", "3"], "错误：没有这个选项：--prt（是不是：--port）"),
        (["review", "a.json", "--port", "x"], "错误：'--port' 的值不对：不是整数"),
        (["review", "a.json", "--port", "70000"], "错误：'--port' 的值不对：最大 65535"),
        (["check", "a.md", "--format", "x"], "错误：'--format' 的值不对：'x' 不在可选的之内"),
        (["doctor", "more"], "错误：多出的参数（more）"),
        (["review", "a.json", "--port"], "错误：选项 '--port' 后面要有值。"),
        (["gaps", "a.json", "-o", "b.pdf"], "错误：-o 的值不对：不能写成“.pdf”"),
    ],
)
def test_what_is_wrong_is_said_in_chinese(drafter: Drafter, words: list[str], said: str) -> None:
    done = drafter(*words, DRAFTER_LANG="zh")
    assert done.returncode == 2
    assert said in done.stderr
    assert not re.search("Usage|Error|Invalid|Try", done.stderr)


def test_in_english_it_is_english(drafter: Drafter) -> None:
    told = drafter("review", "--help", DRAFTER_LANG="en").stdout
    for words in ("Usage: ", "[OPTIONS]", "Arguments:", "Options:", "[required]", "[default: 0"):
        assert words in told
    done = drafter("review", DRAFTER_LANG="en")
    assert "Error: Missing argument 'DRAFT…'." in done.stderr
    assert drafter("--version").returncode == 0
    assert drafter().returncode == 2
