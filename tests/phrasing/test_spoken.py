"""Spoken words in writing; a character inside another word is none."""

import pytest

from drafter.phrasing.spoken import in_writing
from drafter.records import Part
from tests.phrasing.steps import worded


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("松岗镇中心卫生院添设备7台,花了86万元", "松岗镇中心卫生院添置设备7台，投入86万元"),
        ("3月15日办消费维权宣传,发资料3500余份", "3月15日举办消费维权宣传，发放资料3500余份"),
        ("与江州农业科学院签技术合作协议", "与江州农业科学院签订技术合作协议"),
        ("查处扬尘违法17起,罚28.4万元", "查处扬尘违法17起，罚款28.4万元"),
        ("建筑业产值23.7亿元,同比降4.1%", "建筑业产值23.7亿元，同比下降4.1%"),
        ("刑事案件立386起,破241起", "刑事案件立386起，破案241起"),
        ("企业开办时间压到0.5个工作日", "企业开办时间压缩至0.5个工作日"),
        ("实验小学滨河校区建成投用", "实验小学滨河校区建成投入使用"),
    ],
)
def test_spoken_words_are_written(source: str, said: str) -> None:
    assert worded(in_writing, source) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("管护经费没有着落", "管护经费尚未落实"),
        ("35岁以下只占6.4%", "35岁以下仅占6.4%"),
        ("使用率只有7.3%", "使用率仅为7.3%"),
        ("案件增8.7%,法官没增", "案件增长8.7%，法官未增加"),
        ("抽检经费比上年少30万元", "抽检经费比上年减少30万元"),
    ],
)
def test_so_are_those_of_problems(source: str, said: str) -> None:
    assert worded(in_writing, source, Part.PROBLEMS) == said


@pytest.mark.parametrize(
    "source",
    [
        "同比下降4.1%",
        "发放补贴3.2万元",
        "拆除违建3.2万平方米",
        "低保新增24户，停保31户",
        "概算核增1380万元",
        "育儿补贴审核126人",
        "设置警示牌12块",
        "承办省级赛事3项",
        "户籍业务网上办8650件",
    ],
)
def test_a_character_of_another_word_stays(source: str) -> None:
    assert worded(in_writing, source) == source
