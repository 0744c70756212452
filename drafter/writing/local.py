"""The writer that needs no network: a small GGUF model in this process, a call per bullet.

The grammar of each call forbids what the model must not write (digits, Latin letters, another bullet's tokens);
it never forces a token to appear, for a forced token yields a false sentence.
"""

import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Any, Literal

from drafter.errors import ModelMissing, WriterError
from drafter.messages import t
from drafter.ports import Answer, Journal, Reply, Request, Task, TaskBullet, Token
from drafter.records import Author, FactKind, Part
from drafter.writing.journal import ask
from drafter.writing.prompts import Prompts

Manner = Literal["plain", "rich"]

_RULES = Author("rules")
_PROMPT: Mapping[Manner, str] = {"plain": "closing", "rich": "rewrite"}
_LIMIT: Mapping[Manner, int] = {"plain": 32, "rich": 160}
_CONTEXT = 2048
# The first try is nearly greedy; every later one, after a refusal or a repetition, is freer and has its own seed.
_CALM, _FREE = 0.2, 0.6
_FIRST_SEED = 1
_TURN = 100  # seeds from one turn of a section to the next
# Attempts at which the model is asked; after the last of them the note stands as it is. Of rewritings that were refused
# one in eight was proved at a second try, at the price of all.
_ASKED: Mapping[Manner, int] = {"plain": 2, "rich": 1}
# So long a run of characters is a repetition: of how an earlier sentence closes, at its start; of an example, anywhere;
# of the bullet, which has only just been read, a shorter one.
_SAME_RUN, _SAME_AS_BULLET = 6, 6
# So many phrases in a row open differently.
_VARIED = 3

_PHRASE = (4, 12)  # after its opening verb
_SENTENCE = (8, 130)
# More tokens than this and a rewriting loses one more often than not; such a bullet stands as it is.
_DENSE = 4
# Characters of a bullet that is a paragraph already; it would not fit the context either.
_LONGEST = 300

# Parts of character classes, good in GBNF and in re alike: ASCII whole, so digits, Latin letters and brackets.
_ASCII = r" -~\n\r\t"
_WIDE = "０-９Ａ-Ｚａ-ｚ％‰×【】⟦⟧"
_STOPS = "。；：！？…—"
_NUMERALS = "〇零二两三四五六七八九百千万亿"
_PAIRS = "（）“”‘’《》"
# What a small model boasts with: 了 已 of a thing achieved, 显著, 做出重大贡献, 标志着, 赢得, 荣誉, 极大, 我们, 公司.
_BOASTS = "了已显贡做重标赢誉极我司"
# Turn the sense of a note round, or claim a rank.
_DENIALS = "不未没尚无最首"
# Make a thing done into a thing to come: 确保 拟 将.
_TO_COME = "确拟将"
_NOT_IN_SENTENCE = _ASCII + _WIDE + _STOPS + _NUMERALS + _PAIRS + _BOASTS + _DENIALS + "、等"
# How a closing phrase opens: with the effect the work is meant to have. Left free, a small model goes on to tell of
# more work done (表彰先进集体, 定期开展心理辅导), which is a claim that no note makes.
_OPENINGS = tuple(
    "推动 促进 提升 增强 保障 规范 优化 改善 完善 方便 丰富 充实 夯实 缓解 减轻 防范 强化 拓宽 扩大 营造 "
    "维护 满足 助力 畅通 压实".split()
)
# Words that fit any bullet, and so say nothing of this one.
_GENERIC = frozenset("教育 学校 工作 建设 管理 水平 质量 发展 事业 单位 部门 实施 进行".split())
# A closing phrase says one thing: no comma, and no 和 并 及 与, on which the model hangs a second that does not fit.
_NOT_IN_PHRASE = _NOT_IN_SENTENCE + "一十，和并及与顺按率比数"
# A clause that opens with one of these has its verb elsewhere.
_NO_VERB = "为对与和及以在于从向由把将被按经同比其并"
# Stands after a number, never after a name: 建成【F1】个.
_MEASURES = "个名所家人次场条座件项"
# A note of a title or name and hardly a word more says nothing a model could go by: 9月起实行《…》.
_BLIND = {FactKind.TITLE, FactKind.DOCUMENT, FactKind.NAME}
_WORDS_TO_GO_BY = 6
# What stands for a token where the model need not repeat it: fewer tokens to read, and words it knows.
_STAND_IN = {
    FactKind.DATE: "某时",
    FactKind.ORDINAL: "某",
    FactKind.DOCUMENT: "有关文件",
    FactKind.TITLE: "有关制度",
    FactKind.NAME: "有关单位",
    FactKind.CODE: "某",
}
_CLOSED = re.compile(
    r"，(?:有力|有效|切实|不断|进一步|着力|全力|持续)?(?:推动|促进|提升|提高|确保|保障|助力|增强|夯实|营造|改善|方便|满足|防止|为)[^，【】]*$"
)


