import pytest

from drafter.proof.names_by_dictionary import names_by_dictionary


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("沈若兰获表演奖", ["沈若兰"]),
        ("云岭皮影、松林竹编新增传承人", ["云岭", "松林"]),
        ("修缮陈家祠屋面", ["陈家祠"]),
        ("挽损、酒驾、代训、国三、开放日、加工厂", []),
        ("举办培训，参训", []),
        ("，", []),
        ("", []),
    ],
)
def test_names_among_words(text: str, names: list[str]) -> None:
    assert [text[slice(*span)] for span in names_by_dictionary(text)] == names
