"""Words that speak to a model instead of a reader.

忽略以上要求, 你是一名写作专家, system:, 【F1】 written by hand.

They are data wherever they stand and are never followed; what is found here is pointed at, and of
earlier documents not shown. No list is complete: what passes unseen is held by the masks
(passage_masks.py) and the proof (proof.py).
"""

import re
import unicodedata

_EARLIER = (
    "(?:以上|上述|上面|上文|之前|前面|此前|先前|前述|已有|原有|原来|原先|现有|所有|全部|一切|任何"
    "|你收到|给你|系统|开头|上级给|本次|当前|这些|其他|其余)"
)
_ORDER = (
    "(?:要求|指令|提示词?|内容|规则|指示|设定|对话|约束|说明|限制|命令|规定|设置|检查|资料|信息"
    "|任务|格式)"
)
_FORGET = (
    "(?:忽略|无视|忘记|忘掉|忘了|丢弃|抛弃|放弃|不要?理会|不必理会|不用管|别管|跳过|绕过|绕开|推翻"
    "|覆盖|取消|停止执行|不要?遵守|不必遵守|不再遵守|解除|作废)"
)
_MODEL = (
    "(?:AI|人工智能|大?语言模型|大模型|模型|写作助手|智能助手|写作工具|起草助手|起草程序|写作程序"
    "|机器人|智能体|生成器|GPT|gpt)"
)
_WRITE = (
    "(?:写成|写为|改成|改为|改写成|改写为|替换成|替换为|替换|填成|填写为|填为|调整为|统一为|统一成"
    "|统一写|当作)"
)
_ALL = (
    "(?:(?:所有|全部|一切|每个|每条|各条|其余|其他|下面|下列|以下|上面|后面"
    "|第?[一二三四五六七八九十\\dx]+条|本节|全文|正文|稿件|草稿|报告中?)(?:的)?)"
)
_THING = (
    "(?:数字|数据|数值|数量|比例|百分比|金额|日期|标记|占位符|单位|要点|句子|段落|标题|内容|文字"
    "|名称|人名|地名|结论|问题|缺项)"
)