# A remark that asks for less: of the plain manner the bullets as they stand are the shortest.
_SHORTER = re.compile(r"短|简|精炼|压缩|删|少写")
_STATISTIC = re.compile(r"同比|环比|较上年|比上年|占|增长|下降|率【")


class LocalModel:
    """A GGUF model in this process, loaded at the first question."""

    def __init__(self, gguf: Path, *, threads: int) -> None:
        self.gguf = gguf
        self.threads = threads
        self._server: Any = None
        self._lock = Lock()

    def reply(self, request: Request) -> Reply:
        """Ask the model. Raises ModelMissing where it cannot be loaded, WriterError where it fails."""
        question = {
            "messages": [{"role": role, "content": text} for role, text in request.messages],
            **dict(request.params),
        }
        with self._lock:
            start = perf_counter()
            server = self._loaded()
            try:
                answer = server.handle_chat_completions(question)
                text = answer["choices"][0]["message"]["content"]
                usage = answer["usage"]
            except (ValueError, KeyError, RuntimeError) as error:
                raise WriterError(t("writer.local", error=error)) from error
            return Reply(
                text, usage["prompt_tokens"], usage["completion_tokens"], perf_counter() - start
            )

    def close(self) -> None:
        """Free the model; a later question loads it again."""
        with self._lock:
            self._server = None

    def _loaded(self) -> Any:
        if self._server is None:
            if not self.gguf.is_file():
                raise ModelMissing(
                    t("model.missing", file=self.gguf) + "\n  → " + t("model.remedy")
                )
            self._server = _server(self.gguf, self.threads)
        return self._server


