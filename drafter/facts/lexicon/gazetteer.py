"""Names of places in China.

The divisions of GB/T 2260, without the word for what each is (县, 市, 区).
"""

from drafter.facts import lexicon

PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 "
    "广东 海南 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 台湾"
).split()

# What a province is called in one character.
SHORT = dict(
    zip(
        "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川蜀黔滇陕甘青蒙桂藏宁疆新",
        "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 "
        "湖南 广东 海南 "
        "四川 四川 贵州 云南 陕西 甘肃 青海 内蒙古 广西 西藏 宁夏 新疆 新疆".split(),
        strict=True,
    )
) | {"肃": "甘肃", "陇": "甘肃", "贵": "贵州", "云": "云南", "秦": "陕西"}

# Of these, the characters that mean nothing else where they stand alone, and those of 港澳台.
SHORT_PROVINCES = frozenset("京津沪渝冀晋辽鲁豫鄂湘皖苏浙赣闽粤桂琼滇黔蜀陕陇蒙疆藏港澳台")

CITIES = lexicon.words("cities")
COUNTIES = lexicon.words("counties")  # whose name alone is a place's
WORDS = lexicon.words("places_and_words")
