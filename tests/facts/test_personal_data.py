import pytest

from drafter.facts.personal_data import Personal, find_personal, is_id_card, personal_key

MOBILE, LANDLINE, ID_CARD = Personal.MOBILE, Personal.LANDLINE, Personal.ID_CARD
BANK_CARD, PLATE = Personal.BANK_CARD, Personal.PLATE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联系人张三，13812345678。", [("13812345678", MOBILE)]),
        ("电话１３８１２３４５６７８", [("１３８１２３４５６７８", MOBILE)]),
        (
            "手机138-1234-5678或139 1234 5678",
            [("138-1234-5678", MOBILE), ("139 1234 5678", MOBILE)],
        ),
        (
            "+86 13812345678、8613912345678",
            [("+86 13812345678", MOBILE), ("8613912345678", MOBILE)],
        ),
        ("Tel13812345678", [("13812345678", MOBILE)]),
        ("联系张三13812345678元旦值班", [("13812345678", MOBILE)]),
        ("监督电话13812345678号", [("13812345678", MOBILE)]),
        ("值班电话0751-8765432", [("0751-8765432", LANDLINE)]),
        ("值班电话（010）87654321转802", [("（010）87654321转802", LANDLINE)]),
        ("传真：021－87654321-8", [("021－87654321-8", LANDLINE)]),
        ("座机+86-10-87654321", [("+86-10-87654321", LANDLINE)]),
        ("来电075187654321反映", [("075187654321", LANDLINE)]),
        ("身份证11010519491231002X", [("11010519491231002X", ID_CARD)]),
        ("李四（１１０１０５19491231002x）", [("１１０１０５19491231002x", ID_CARD)]),
        ("号110105 19491231 002X登记", [("110105 19491231 002X", ID_CARD)]),
        (
            "身份证号码：110105194912310021",
            [("110105194912310021", ID_CARD)],
        ),  # wrong check digit, but named
        ("旧证130503670401001", [("130503670401001", ID_CARD)]),
        ("甲13812345678，乙13987654321", [("13812345678", MOBILE), ("13987654321", MOBILE)]),
        ("电话13812345678/13987654321", [("13812345678", MOBILE), ("13987654321", MOBILE)]),
        ("手机138​12345678", [("138​12345678", MOBILE)]),  # parted by what nobody sees
        ("电话65123456，回访2次", [("65123456", LANDLINE)]),
        ("电话：0871—6512 3456", [("0871—6512 3456", LANDLINE)]),
        ("身份证号1101051949123100（待核）", [("1101051949123100", ID_CARD)]),
        ("打入6228480012345678911", [("6228480012345678911", BANK_CARD)]),
        ("卡号6217 0038 6001 2345 670", [("6217 0038 6001 2345 670", BANK_CARD)]),  # named
        ("发至a_b.c@mail.gov.cn，", [("a_b.c@mail.gov.cn", Personal.MAIL)]),
        ("查扣云A·12345", [("云A·12345", PLATE)]),
        ("云AD12345、京N8K321", [("云AD12345", PLATE), ("京N8K321", PLATE)]),
        ("教练车云A1234学", [("云A1234学", PLATE)]),
        ("护照号E12345678", [("E12345678", Personal.PERMIT)]),
        ("微信号：wx_abc123", [("wx_abc123", Personal.ACCOUNT)]),
        # a comma, full-width or not, parts two numbers
        ("甲13812345678，13987654321", [("13812345678", MOBILE), ("13987654321", MOBILE)]),
        ("甲13812345678,13987654321", [("13812345678", MOBILE), ("13987654321", MOBILE)]),
        ("(+86)13812345678", [("(+86)13812345678", MOBILE)]),
        ("（8613812345678）", [("8613812345678", MOBILE)]),
        ("查苏E·0A1B2", [("苏E·0A1B2", PLATE)]),
        ("E12345678号护照", [("E12345678", Personal.PERMIT)]),
        # none of these is anybody's number
        ("发卡6228480012345678912张", []),
        ("编码6228480012345678912", []),  # no check digit
        ("护照12345678本、通行证2046本", []),
        ("电话回访65123456人次", []),
        ("电话20241231前更换，证件20240101起启用", []),
        ("云A牌照新能源车300辆", []),
        ("微信公众号yunnanfabu、QQ群12345个，QQ export", []),
        ("完成投资13812345678元", []),
        ("完成投资13812345678.50元", []),
        ("累计13,812,345,678元", []),
        ("合同编号HT13812345678", []),
        ("文号2024-13812345678", []),
        ("第13812345678号证书", []),
        ("流水号2138123456789", []),
        ("拨打12345热线和400-800-8820", []),
        ("统一社会信用代码91110105MA01ABCDXX", []),
        ("编码110105194912310021", []),  # wrong check digit, and nothing calls it a card
        ("编码110105194913310020", []),  # no such month
        ("资产130503670401001元", []),
        ("2024年1月至2025年12月办理12000件", []),
        ("云教发〔2024〕12号，X308线", []),
        ("【F1】场次，138xxxx5678", []),
        ("", []),
    ],
)
def test_find_personal(text: str, found: list[tuple[str, Personal]]) -> None:
    assert [(text[slice(*span)], kind) for span, kind in find_personal(text)] == found


@pytest.mark.parametrize(
    ("number", "holds"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("110105194912310020", False),
        ("990105194912310024", False),
        ("440524188001010014", False),  # born 1880
        ("130503670401001", True),
        ("130503671301001", False),
        ("1101051949123100", False),
    ],
)
def test_is_id_card(number: str, holds: bool) -> None:
    assert is_id_card(number) is holds


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("+86 138-1234-5678", "13812345678"),
        ("（０８７１）6512 3456", "087165123456"),
        ("11010519491231002x", "11010519491231002X"),
        ("云A·d12345", "云AD12345"),
        ("Li.Si_1@QQ.com", "li.si_1@qq.com"),
    ],
)
def test_a_number_is_known_however_it_is_written(number: str, key: str) -> None:
    assert personal_key(number) == key