class LocalWriter:
    """Writes with a model on this machine.

    manner plain  the bullet as it stands, to which the model adds a closing phrase of purpose; none to a problem
    manner rich   the model words the bullet anew around its tokens

    notices       what a reviewer should know who asked for a section anew

    Remembers how the sentences of a document close, to ask again for one that repeats: call `forget` between documents.
    The same tasks in the same order give the same requests, so a run can be replayed.
    An answer without a word of the model's is the rules' (Author "rules").
    """

    name = "local"
    wants_passages: Mapping[str, int] = {}
    parallel = 1

    def __init__(
        self,
        gguf: Path,
        *,
        manner: Manner,
        prompts: Prompts,
        journal: Journal,
        threads: int | None = None,
    ) -> None:
        self.model = gguf.stem
        self.manner: Manner = manner
        self.notices: list[str] = []
        self._prompts = prompts
        self._prompt = prompts.load(_PROMPT[manner])
        self._author = Author("local", manner, self.model, self._prompt.name, self._prompt.version)
        self._journal = journal
        self._engine = LocalModel(gguf, threads=threads or min(4, os.cpu_count() or 2))
        self._closings: dict[str, str] = {}
        self._spent: dict[str, list[tuple[Reply, bool]]] = {}

    def in_manner(self, manner: Manner) -> "LocalWriter":
        """The same model in this process, writing in another manner."""
        other = LocalWriter(
            self._engine.gguf, manner=manner, prompts=self._prompts, journal=self._journal
        )
        other._engine, other._closings = self._engine, self._closings
        return other

    def write(self, task: Task) -> Iterator[Answer]:
        """Yield answers in order; a bullet whose answer is of no use is left out, to be asked for again.

        Raises ModelMissing, WriterError or ReplayMissing.
        """
        if task.remark:
            self.notices.append(t("redraft.small"))
        last = len(task.bullets) - 1
        for n, bullet in enumerate(task.bullets):
            # Where every sentence closes with its purpose none is read: every other one does, the last among them; of
            # a section that is written again, the others.
            spoken = self.manner == "rich" or task.attempt > 0 or (last - n + task.turn) % 2 == 0
            spoken = spoken and not (self.manner == "plain" and _SHORTER.search(task.remark))
            answer = (
                self._answer(task, bullet)
                if spoken
                else _answer(bullet.id, _unaltered(bullet), _RULES, ())
            )
            if answer:
                yield answer

    def reply(self, request: Request) -> Reply:
        """What the model says to any question. Raises ModelMissing, WriterError."""
        return self._engine.reply(request)

    def forget(self) -> None:
        """Begin another document: its sentences may close like those of the last."""
        self._closings.clear()

    def close(self) -> None:
        """Free the model."""
        self._engine.close()

    def _answer(self, task: Task, bullet: TaskBullet) -> Answer | None:
        spent = self._spent.setdefault(bullet.id, [])
        if task.attempt < _ASKED[self.manner] and self._has_a_say(task.part, bullet):
            messages = self._messages(task, bullet)
            spent.append(
                ask(self._journal, self._request(messages, task, bullet), self._engine.reply)
            )
            text = self._text(task, bullet, messages, spent[-1][0].text.strip())
            if not text:
                return None
            self._closings[bullet.id] = _closing(text, bullet)
            return _answer(
                bullet.id,
                text,
                self._author if text != _unaltered(bullet) else _RULES,
                self._paid(bullet),
            )
        return _answer(bullet.id, _unaltered(bullet), _RULES, self._paid(bullet))

    def _paid(self, bullet: TaskBullet) -> list[tuple[Reply, bool]]:
        """What the answers for a bullet cost so far, to be told once."""
        return self._spent.pop(bullet.id, [])

    def _has_a_say(self, part: Part, bullet: TaskBullet) -> bool:
        if _is_blind(bullet) or len(bullet.masked) > _LONGEST:
            return False
        return (
            not _is_dense(bullet) if self.manner == "rich" else _wants_closing(part, bullet.masked)
        )

    def _messages(self, task: Task, bullet: TaskBullet) -> tuple[tuple[str, str], ...]:
        if self.manner == "plain":
            return self._prompt.render(planned=task.part is Part.PLANNED, bullet=_worded(bullet))
        values = {"part": task.part.value, "bullet": bullet.masked, "remark": task.remark}
        return self._prompt.render(
            **{name: values[name] for name in self._prompt.variables & values.keys()}
        )

    def _request(
        self, messages: tuple[tuple[str, str], ...], task: Task, bullet: TaskBullet
    ) -> Request:
        params = (
            ("temperature", _FREE if task.attempt or task.turn else _CALM),
            ("seed", _FIRST_SEED + task.attempt + _TURN * task.turn),
            ("max_tokens", _LIMIT[self.manner]),
            ("grammar", self._grammar(task.part, bullet)),
        )
        return Request(self.name, self.model, messages, params)

    def _grammar(self, part: Part, bullet: TaskBullet) -> str:
        barred = "" if part is Part.PLANNED else _TO_COME
        if self.manner == "rich":
            return _sentence_grammar(bullet, barred)
        earlier = [closing for id, closing in self._closings.items() if closing and id != bullet.id]
        used = {closing[:2] for closing in earlier[-_VARIED:]}
        return _phrase_grammar([opening for opening in _OPENINGS if opening not in used], barred)

    def _text(
        self, task: Task, bullet: TaskBullet, messages: Sequence[tuple[str, str]], words: str
    ) -> str:
        """The text these words make, or "" where they were cut off, repeat others or leave the bullet's sense."""
        if self.manner == "plain":
            text, closing = f"{bullet.masked}，{words}。", words
            fit = len(words) < 2 + _PHRASE[1] and _is_about(words, bullet.masked)
        else:
            text, closing = words, _closing(words, bullet)
            fit = (
                _is_whole(text)
                and not _measured_names(bullet, text)
                and not _lost_verbs(bullet, text)
            )
        others = [
            other
            for id, other in self._closings.items()
            if id != bullet.id or task.attempt or task.turn
        ]
        examples = [example for _, example in messages[1:-1]]
        return text if fit and not _repeats(closing, bullet, others, examples) else ""


def _wants_closing(part: Part, masked: str) -> bool:
    # A problem serves no purpose, a rate is no work that could have one, and a bullet may name its own.
    return (
        part in (Part.DONE, Part.PLANNED)
        and not _CLOSED.search(masked)
        and not _STATISTIC.search(masked)
    )


def _unaltered(bullet: TaskBullet) -> str:
    return bullet.masked.rstrip("。") + "。"


def _is_about(phrase: str, bullet: str) -> bool:
    """Whether a phrase, past its opening verb, speaks of what the bullet speaks of without merely saying it again."""
    said = phrase[2:]
    shared = {said[at : at + 2] for at in range(len(said) - 1) if said[at : at + 2] in bullet}
    return bool(shared - _GENERIC) and said not in bullet


def _is_dense(bullet: TaskBullet) -> bool:
    """Whether a bullet is figures more than words: reworded, it only loses some."""
    return len(bullet.tokens) > _DENSE


def _is_blind(bullet: TaskBullet) -> bool:
    known = bullet.masked
    for token in bullet.tokens:
        known = known.replace(_mark(token), "")
    words = re.findall(r"[一-鿿]", known)
    return len(words) < _WORDS_TO_GO_BY and any(token.kind in _BLIND for token in bullet.tokens)


def _worded(bullet: TaskBullet) -> str:
    """The bullet with a word in place of each token."""
    text = bullet.masked
    for token in bullet.tokens:
        text = text.replace(token.name, _STAND_IN.get(token.kind, "若干"), 1)
    return text


