"""The one catalogue of everything staff and reviewers read: Chinese first, English with DRAFTER_LANG=en.

A message is named `area.what`; its values are named too. A missing name is a programming error and raises KeyError.
"""

import os

CATALOGUE: dict[str, tuple[str, str]] = {
    # notes
    "notes.unreadable": ("要点文件读不出来", "the notes cannot be read"),
    "notes.encoding": ("文件编码无法识别", "unknown text encoding"),
    "notes.encoding.remedy": ("请另存为 UTF-8 或 GB18030 编码的文本", "save it as UTF-8 or GB18030 text"),
    "notes.empty": ("文件里没有要点", "there are no notes in this file"),
    "notes.empty.remedy": (
        "在文件头之后用 # 写标题，用 - 写要点",
        "below the front matter, write headings with # and bullets with -",
    ),
    "notes.table": ("要点里暂不能用表格", "tables are no notes yet"),
    "notes.table.remedy": ("请把每一行改写成一条要点，如“- 教师培训12期，参训460人次”", "write each row as a bullet"),
    "notes.heading.empty": ("标题是空的", "empty heading"),
    "notes.heading.empty.remedy": ("补上标题文字，或删去这一行", "give it words or delete the line"),
    "notes.depth": ("标题超过四级", "more than four levels of headings"),
    "notes.depth.remedy": (
        "公文标题最多四级（一、（一）1.（1）），请把它改成要点或提升一级",
        "official documents have four levels: make it a bullet or raise it",
    ),
    "notes.front.missing": ("缺少文件头", "no front matter"),
    "notes.front.unclosed": ("文件头没有结束", "front matter is not closed"),
    "notes.front.remedy": (
        "文件开头应为：\n    ---\n    organization: 云岭县教育局\n    kind: summary\n    period: 2026年上半年\n    ---",
        "begin with:\n    ---\n    organization: 云岭县教育局\n    kind: summary\n    period: 2026年上半年\n    ---",
    ),
    "notes.front.yaml": ("文件头不是“名称: 值”的形式", "front matter is not `name: value`"),
    "notes.front.yaml.remedy": (
        "每行写一项“名称: 值”，冒号用半角并后跟空格；值里有冒号或引号时整个用单引号括起来",
        "one `name: value` a line; quote a value that holds a colon",
    ),
    "notes.front.unknown": ("文件头里有不认识的名称", "unknown name in front matter"),
    "notes.front.near": ("是不是想写 {name}？", "did you mean {name}?"),
    "notes.front.known": ("可用的名称：{names}", "known names: {names}"),
    "notes.front.twice": ("文件头里同一名称写了两次", "name given twice in front matter"),
    "notes.front.twice.remedy": ("保留一个", "keep one"),
    "notes.front.scalar": ("文件头的值应是一行文字", "a value must be one line of text"),
    "notes.front.scalar.remedy": ("不要写成列表或嵌套", "no lists or mappings"),
    "notes.organization": ("缺少 organization（单位）", "organization is missing"),
    "notes.organization.remedy": ("在文件头加一行 organization: 单位全称", "add a line `organization: …`"),
    "notes.kind": ("不认识的文种 kind", "unknown kind"),
    "notes.kind.remedy": (
        "应为 summary（总结）、plan（计划）或 summary-and-plan（总结和计划）",
        "one of summary, plan, summary-and-plan",
    ),
    "notes.date": ("日期不存在或写法不对", "no such date"),
    "notes.date.remedy": ("写成 2026年7月5日 或 2026-07-05；日子未定写 2026年7月xx日", "write 2026-07-05"),
    # draft
    "draft.hole": ("【待补：本节要点】", "【待补：本节要点】"),
    "draft.part.planned": ("{period}工作计划", "{period}工作计划"),
    "draft.fallback": (
        "这条要点三次都没写出可证明的句子，改由规则成句：{reasons}",
        "no provable sentence in three tries; written by the rules: {reasons}",
    ),
    # what the proof has to say to a writer, and to a reviewer
    "proof.once": ("{token}应出现一次，实际{times}次", "{token} has to stand once, stands {times} times"),
    "proof.foreign": ("{token}不是这条要点的标记", "{token} is no token of this bullet"),
    "proof.unit": ("{token}后面应紧跟“{unit}”", "{token} has to be followed by “{unit}”"),
    "proof.strange": ("不得出现：{text}", "not allowed: {text}"),
    "proof.nothing": ("没有内容", "no content"),
    "proof.unsupported": ("要点里没有：{fact}", "not in the note: {fact}"),
    "proof.altered": ("少了或改了：{fact}", "missing or altered: {fact}"),
    "proof.name": ("要点里没有这个名称：{name}", "no such name in the note: {name}"),
    "proof.after": ("{token}应紧接在{before}之后", "{token} has to come right after {before}"),
    "proof.first": ("{token}应在最前面", "{token} has to come first"),
    "proof.head": ("{token}前面应有“{word}”", "“{word}” has to stand before {token}"),
    "proof.unbound": ("{token}离开了它所说的事项", "{token} is away from what it counts"),
    "proof.crossed": ("{token}像是接到了{other}的事项上", "{token} stands by what {other} counts"),
    "proof.claim": ("没有依据的说法：{words}", "claim without ground: {words}"),
    "proof.when": ("没有依据的时间：{words}", "time without ground: {words}"),
    "proof.empty": ("空话：{words}", "empty words: {words}"),
    "proof.deed": ("要点里没有这件事：{words}", "the note tells of no such deed: {words}"),
    "proof.brackets": ("括号不成对，或括号里的内容变了", "brackets are torn"),
    "proof.negation": ("否定或“尚未”的意思变了", "a negation is lost or new"),
    "proof.tense": ("“拟、预计、将”等时态变了", "tense is changed"),
    "proof.done": ("计划里不能写成已经完成", "a plan cannot be done"),
    "proof.short": ("要点的内容没有写全", "part of the note is left out"),
    "proof.long": ("添加的话太多", "too many words added"),
    "proof.repeats": ("前后重复", "repeats itself"),
    "proof.leaked": ("照抄了范文：“{text}”", "copied from a passage: “{text}”"),
    "gap.in.title": ("标题", "title"),
    "gap.in.opening": ("导语", "opening"),
    "gap.in.recipient": ("主送机关", "recipient"),
    "gap.in.issuer": ("署名", "issuer"),
    "gap.in.date": ("成文日期", "date"),
    "draft.unreadable": ("稿子文件读不出来", "the draft cannot be read"),
    "draft.not": ("不是 drafter 的稿子文件（*.draft.json）", "not a drafter draft (*.draft.json)"),
    "draft.not.remedy": ("请用 drafter draft 生成的 .draft.json", "use the .draft.json that `drafter draft` wrote"),
    "draft.version": ("稿子文件的版本不认识", "unknown draft version"),
    "draft.version.remedy": ("请升级 drafter，或用要点重新起草", "upgrade drafter, or draft again from the notes"),
    "file.unwritable": ("文件写不进去", "cannot write the file"),
    "settings.toml": ("配置文件不是合法的 TOML", "not valid TOML"),
    "settings.toml.remedy": ('存成 UTF-8；每行写 名称 = "值"', 'save it as UTF-8; write name = "value" lines'),
    "settings.unknown": ("配置文件里有不认识的名称", "unknown setting"),
    "settings.known": ("可用的名称：{names}", "known settings: {names}"),
    "settings.value": ("配置 {name} 的值不对", "bad value for {name}"),
    "settings.choices": ("应为：{names}", "one of: {names}"),
    # command line
    "cli.help": (
        "把要点写成工作总结、工作计划的初稿：每个数据都有出处，缺的留占位符，输出合国标的 Word 文件。",
        "Turns notes into the first draft of a Chinese work report: every figure proved, gaps kept visible.",
    ),
    "cli.version": ("显示版本", "show the version"),
    "cli.quiet": ("不显示进度和报告", "no progress, no report"),
    "cli.json": ("以 JSON 输出", "print JSON"),
    "cli.error": ("错误：{message}", "error: {message}"),
    "cli.interrupted": (
        "已中断。已经写好的答案都在日志里，再运行同一命令会接着写，不会重复计费。",
        "Interrupted. Answers so far are in the journal: run the same command again to go on.",
    ),
    "cli.progress": ("[{done}/{total}] {name}  约剩 {left}", "[{done}/{total}] {name}  about {left} left"),
    "cli.minutes": ("{minutes} 分 {seconds} 秒", "{minutes} min {seconds} s"),
    "cli.seconds": ("{seconds} 秒", "{seconds} s"),
    "cli.draft": (
        "由要点起草：NOTES.md → Word 文件和缺项清单",
        "Draft from notes: NOTES.md → a Word file and what is missing",
    ),
    "cli.draft.notes": ("要点文件（Markdown，带文件头）", "notes: Markdown with front matter"),
    "cli.draft.output": (
        "输出 .docx、.md 或 .json；旁边总有一份 .draft.json。默认与要点同名的 .docx",
        "output .docx, .md or .json; a .draft.json is always written beside it",
    ),
    "cli.draft.suffix": (
        "不认识的输出格式“{suffix}”，应为 .docx、.md 或 .json",
        "unknown output “{suffix}”: .docx, .md or .json",
    ),
    "cli.draft.over": (
        "{path} 是要点文件，不能被稿子覆盖，请换一个输出文件名",
        "{path} holds notes and would be overwritten: name another file",
    ),
    "cli.draft.writer": (
        "谁来写：auto（有什么用什么）、rules（规则）、local（本地模型）、openai（兼容 OpenAI 的接口）",
        "who writes: auto, rules, local, openai",
    ),
    "cli.draft.manner": (
        "本地模型的写法：plain（要点原文加结语）、rich（逐条改写）",
        "manner of the local model: plain (note and closing phrase), rich (note reworded)",
    ),
    "cli.draft.model": ("自备的 GGUF 模型文件", "a GGUF file of your own"),
    "cli.draft.journal": ("答案日志文件（默认在数据目录）", "journal of answers (default: in the data folder)"),
    "cli.draft.replay": ("只用日志里的答案重放，不问模型", "answers from the journal only, no model is asked"),
    "cli.draft.no_index": ("不检索以往文稿", "do not search earlier documents"),
    "cli.draft.json": ("结果以 JSON 输出到标准输出", "print the result as JSON"),
    "cli.doctor": (
        "检查这台机器：哪些能用，哪些不能，怎么补",
        "What works on this machine, what does not, and the remedy",
    ),
    "cli.model": ("本地模型", "The local model"),
    "cli.model.pull": ("下载本地模型（约 1.1 GB，可断点续传）", "Fetch the local model (1.1 GB, resumable)"),
    "cli.model.status": ("本地模型是否就绪", "Whether the local model is ready"),
    "cli.model.ready": ("已就绪：{path}", "ready: {path}"),
    "cli.model.partial": ("下载了 {share}，未完成：{path}", "{share} fetched, not complete: {path}"),
    "cli.model.wrong": ("校验值不对，不会使用：{path}", "wrong hash, not used: {path}"),
    "cli.model.missing": ("未下载：{path}", "not fetched: {path}"),
    "cli.index": ("检索库：以往总结、计划和政策文件", "The index of past reports and policy documents"),
    "cli.index.add": ("把文件或文件夹加入检索库", "Add files or folders"),
    "cli.index.paths": ("文件或文件夹", "files or folders"),
    "cli.index.processes": (
        "用几个进程阅读和计算（默认 1，或按配置 [index] processes）",
        "how many processes read and embed (1, or as [index] processes says)",
    ),
    "cli.index.vectors": ("向量也全部重算", "compute all vectors anew too"),
    "cli.index.search": ("在检索库里找", "Search"),
    "cli.index.query": ("要找的内容", "what to look for"),
    "cli.index.limit": ("最多几条", "how many at most"),
    "cli.index.list": ("列出检索库里的文件", "List the documents"),
    "cli.index.remove": ("从检索库删去一份文件", "Remove a document"),
    "cli.index.document": ("文件的标题或编号", "title or id of the document"),
    "cli.index.added": ("加入  {name}（{count} 段）{reason}", "added  {name} ({count} passages) {reason}"),
    "cli.index.replaced": ("更新  {name}（{count} 段）{reason}", "replaced  {name} ({count} passages) {reason}"),
    "cli.index.skipped": ("跳过  {name}：{reason}", "skipped  {name}: {reason}"),
    "cli.index.building": ("整理检索库", "ordering the index"),
    "cli.index.embedding": ("计算向量", "computing vectors"),
    "cli.index.shelf": ("类别：文稿（report）或政策（policy）", "shelf: report or policy"),
    "cli.index.shelf.unknown": ("没有这个类别", "no such shelf"),
    "cli.index.kind": ("只找标题里有这个词的文件：总结、计划、条例……", "only documents whose title has this word"),
    "cli.index.unit": ("只找这个单位的", "only documents of this unit"),
    "cli.index.period": ("只找这个时段的", "only documents of this period"),
    "cli.index.section": ("只找标题路径里有这几个字的", "only below headings with these words"),
    "cli.index.around": ("连同前后各几段一起显示", "how many passages before and after to show"),
    "cli.index.exact": ("逐段比对，不走索引（慢）", "look at every passage, use no index (slow)"),
    "cli.index.show": (
        "显示一份文件：各项信息、标题层次和正文",
        "Show a document: what it is, its headings and text",
    ),
    "cli.index.set": ("更正一份文件的信息，以后重读也以此为准", "Correct what a document is; kept for later readings"),
    "cli.index.verify": ("检查检索库是否完好，能修的就修好", "Check that the index is whole, and mend what can be"),
    "cli.index.files": ("也看原文件是否改过、还在不在", "also look whether the files were changed or are gone"),
    "cli.index.gone": ("原文件已不在：{name}", "file is gone: {name}"),
    "cli.index.changed": ("原文件改过，请重新 add：{name}", "file was changed, add it again: {name}"),
    "cli.index.whole": ("检索库完好", "the index is whole"),
    "cli.index.rebuild": ("重建检索库；换了向量模型以后也用它", "Make the index anew, also for another embedder"),
    "cli.index.stats": ("检索库有多大", "How large the index is"),
    "index.field.id": ("编号", "id"),
    "index.field.title": ("标题", "title"),
    "index.field.unit": ("单位", "unit"),
    "index.field.period": ("时段", "period"),
    "index.field.shelf": ("类别", "shelf"),
    "index.field.date": ("日期", "date"),
    "index.field.number": ("文号", "number"),
    "index.field.file": ("文件", "file"),
    "index.field.led_by": ("已由新版代替", "replaced by"),
    "index.stats.documents": ("文件", "documents"),
    "index.stats.reports": ("其中文稿", "reports"),
    "index.stats.policies": ("其中政策", "policies"),
    "index.stats.led": ("旧版和副本", "older versions and copies"),
    "index.stats.passages": ("段落", "passages"),
    "index.stats.tail": ("尚未并入索引的段落", "passages not yet in a snapshot"),
    "index.stats.snapshot": ("索引序号", "snapshot"),
    "index.stats.bytes": ("占用字节", "bytes"),
    "index.stats.embedder": ("向量模型", "embedder"),
    "cli.index.total": ("检索库共 {documents} 份文件", "{documents} documents in the index"),
    "cli.index.done": (
        "新加 {added}，更新 {replaced}，未变 {unchanged}，跳过 {skipped}",
        "{added} added, {replaced} replaced, {unchanged} unchanged, {skipped} skipped",
    ),
    "cli.index.nothing": ("没有找到", "nothing found"),
    "cli.index.removed": ("已删去：{document}", "removed: {document}"),
    "shelf.report": ("文稿", "report"),
    "shelf.policy": ("政策", "policy"),
    "cli.report.done": (
        "{bullets} 条要点、{facts} 项数据与名称，逐一核对无误，用时 {seconds} 秒。",
        "{bullets} bullets, {facts} facts, each proved, in {seconds} s.",
    ),
    "cli.report.errors": (
        "{bullets} 条要点、{facts} 项数据与名称，有 {errors} 处错误要处理（见下），用时 {seconds} 秒。",
        "{bullets} bullets, {facts} facts, {errors} errors to deal with (below), in {seconds} s.",
    ),
    "cli.report.writer": (
        "{writer}（{model}）：新答 {asked} 次、日志重用 {replayed} 次，{tokens} 个词元{cost}；{rules} 条照要点成句。",
        "{writer} ({model}): {asked} answers, {replayed} replayed, {tokens} tokens{cost}; {rules} as noted.",
    ),
    "cli.report.cost": ("，费用 {cost}", ", cost {cost}"),
    "cli.report.notice": ("注意：{text}", "note: {text}"),
    "cli.report.gaps": ("还缺 {count} 处，稿中已留占位符：", "{count} gaps, kept as placeholders:"),
    "cli.report.no_gaps": ("没有缺项。", "No gaps."),
    "cli.report.line": ("（要点第 {line} 行）", " (line {line} of the notes)"),
    "severity.error": ("错误", "error"),
    "severity.warning": ("提醒", "warning"),
    "severity.info": ("提示", "info"),
    # writers
    "writer.chosen": ("起草：{writer} {model}", "writer: {writer} {model}"),
    "writer.name.rules": ("规则成句（不用模型）", "rules (no model)"),
    "writer.name.local": ("本地模型", "local model"),
    "writer.name.openai": ("远程模型", "remote model"),
    "writer.fallback": ("没有可用的模型，改用规则成句：{reason}", "no model to be had, the rules write: {reason}"),
    "writer.nothing": (
        "没有得到任何答案：{reason}\n  → 检查网络和接口地址，或用 --writer local、--writer rules",
        "no answer at all: {reason}\n  → check the network and the address, or use --writer local or rules",
    ),
    "writer.openai.url": ("接口地址不是网址：{url}", "not an address: {url}"),
    "home.unwritable": (
        "数据目录 {path} 用不了：{reason}\n  → 用环境变量 DRAFTER_HOME 指定一个可写的文件夹",
        "the data folder {path} cannot be used: {reason}\n  → set DRAFTER_HOME to a folder you can write to",
    ),
    "writer.openai.settings": (
        "远程模型需要环境变量 OPENAI_API_KEY 和 OPENAI_MODEL（接口地址用 OPENAI_BASE_URL）",
        "the remote writer needs OPENAI_API_KEY and OPENAI_MODEL (and OPENAI_BASE_URL)",
    ),
    "index.without": (
        "检索库用不了，本次不参考以往文稿：{reason}",
        "the index cannot be used, drafting without: {reason}",
    ),
    # doctor
    "doctor.python": ("Python", "Python"),
    "doctor.python.remedy": ("需要 Python 3.11 或更新", "Python 3.11 or newer is needed"),
    "doctor.home": ("数据目录", "data folder"),
    "doctor.home.free": ("{path}（可用 {free} GB）", "{path} ({free} GB free)"),
    "doctor.home.remedy": (
        "用环境变量 DRAFTER_HOME 指定一个可写的文件夹",
        "set DRAFTER_HOME to a folder you can write to",
    ),
    "doctor.prompts": ("提示词模板", "prompts"),
    "doctor.model": ("本地模型", "local model"),
    "doctor.model.engine": ("没有安装 xllamacpp", "xllamacpp is not installed"),
    "doctor.model.engine.remedy": (
        "pip install xllamacpp；没有也能用规则成句",
        "pip install xllamacpp; the rules work without",
    ),
    "doctor.model.remedy": (
        "运行 drafter model pull；没有也能用规则成句",
        "run drafter model pull; the rules work without",
    ),
    "doctor.model.path.remedy": ("配置里 model 指的文件不存在", "the file that `model` names does not exist"),
    "doctor.openai": ("远程模型", "remote model"),
    "doctor.openai.none": ("未配置", "not set up"),
    "doctor.openai.remedy": (
        "要用时设置 OPENAI_API_KEY、OPENAI_MODEL、OPENAI_BASE_URL；不用可不管",
        "to use one, set OPENAI_API_KEY, OPENAI_MODEL, OPENAI_BASE_URL",
    ),
    "doctor.index": ("检索库", "index"),
    "doctor.index.none": ("还没有建", "none yet"),
    "doctor.index.remedy": (
        "运行 drafter index add 文件夹；没有也能起草",
        "run drafter index add FOLDER; drafting works without",
    ),
    "doctor.preview": ("LibreOffice（预览用）", "LibreOffice (for previews)"),
    "doctor.preview.none": ("没有安装", "not installed"),
    "doctor.preview.remedy": (
        "起草不需要；要转 PDF 看版面时安装 libreoffice-writer",
        "only needed to look at pages as PDF",
    ),
    # findings
    "fig101": ("“{text}”在要点中没有依据", "“{text}” is in no note"),
    "fig102": ("要点中的“{text}”没有写进稿子", "“{text}” of the notes is missing"),
    "fig103": ("“{text}”写了{times}次，要点中只有一次", "“{text}” stands {times} times, once in the notes"),
    "fig104": ("标注的位置与数据不符：“{text}”", "a mark does not stand on its fact: “{text}”"),
    "bul101": ("要点没有用上：{text}", "bullet not used: {text}"),
    "bul102": ("要点用了不止一次：{text}", "bullet used more than once: {text}"),
    "bul103": ("要点不在它所属的章节：{text}", "bullet in another section: {text}"),
    "bul104": ("这条要点的数据没有读全或读错了：{text}", "facts of this note were lost or misread: {text}"),
    "gap101": ("占位符“{text}”没有原样保留", "placeholder “{text}” is not as it was"),
    "gap103": ("要点里没有这个占位符：“{text}”", "a placeholder the notes do not have: “{text}”"),
    "gap102": ("“{heading}”没有要点，已留占位符", "no notes for “{heading}”: a placeholder stands there"),
    "lek101": ("“{text}”来自以往文稿，要点中没有", "“{text}” comes from an earlier document"),
    "lek102": ("与以往文稿雷同：“{text}”", "same words as an earlier document: “{text}”"),
    "not101": ("要点自己存疑：“{text}”，定稿前请核实", "the note doubts itself: “{text}”"),
    "not103": ("要点里有个人信息：{text}，确认是否应写进稿子", "personal data in the notes: {text}; does it belong?"),
    "not104": ("要点里像是写给模型的指令：“{text}”，按普通文字处理", "reads like an instruction to a model: “{text}”"),
    "not102": ("日期不存在：{text}", "no such date: {text}"),
    # prompts
    "prompt.missing": ("找不到提示词模板 {name}", "no prompt template {name}"),
    "prompt.missing.remedy": ("可用的模板：{known}", "known templates: {known}"),
    "prompt.header": (
        "提示词模板的文件头应有且只有 version、purpose、variables",
        "a prompt's front matter holds version, purpose and variables, nothing else",
    ),
    "prompt.variables": (
        "提示词模板声明的变量与正文不一致",
        "declared variables differ from those in the text",
    ),
    "prompt.variables.remedy": (
        "声明未用：{unused}；使用未声明：{undeclared}",
        "declared, unused: {unused}; used, undeclared: {undeclared}",
    ),
    "prompt.roles": (
        "提示词模板正文应由 [system]、[user]、[assistant] 各自成行分段",
        "a prompt's text is parted by lines [system], [user], [assistant]",
    ),
    "prompt.render": ("提示词变量不符", "wrong variables for this prompt"),
    # index
    "index.busy": (
        "另一个 drafter 进程正在写资料库，已等待 {seconds} 秒\n  → 等它结束后重试",
        "another process is writing to the index; waited {seconds} s\n  → try again when it has ended",
    ),
    "index.embedder": (
        "资料库的向量由 {held} 算出，现在设置的是 {asked}\n  → 运行 drafter index rebuild 换用新模型，或改回原来的设置",
        "the index holds vectors of {held}, the settings name {asked}\n"
        "  → run `drafter index rebuild` to change over, or restore the setting",
    ),
    "index.dimension": (
        "向量模型 {model} 现在给出 {now} 维向量，资料库里的是 {held} 维：同名的模型换过了\n"
        "  → 运行 drafter index rebuild --vectors 全部重算，或换回原来的模型",
        "{model} now gives vectors of {now} dimensions, the index holds {held}: another model under the same name\n"
        "  → run `drafter index rebuild --vectors` to compute all anew, or restore the model",
    ),
    "index.url": (
        "配置 [index] chroma 不是网址：{url}\n  → 形如 http://127.0.0.1:8000",
        "the setting [index] chroma is no URL: {url}\n  → such as http://127.0.0.1:8000",
    ),
    "embeddings.settings": (
        'embedder = "openai" 还需要 [embeddings] model，网址以 http:// 或 https:// 开头（现在是 {url}）\n'
        "  → 在 drafter.toml 里写 [embeddings] base_url 和 model，密钥放环境变量 DRAFTER_EMBEDDINGS_API_KEY",
        'embedder = "openai" needs [embeddings] model, and a URL that begins with http:// or https:// (now {url})\n'
        "  → set [embeddings] base_url and model in drafter.toml, the key in DRAFTER_EMBEDDINGS_API_KEY",
    ),
    "embeddings.silent": (
        "向量接口 {place} 没有应答：{reason}\n  → 已算好的都留着；检查网络和 [embeddings] base_url，稍后再运行同一命令",
        "the embeddings endpoint {place} does not answer: {reason}\n"
        "  → what was computed is kept; check the network and [embeddings] base_url, then run the same command again",
    ),
    "embeddings.key": (
        "向量接口 {place} 拒绝了密钥（{status}）：{reason}\n  → 设置环境变量 DRAFTER_EMBEDDINGS_API_KEY",
        "the embeddings endpoint {place} refuses the key ({status}): {reason}\n  → set DRAFTER_EMBEDDINGS_API_KEY",
    ),
    "embeddings.model": (
        "向量接口 {place} 没有模型 {model}，或网址不对：{reason}\n"
        "  → 检查 [embeddings] model 和 base_url（通常以 /v1 结尾）",
        "the embeddings endpoint {place} has no model {model}, or the URL is wrong: {reason}\n"
        "  → check [embeddings] model and base_url (which mostly ends with /v1)",
    ),
    "embeddings.odd": (
        "向量接口 {place} 的回答不能用：{reason}\n"
        "  → 确认它兼容 OpenAI 的 /embeddings，且支持所设的 [embeddings] dimensions",
        "the embeddings endpoint {place} gave no usable answer: {reason}\n"
        "  → see that it is compatible with OpenAI's /embeddings and takes the [embeddings] dimensions that are set",
    ),
    "index.folder": (
        "资料库目录 {folder} 无法使用：{reason}\n  → 检查目录的读写权限，或换一个资料库目录",
        "cannot use the index folder {folder}: {reason}\n  → check its permissions, or use another folder",
    ),
    "index.disk": (
        "资料库目录 {folder} 写不进去或读不出来：{reason}（剩余空间 {free} MiB）\n"
        "  → 已入库的文件都在；腾出空间或换一个磁盘（DRAFTER_HOME）后再运行同一命令，会接着做",
        "cannot write to or read from the index folder {folder}: {reason} ({free} MiB free)\n"
        "  → what is in the index is safe; make room, or move DRAFTER_HOME, and run the same command again",
    ),
    "index.server": (
        "向量服务器 {url} 没有应答：{reason}\n"
        "  → 启动它（chroma run）后重试；急用可加 --exact 逐段比对，不经过它；不再用它，就删去配置 [index] chroma",
        "the vector server {url} does not answer: {reason}\n"
        "  → start it (`chroma run`) and try again; a search with --exact does without it; "
        "to do without for good, delete the setting [index] chroma",
    ),
    "index.broken": (
        "资料库 {folder} 已损坏：{reason}\n"
        "  → 再运行一次，有副本的会自动恢复；仍不行，就把该目录改名，再用 drafter index add 重新加入原文件",
        "the index {folder} is broken: {reason}\n"
        "  → run it again: where there is a copy it is put back; else rename the folder and add the files again",
    ),
    "index.version": (
        "资料库 {folder} 由另一版本的 drafter 建立\n  → 把该目录改名或删除，再用 drafter index add 重新加入原文件",
        "the index {folder} is of another version of drafter\n  → rename it and add the files again",
    ),
    "index.restored": (
        "目录文件已损坏，现已恢复为 {when} 的副本；那以后加入的请再 add 一遍（未变的会跳过）。坏文件留在 {aside}",
        "the catalogue was damaged; it is as of {when} again. Add what came later once more (what is unchanged is "
        "passed over). The damaged file is kept in {aside}",
    ),
    "index.unbuilt": (
        "向量索引暂时建不成，这次直接在内存里检索：{reason}",
        "no vector index could be made; this search is done in memory: {reason}",
    ),
    "index.rebuilt": (
        "向量索引读不出来，已从目录重建（{passages} 段）",
        "the vector index could not be read and was made anew ({passages} passages)",
    ),
    "index.unknown": ("资料库中没有这份文件", "no such document in the index"),
    "index.unknown.remedy": (
        "用 drafter index list 查看编号、标题和文件",
        "`drafter index list` shows ids, titles and files",
    ),
    "index.twice": ("资料库中有几份文件用这个标题", "several documents have this title"),
    "index.twice.remedy": ("请写编号：{ids}", "name one by its id: {ids}"),
    "index.led": ("是《{title}》的旧版或副本，保留但不用", "an older version or a copy of 《{title}》: kept, not used"),
    "index.leads": ("代替旧版或副本《{titles}》", "in place of an older version or a copy, 《{titles}》"),
    "index.verify.sqlite": (
        "目录文件有损：{reason}；下一个命令会用副本恢复它",
        "the catalogue is damaged: {reason}; the next command puts back its copy",
    ),
    "index.verify.vectors": (
        "{count} 段没有向量，下次检索时补算",
        "{count} passages have no vector; the next search computes them",
    ),
    "index.verify.lost": (
        "{count} 段检索不到，请运行 drafter index rebuild",
        "{count} passages cannot be found: run `drafter index rebuild`",
    ),
    "index.unchanged": ("内容未变", "unchanged"),
    "index.same": ("内容与已入库的 {file} 相同", "same content as {file}, which is in the index"),
    "index.read.type": (
        "不支持的文件类型 {suffix}（支持 {known}）",
        "unknown file type {suffix} ({known} are read)",
    ),
    "index.read.office": (
        "读取旧格式文件需要 LibreOffice，本机没有找到",
        "reading this format needs LibreOffice, which was not found",
    ),
    "index.read.office.remedy": (
        "安装 LibreOffice，或在 Word、WPS 中另存为 .{suffix}",
        "install LibreOffice, or save the file as .{suffix}",
    ),
    "index.read.slow": ("转换超过 {seconds} 秒仍未完成", "not converted within {seconds} s"),
    "index.read.died": ("读取它的进程意外终止", "the process that read it died"),
    "index.read.damaged": ("文件已损坏、已加密，或内容与后缀不符", "damaged, encrypted, or not what its name says"),
    "index.read.cells": ("表格太大，上限 {limit} 个单元格", "too large a table, {limit} cells at most"),
    "index.read.scanned": (
        "扫描件：{pages} 页都是图片，没有文字",
        "a scan: {pages} pages of pictures, no text",
    ),
    "index.read.scanned.remedy": (
        "先用文字识别软件转成带文字的 PDF 或 Word 文件",
        "recognise its text first, and add the PDF or Word file that results",
    ),
    "index.read.pages": ("有 {pages} 页，上限 {limit} 页", "{pages} pages, {limit} at most"),
    "index.read.large": ("文件太大：{size} MiB，上限 {limit} MiB", "too large: {size} MiB, {limit} MiB at most"),
    "index.read.os": ("文件无法读取", "cannot be read"),
    "index.read.encoding": (
        "不是文本文件，或编码不是 UTF-8、UTF-16、GB18030",
        "no text file, or not in UTF-8, UTF-16 or GB18030",
    ),
    "index.read.front": ("文件头不是“名称: 值”的形式", "front matter is not `name: value`"),
    "index.read.empty": ("文件里没有正文", "no text in this file"),
    # model
    "model.missing": ("本机没有可用的本地模型 {file}", "there is no local model {file} on this machine"),
    "model.wrong": (
        "{file} 不是所需的模型：SHA-256 应为 {expected}，实为 {found}",
        "{file} is not the model wanted: SHA-256 should be {expected}, is {found}",
    ),
    "model.remedy": ("运行 drafter model pull 获取", "run: drafter model pull"),
    "model.pull": ("未能取得 {file}，各来源情况如下：", "{file} could not be had; each source in turn:"),
    "model.size": ("应有 {expected} 字节，实有 {found} 字节", "{expected} bytes wanted, {found} offered"),
    "model.pip": (
        "当前 Python 环境没有 pip（可运行 python -m ensurepip）",
        "this Python has no pip (run: python -m ensurepip)",
    ),
    "model.disk": (
        "{folder} 所在磁盘空间不足：还需 {needed} MB",
        "no room on the disk of {folder}: {needed} MB needed",
    ),
    "model.busy": ("另一进程正在获取 {file}", "another process is fetching {file}"),
    "model.load": ("本地模型 {file} 无法载入：{error}", "the local model {file} cannot be loaded: {error}"),
    # writer
    "writer.journal": ("写作记录 {file} 无法读写：{error}", "the journal {file} cannot be read or written: {error}"),
    "writer.replay": (
        "重放时写作记录 {file} 中没有 {model} 的这一答复",
        "replaying: the journal {file} holds no such answer of {model}",
    ),
    "writer.local": ("本地模型未能作答：{error}", "the local model gave no answer: {error}"),
    "writer.personal": (
        "“{section}”一节的要点含有电话或身份证号码，未发送给模型",
        "section “{section}” holds a phone or ID-card number: not sent to the model",
    ),
    "writer.silent": (
        "“{section}”一节：模型 {model} 没有给出内容，多半是被内容审核拒绝",
        "section “{section}”: {model} returned nothing, most likely refused by a content filter",
    ),
    "writer.unreadable": (
        "“{section}”一节：模型 {model} 的回答不合格式，没有可用的句子",
        "section “{section}”: the answer of {model} has no usable line",
    ),
    "writer.key": (
        "{place} 拒绝访问（{status}）：{said}\n  → 请检查 API 密钥及其权限",
        "{place} denies access ({status}): {said}\n  → check the API key and what it is allowed to do",
    ),
    "writer.model": (
        "{place} 没有模型 {model}，或接口地址有误：{said}\n  → 请检查模型名称，接口地址通常以 /v1 结尾",
        "{place} has no model {model}, or the base URL is wrong: {said}\n"
        "  → check the model's name; a base URL mostly ends in /v1",
    ),
    "writer.quota": (
        "{place} 余额或额度不足：{said}\n  → 充值后重新运行，已得到的回答不会重复付费",
        "{place}: quota or balance exhausted: {said}\n  → top up and run again; answers already paid for are kept",
    ),
    "writer.rejected": (
        "{place} 不接受请求（{status}）：{said}",
        "{place} rejects the request ({status}): {said}",
    ),
    "writer.failed": (
        "{place} 试了 {tries} 次仍无回答：{reason}\n"
        "  → 请检查网络、代理和接口地址，稍后重新运行，已得到的回答不会重复付费",
        "{place} gave no answer in {tries} tries: {reason}\n"
        "  → check network, proxy and base URL and run again later; answers already paid for are kept",
    ),
    # eval
    "cli.eval": ("评测 drafter 自己", "Measure drafter itself"),
    "cli.eval.check": (
        "评测检查规则：植入的错误查出多少，没有错的误报多少；不达标以 1 退出",
        "Measure the rules: what they find of what was planted, and what they raise on clean text",
    ),
    "cli.eval.clean": ("干净文本，默认为自带语料和 eval/check", "clean texts; default: the corpus and eval/check"),
    "cli.eval.reports": ("已发表报告（.txt）的文件夹，量每万字错误数", "a folder of published reports (.txt)"),
    "cli.eval.missed": ("列出没有查出的", "show what was missed"),
    "eval.check.head": (
        "错误种类              规则              植入  查出   召回  旁及",
        "kind                  rules             planted found recall  beside",
    ),
    "eval.check.total": (
        "召回 {recall}，精确 {precision}；干净文本 {characters} 字，误报 {alarms}；已发表文本每万字错误 {rate}",
        "recall {recall}, precision {precision}; {alarms} alarms on {characters} clean characters; "
        "{rate} errors in 10,000 published ones",
    ),
    # check
    "cli.check": (
        "检查成稿：数据、日期、序号、标点、提法、残留、空话、结构和 Word 版式，逐处指出、说明、给出改法",
        "Check a finished report: every defect with its place, its reason and its mend",
    ),
    "cli.check.files": ("成稿：.docx .md .txt，或 .draft.json", "reports: .docx .md .txt or .draft.json"),
    "cli.check.notes": ("对照的要点文件", "the notes the report was made of"),
    "cli.check.earlier": (
        "往期材料，用来查沿用的旧数据，可多次给出",
        "an earlier document whose figures must not recur",
    ),
    "cli.check.select": ("只查这些规则或类别，如 FIG,DAT101", "only these codes or families"),
    "cli.check.ignore": ("不查这些规则或类别", "not these codes or families"),
    "cli.check.fix": (
        "把有把握的改法写进新文件（Word 为修订，附批注），原文件不动",
        "write the certain mends to a new file (Word: as tracked changes), the original stays",
    ),
    "cli.check.output": (
        "写到文件：报告；与 --fix 同用时为改后的成稿",
        "output file: the report, or with --fix the mended text",
    ),
    "cli.check.format": ("输出格式", "form of the output"),
    "cli.check.profile": (
        "版式标准文件（由 drafter profile learn 得到），默认 GB/T 9704",
        "house style; default GB/T 9704",
    ),
    "cli.check.strict": ("有警告也以 1 退出", "exit with 1 on warnings too"),
    "cli.check.explain": ("说明一条规则：查什么、为什么、依据、正误例", "explain a rule"),
    "cli.check.list": ("列出全部规则", "list all rules"),
    "cli.check.nothing": ("请给出要检查的文件", "name the files to check"),
    "cli.check.one_output": ("一次检查多份文件时不能用 -o", "-o takes one file only"),
    "check.total": (
        "{files} 份文件：错误 {error}，警告 {warning}，提示 {info}",
        "{files} files: {error} errors, {warning} warnings, {info} infos",
    ),
    "check.fixable": ("其中 {count} 处可用 --fix 改好", "{count} can be mended with --fix"),
    "check.notice": ("{file}：{text}", "{file}: {text}"),
    "check.mend": ("改为：{old} → {new}", "mend: {old} → {new}"),
    "check.more": ("{file}: {code} 另有 {count} 处，在第 {lines} 行", "{file}: {code}: {count} more, on lines {lines}"),
    "check.fixed": ("已改 {count} 处，写入 {path}", "{count} mended in {path}"),
    "check.not_fixed": ("第 {line} 行 {code} 未改：{text}", "line {line} {code} not mended: {text}"),
    "check.list.fix": ("（可自动改）", " (can be mended)"),
    "check.explain.source": ("依据：", "source: "),
    "check.explain.wrong": ("有问题的例子：", "found in:"),
    "check.explain.right": ("没有问题的例子：", "not found in:"),
    "check.html.title": ("检查报告", "Findings"),
    "check.code": ("没有这条规则", "no such rule"),
    "check.settings.remedy": ("写法见 docs/checks.md", "see docs/checks.md"),
    "check.large": ("文字有 {count} 个字符，超过 {limit} 的上限", "{count} characters, more than {limit}"),
    "check.old_word": ("这是旧格式的 Word 文件", "a Word file of the old format"),
    "check.old_word.remedy": ("请在 Word 或 WPS 中另存为 .docx 再检查", "save it as .docx first"),
    "check.suffix": ("不认识的文件类型 {suffix}；可检查 {known}", "unknown kind of file {suffix}; known: {known}"),
    "check.fix.draft": ("初稿数据不能直接改", "a draft's JSON is not mended"),
    "check.fix.draft.remedy": (
        "请改要点后重新成稿，或改导出的 Word 文件",
        "mend the notes and draft again, or the Word file",
    ),
    "check.fix.over": ("不能覆盖原文件", "the original is not overwritten"),
    "check.fix.over.remedy": ("用 -o 另给一个文件名", "give another name with -o"),
    # word
    "word.other": ("不是 Word 文件（.docx）", "no Word file (.docx)"),
    "word.broken": ("Word 文件已损坏，无法读取", "the Word file is damaged"),
    "word.broken.remedy": (
        "请用 Word 或 WPS 打开后另存为 .docx；打不开的，请取原文件重新复制",
        "open it in Word or WPS and save it as .docx anew, or copy it once more from where it came",
    ),
    "word.part": ("Word 文件不完整，缺少 {part}", "the Word file is incomplete: {part} is missing"),
    "word.encrypted": ("Word 文件设有打开密码，无法读取", "the Word file is protected by a password"),
    "word.encrypted.remedy": (
        "请在 Word 或 WPS 中打开，取消打开密码后保存为 .docx",
        "open it in Word or WPS, take the password off and save it as .docx",
    ),
    "word.strict": ("这是“严格 Open XML”格式的 Word 文件", "a Word file of the kind Strict Open XML"),
    "word.strict.remedy": ("请另存为普通的“Word 文档（.docx）”", "save it as an ordinary “Word document (.docx)”"),
    "word.doctype": (
        "Word 文件里有实体声明（DOCTYPE），正常文件没有，不予读取",
        "the file declares entities (DOCTYPE), which no Word file does: not read",
    ),
    "word.bomb": (
        "Word 文件解压后大得异常，可能是恶意文件，不予读取",
        "the file unpacks to an abnormal size and may be malicious: not read",
    ),
    "word.much": (
        "Word 文件内容过多：{what} {count}，上限 {limit}",
        "too much in the Word file: {count} {what}, {limit} at most",
    ),
    "word.much.remedy": (
        "请确认是不是要检查的成稿；确属长文档的，请拆成几份",
        "make sure that this is the report; split a document that is so long",
    ),
    "word.much.entries": ("内含文件数", "files inside"),
    "word.much.bytes": ("解压后字节数", "bytes unpacked"),
    "word.much.marks": ("标记数", "tags"),
    "word.much.paragraphs": ("段落数", "paragraphs"),
    "word.much.styles": ("样式数", "styles"),
    "word.changes": (
        "有 {count} 处修订，按全部接受后的文字检查",
        "{count} tracked changes: read as if all were accepted",
    ),
    "word.comments": ("有 {count} 条批注，没有检查", "{count} comments, not checked"),
    "word.boxes": ("有 {count} 个文本框，其中的文字没有检查", "{count} text boxes, whose text is not checked"),
    "word.notes": ("有 {count} 条脚注或尾注，没有检查", "{count} footnotes or endnotes, not checked"),
    "word.comment.more": ("（共 {count} 处）", " ({count} places)"),
    # profile
    "cli.profile": ("本单位的版式标准（供 drafter check --profile 用）", "House styles for drafter check --profile"),
    "cli.profile.learn": (
        "从一份排好版的 Word 文件量出版式标准，写成可以手改的文件",
        "Measure a well-set Word file and write what was found as a profile that can be edited",
    ),
    "cli.profile.file": ("排好版的 Word 文件（.docx）", "a well-set Word file (.docx)"),
    "cli.profile.output": ("写到文件，默认打印出来", "output file; printed where none is named"),
    "profile.toml": ("版式文件不是有效的 TOML", "the profile is no valid TOML"),
    "profile.unknown": ("版式文件里没有这一项", "no such key in a profile"),
    "profile.value": ("版式文件里 {name} 的值不能用", "this value of {name} cannot be used"),
    "profile.remedy": (
        "可用 drafter profile learn 生成一份，再照着改",
        "let drafter profile learn write one and edit it",
    ),
    "profile.text": ("文件里没有足够的正文，量不出版式", "not enough text in the file to measure"),
    # docx
    "docx.gap": (
        "待补：{about}{text}{unit}。要点没有写明这里的{kind}，请核实后填写。",
        "To fill in: {about}{text}{unit}. The notes do not state this {kind}.",
    ),
    "docx.gap.bare": ("待补：{text}。要点没有写明，请核实后填写。", "To fill in: {text}. The notes do not state it."),
    "docx.gap.section": (
        "待补：“{heading}”一节没有要点，请补写。",
        "To write: the notes say nothing under “{heading}”.",
    ),
    "docx.kind.quantity": ("数量", "quantity"),
    "docx.kind.money": ("金额", "amount"),
    "docx.kind.percent": ("百分比", "percentage"),
    "docx.kind.points": ("百分点", "percentage points"),
    "docx.kind.date": ("时间", "date"),
    "docx.kind.ordinal": ("序号", "ordinal"),
    "docx.kind.document": ("发文字号", "document number"),
    "docx.kind.title": ("文件名称", "document title"),
    "docx.kind.name": ("名称", "name"),
    "docx.kind.code": ("编号", "code"),
    "docx.kind.personal": ("个人信息", "personal detail"),
    "docx.unprintable": (
        "文中有 Word 文件不能容纳的控制字符 {code}，在“{before}”之后；请从要点中删去",
        "a Word file cannot hold the control character {code}, found after “{before}”: remove it from the notes",
    ),
    "docx.unproved": (
        "{path}：写成的文件与初稿不一致（读回 {found} 段，应为 {expected} 段），未保存：{text}",
        "{path}: the file written differs from the draft (read {found} paragraphs of {expected}); not saved: {text}",
    ),
    "docx.unreadable": ("{file} 不是可读的 Word 文件：{reason}", "{file} is no readable Word file: {reason}"),
    "docx.foreign": (
        "{file} 含有不认识的内容 {element}，不能逐字核对",
        "{file} holds {element}, which cannot be compared word for word",
    ),
}


def language() -> str:
    """The language of messages: "zh", or "en" where DRAFTER_LANG says so."""
    return "en" if os.environ.get("DRAFTER_LANG", "").lower().startswith("en") else "zh"


def t(name: str, /, **values: object) -> str:
    """The message `name` in the user's language, with its values put in."""
    return say(CATALOGUE[name], **values)


def say(words: tuple[str, str], /, **values: object) -> str:
    """Words given as (Chinese, English), in the user's language, with their values put in."""
    text = words[language() == "en"]
    return text.format(**values) if values else text