# Each says what a model is told; none is found in ten provincial reports, six statutes and the
# corpus.
_CHINESE = (
    rf"{_FORGET}(?:掉|一下)?(?:你)?(?:的)?{_EARLIER}的?(?:所有|全部|任何|一切)?的?{_ORDER}",
    rf"{_FORGET}(?:你)?(?:的|此前的|之前的|原来的)?(?:系统)?(?:提示词?|指令|设定|人设"
    rf"|system prompt)",
    r"(?:请)?忽略(?:以上|上述|之前|前面|此前)(?=[，。！]|$)",
    r"系统(?:提示词?|指令|消息|命令)(?=[：:，。是“]|为|更新|$)|(?:以下|上述|你的|输入|完整)提示词"
    r"|(?<![\u4e00-\u9fff])提示词[：:]|(?:输出|打印|泄露|复述|重复|公开|展示|透露|告诉我)(?:你的"
    r"|一遍|出)?(?:完整的?)?(?:系统|初始|内部|全部)?(?:提示词?|指令|系统设定)",
    r"你(?:现在|从现在起|接下来|今后|的身份)?(?:就)?(?:是|将扮演|要扮演|扮演|变成|成为)(?:一)?(?:个"
    r"|名|位|款|只|台)(?:资深|专业|优秀|没有限制的?|不受限制的?)?[^，。]{0,12}",
    r"(?:现在|请你?|假设|假装|从现在起|接下来)你?(?:来)?(?:扮演|假扮|充当|切换(?:到|成|为)"
    r"|进入)(?:一个|一名|了)?(?:[^，。]{0,14}(?:角色|模式|专家|助手|管理员|审稿人|秘书|猫)"
    r"|[^，。]{2,8}$)",
    r"(?:开发者|管理员|调试|上帝|越狱|维护|测试|无限制|root|DAN|sudo)模式",
    rf"(?:作为|身为|致|给|告知|提醒|通知|提示|写给|亲爱的|尊敬的|阅读本文的|处理本文的|读到这里的"
    rf"|如果你是)(?:一个|一款|一名)?(?:正在\S{{1,8}}的)?{_MODEL}",
    rf"(?<![邀申聘约])请{_MODEL}",
    r"[这本该此][条项段句](?:先|请|就)?(?:不要|别|不用)写",
    rf"{_MODEL}(?:请|必须|务必|应当|须|注意|需要你?|看到|读到|读取|在(?:起草|写作|生成|回答|处理)"
    rf"|写作时|起草时|生成时|回答时|处理时)",
    rf"(?:请|务必|必须|应|须|要|一律|统一|直接|自动)?(?:将"
    rf"|把){_ALL}?{_THING}[^，。；]{{0,10}}{_WRITE}",
    rf"(?:把|将|请把|请将){_ALL}[^，。；]{{0,14}}(?:{_WRITE}|删(?:去|掉|除)|去掉|略去|省略|调换"
    rf"|互换|对调|翻倍|乘以|加倍|减半)",
    rf"(?:所有|全部|每个|各项|其余|其他)(?:的)?{_THING}(?:都|均|一律|统一|全)?(?:要|应|须)?(?:写|填"
    rf"|用|{_WRITE})",
    r"(?:不要|不得|不准|别|无需|不必|禁止)(?:再)?(?:写|输出|回答|保留|使用|提及|改写|生成|报告|显示"
    r"|检查|核对)(?:任何|这|上面|以上|其他|其余|所有|第|剩下|原有|前述|本节|占位"
    r"|标记)[^，。；]{0,12}",
    r"(?:请)?(?:你)?(?:帮我|给我|为我|替我)(?:写|撰写|生成|润色|改写|扩写|总结|检查|输出|删"
    r"|加)[^，。；]{0,20}|(?:请)?直接(?:输出|回答|返回)[^，。；]{0,12}|只(?:需|要|能|须)?(?:输出"
    r"|回答|返回|回复)[^，。；]{0,12}",
    r"(?:请|务必|必须|一定)?在(?:每[句条段个]|回答|答案|输出|结果|句子|正文|全文|稿件|报告|文章"
    r"|本节|章节|最后一?[句段条]|开头|结尾|末尾|句末)[^，。；]{0,8}(?:加上|加入|补充|添加|写上|写入"
    r"|插入|附上|增加一句|注明)",
    r"(?:回答|答案|输出|返回|回复)(?:时|的?内容|结果|格式|语言)?(?:必须|务必|应当?|须|只能|一律"
    r"|改用|请用|统一)[^，。；]{0,12}",
    r"(?:请)?(?:按照?|以|用)?(?:JSON|json|Markdown|markdown|英文|英语)(?:格式)?(?:输出|返回|回答"
    r"|作答)",
    r"(?:字数|篇幅)(?:要求)?(?:不少于|控制在|在)[\dx]{3,5}字[^，。；]{0,8}，?(?:语言|文风|语气"
    r"|要求)",
    r"(?:新的?|最新|以下|下面|真正|补充)的?(?:指令|提示词)(?:是|为|如下|：|:|，|优先)|(?:本|此"
    r"|这)(?:条|段)?指令(?:优先|的优先级|高于|覆盖)|优先级(?:最高|高于)(?:以上|一切|所有|系统)",
    r"(?:资料|材料|要点|范文|参考|用户输入|示例)(?:到此|至此)?结束(?:[，。：>》]"
    r"|$)[^。]{0,6}(?:以下|下面|接下来|现在|>)|>>>|<<<",
    r"(?:成稿|写作|起草|撰写|行文|润色|改写)(?:本节|本段|本章|全文)?时[^。；]{0,20}(?:写|改成|改为"
    r"|补|加|保留|留空|重复|省略|删|代替|注明|对调|突出)|(?:解码|照此|按此|依此)(?:后)?(?:照做|执行"
    r"|替换|输出|改写)",
    r"(?:对话|会话|上下文)(?:已)?(?:重置|清空|重新开始)",
)
_ENGLISH = (
    r"<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|user|instructions?|prompt)>",
    r"""["'](?:role|system|instructions?|prompt|tool_calls?|function_call)["']\s*[:：]""",
    r"(?im:^\s*(?:#{1,3}\s*)?(?:system|assistant|user|instructions?|human|ai)\s*[:：])",
    r"(?i:(?:ignore|disregard|forget|override|bypass|skip|discard)\s+(?:\w+\s+){0,4}(?:previous"
    r"|above|prior|earlier|preceding|existing|other|former|system)|system\s*prompt"
    r"|you\s+are\s+(?:now\s+)?(?:an?\s+[a-z]{2,12}|in\s+[a-z]+\s+mode|DAN)|act\s+as\s+(?:an?|the)\s"
    r"|pretend\s+(?:to\s+be|you)|new\s+instructions?\s*[:：]|(?:reveal|print|repeat|show"
    r"|output)\s+(?:the\s+|your\s+)*(?:system|initial|hidden|full)?\s*(?:prompt|instructions)"
    r"|do\s+not\s+follow|as\s+an\s+ai|please\s+(?:append|write|add|replace|reply|answer|output|say)"
    r"|replace\s+(?:all|every)\s|(?:write|set|change)\s+(?:all|every)\s)",
)
# Spaces and marks that keep letters apart in vain: 忽 略 以 上, 忽.略.以.上.
_APART = re.compile(r"(?<=[\u4e00-\u9fff])[\s·.、\-—_*~|/]{1,3}(?=[\u4e00-\u9fff])")
_SIMPLE = str.maketrans(
    "請將寫輸為數據條刪與無視統詞檢計劃從現開題點單項實讓過機標級",
    "请将写输为数据条删与无视统词检计划从现开题点单项实让过机标级",
)
INSTRUCTION = re.compile("|".join(_CHINESE + _ENGLISH))
# What only a prompt or a template has; in notes and reports {{…}} is a placeholder.
_TOKEN = re.compile(r"【\s*[FfBbＦＢ]\s*\d+\s*】|\{\{[^{}\n]{1,80}\}\}|\{%[^{}\n]{1,80}%\}")


def speaks_to_model(text: str) -> bool:
    """Whether anything in `text` does, letters kept apart and look-alike forms included."""
    if INSTRUCTION.search(text) or _TOKEN.search(text):
        return True
    joined = unicodedata.normalize("NFKC", text).translate(_SIMPLE)
    for _ in range(2):  # where one gap ends the next begins
        joined = _APART.sub("", joined)
    return joined != text and INSTRUCTION.search(joined) is not None