def _measured_names(bullet: TaskBullet, text: str) -> bool:
    """Whether a measure word follows a token that has none in the bullet."""
    bare = [_mark(token) for token in bullet.tokens if not token.unit]
    return any(
        mark + word in text and mark + word not in bullet.masked
        for mark in bare
        for word in _MEASURES
    )


def _lost_verbs(bullet: TaskBullet, text: str) -> list[str]:
    """Words that open a clause of the bullet and are gone: 受理投诉【F1】件 is not 投诉【F1】件, 建成 is not 建设."""
    openings = re.findall(rf"(?:^|(?<=[，；。]))(?![{_NO_VERB}])[一-鿿]{{2}}", bullet.masked)
    return [word for word in openings if word not in text]


def _answer(id: str, text: str, author: Author, asked: Sequence[tuple[Reply, bool]]) -> Answer:
    return Answer(
        id,
        text,
        author,
        replayed=bool(asked) and all(replayed for _, replayed in asked),
        seconds=sum(reply.seconds for reply, replayed in asked if not replayed),
        prompt_tokens=sum(reply.prompt_tokens for reply, _ in asked),
        completion_tokens=sum(reply.completion_tokens for reply, _ in asked),
    )


def _closing(text: str, bullet: TaskBullet) -> str:
    """The last clause of a text, "" where it holds a token or is the bullet's own."""
    clause = re.split("[，。]", text.rstrip("。"))[-1]
    return "" if "【" in clause or clause in bullet.masked else clause


def _repeats(
    closing: str, bullet: TaskBullet, others: Sequence[str], examples: Sequence[str]
) -> bool:
    head = closing[:_SAME_RUN]
    return bool(closing) and (
        any(other.startswith(head) for other in others)
        or _shared_run(closing, bullet.masked) >= _SAME_AS_BULLET
        or any(_shared_run(closing, example) >= _SAME_RUN for example in examples)
    )


def _shared_run(one: str, other: str) -> int:
    """Length of the longest run of characters that both texts hold."""
    return max(
        (
            end - at
            for at in range(len(one))
            for end in range(at + 1, len(one) + 1)
            if one[at:end] in other
        ),
        default=0,
    )


def _is_whole(text: str) -> bool:
    """Whether no sentence ran into its limit, where the grammar ends it in the middle of a word."""
    counted = re.sub(r"【[^】]*】", "字", text)
    return text.endswith("。") and all(
        len(sentence) < _SENTENCE[1] for sentence in counted.split("。")
    )


def _phrase_grammar(openings: Sequence[str], barred: str) -> str:
    low, high = _PHRASE
    verbs = " | ".join(f'"{opening}"' for opening in openings)
    return f"root ::= ({verbs}) [^{_NOT_IN_PHRASE}{barred}]{{{low},{high}}}"


def _sentence_grammar(bullet: TaskBullet, barred: str) -> str:
    """One or two sentences of free words, the bullet's tokens and, of what is barred, that which the bullet holds."""
    low, high = _SENTENCE
    words = bullet.masked
    for token in bullet.tokens:
        words = words.replace(token.name, "")
    literal = [_mark(token) for token in bullet.tokens] + re.findall(
        f"[{_NOT_IN_SENTENCE}{barred}]+", words
    )
    pieces = " | ".join(["char", *(json.dumps(text, ensure_ascii=False) for text in literal)])
    return f"""root ::= text "。" (text "。")?
text ::= ({pieces}){{{low},{high}}}
char ::= [^{_NOT_IN_SENTENCE}{barred}]"""


def _mark(token: Token) -> str:
    return token.name + token.unit


def _server(gguf: Path, threads: int) -> Any:
    # libgomp reads this once, at load: idle threads that spin longer starve a busy neighbour, and themselves.
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    import xllamacpp  # type: ignore[import-untyped]

    params = xllamacpp.CommonParams()
    params.model.path = str(gguf)
    params.n_ctx = _CONTEXT
    params.n_parallel = 1
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.verbosity = 0
    params.warmup = False
    # A rewriting says much of its bullet again: runs are proposed from the prompt and only confirmed, a fifth faster.
    params.speculative.types = [
        xllamacpp.common_speculative_type.COMMON_SPECULATIVE_TYPE_NGRAM_SIMPLE
    ]
    params.speculative.ngram_simple.size_n, params.speculative.ngram_simple.size_m = 2, 6
    # The library always listens on a loopback port; nobody else has the key.
    params.port = 0
    params.api_keys = [secrets.token_hex(16)]
    try:
        return xllamacpp.Server(params)
    except RuntimeError as error:
        raise ModelMissing(t("model.load", file=gguf, error=error)) from error
