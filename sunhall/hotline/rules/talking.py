"""A talk over WeChat 会话 (H1): what a word asks for, and what has been gathered so far."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

MOST_WORDS, MOST_MEDIA = 3000, 20
LEAST_WORDS = 4
KINDS = {"image": "图片", "voice": "语音", "video": "视频"}

TELL, CHECK, NUMBER, CODE, PHONE, PROOF, WAIT = (
    "tell", "check", "number", "code", "phone", "proof", "wait",
)  # fmt: skip

MENU = (
    "您好，这里是阳光热线。\n直接发文字、照片、语音、视频或位置，就可以反映问题。\n"
    "回复“查”查进度，回复“补充”给办理中的诉求补充情况，回复“绑定”绑定手机号。\n"
    "遇到危险请立即拨打 110、119、120。"
)
GO_ON = "还可以继续发文字、照片、语音、视频或位置。说完请回复“提交”，不办了回复“取消”。"
DANGER = "如果现在有人身危险，请立即拨打 110、119 或 120，不要等待回复。\n"
UNCLEAR = "请先用一两句话写明发生了什么（至少 4 个字），再回复“提交”。"
LONG = "文字较多，后面的没有记下。请先提交，再补充其余内容。"
FULL = "材料已满 20 份，这一份没有记下。请先提交，再补充其余材料。"
UNKNOWN_KIND = "这里收文字、照片、语音、视频和位置，这一条没有记下。请换一种方式发来。"
CANCELLED = "已取消，刚才的内容没有提交。"
FILED = (
    "已收到，正在登记。编号和查询码马上发到这里；没有收到请回复“编号”。工作人员会在期限内答复您。"
)
STILL = "正在登记，请稍等一分钟再回复“编号”。"
NONE_FILED = "这里没有刚提交的诉求。"
ASK_NUMBER = "请回复诉求编号，例如 R261122-4839207。"
ASK_CODE = "请回复 8 位查询码。"
WRONG_NUMBER = "编号不完整或有误，请核对后再发；不查了回复“取消”。"
WRONG_CODE = "没有找到，编号与查询码不相符，请核对后重发查询码；不查了回复“取消”。"
TOO_OFTEN = "查询次数较多，请 {wait} 分钟后再试，或拨打热线查询。"
NONE_OPEN = "您没有正在办理的诉求。"
ASK_PHONE = "请回复您的手机号，我们会发一条短信验证码；不绑定了回复“取消”。"
ASK_PROOF = "验证码已发到 {phone}，10 分钟内有效，请回复验证码；不绑定了回复“取消”。"
BOUND = "已绑定手机号 {phone}。电话、短信和微信反映的诉求，都可以在这里回复“查”看到。"
UNBOUND = "已解除绑定，不再向这个微信发送办理消息。"
NOT_BOUND = "这个微信还没有绑定手机号。回复“绑定”可以绑定。"

_SIGNS = re.compile(r"[\s。.，,！!？?：:“”\"']+")
_VERBS: dict[str, re.Pattern[str]] = {
    "file": re.compile(r"反映(?:问题)?|我要反映|投诉|求助"),
    "send": re.compile(r"提交|说完了?|完了|没有了"),
    "yes": re.compile(r"1|确认(?:提交)?|是的?|对的?|好的?"),
    "edit": re.compile(r"2|修改|重写"),
    "cancel": re.compile(r"0|取消|不办了|退出|不查了|不绑定了"),
    "track": re.compile(r"查|查询|查进度|进度|我的诉求"),
    "add": re.compile(r"补充"),
    "number": re.compile(r"编号|查询码"),
    "bind": re.compile(r"绑定(?:手机号?)?"),
    "unbind": re.compile(r"解绑|解除绑定|取消绑定"),
    "help": re.compile(r"帮助|菜单|help|你好|您好|在吗"),
}
_TRACK = re.compile(
    r"^(?:查询?进?度?|进度)?\s*(R\s?\d{6}\s?-?\s?\d{7})\s*(\d{4,8})?$", re.IGNORECASE
)
_ADD = re.compile(r"^补充\s*(R\s?\d{6}\s?-?\s?\d{7})$", re.IGNORECASE)


@dataclass(frozen=True)
class Command:
    """What a word asks for."""

    verb: str
    number: str = ""
    code: str = ""


def command_of(text: str) -> Command | None:
    """What a text asks for; None when it tells something."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _ADD.match(plain):
        return Command("add", found[1])
    if found := _TRACK.match(plain):
        return Command("track", found[1], found[2] or "")
    word = _SIGNS.sub("", plain).casefold()
    return next((Command(verb) for verb, form in _VERBS.items() if form.fullmatch(word)), None)


def key_command(key: str) -> Command | None:
    """What a key of the menu asks for: its name is the verb."""
    return Command(key) if key in _VERBS else None


@dataclass(frozen=True)
class Draft:
    """What has been gathered so far: words, codes of material with their kinds, and a place."""

    words: tuple[str, ...] = ()
    media: tuple[tuple[str, str], ...] = ()
    place: Mapping[str, str] = field(default_factory=dict)
    about: str = ""

    @classmethod
    def read(cls, state: Mapping[str, Any]) -> "Draft":
        """What stands in the state of a talk."""
        return cls(
            tuple(state.get("words", ())),
            tuple((code, kind) for code, kind in state.get("media", ())),
            dict(state.get("place", {})),
            str(state.get("about", "")),
        )

    def state(self, step: str) -> dict[str, Any]:
        """The state of a talk that stands here."""
        return {
            "step": step,
            "words": list(self.words),
            "media": [list(one) for one in self.media],
            "place": dict(self.place),
            "about": self.about,
        }

    def said(self, words: str) -> "Draft":
        """The same with more words, as far as there is room."""
        room = max(MOST_WORDS - len(self.text) - bool(self.words), 0)
        return replace(self, words=(*self.words, words[:room])) if words[:room] else self

    def sent(self, code: str, kind: str) -> "Draft":
        """The same with one more picture, voice or film."""
        return replace(self, media=(*self.media, (code, kind)))

    def at(self, place: Mapping[str, str]) -> "Draft":
        """The same with a place; the last one counts."""
        return replace(self, place=dict(place))

    @property
    def text(self) -> str:
        """All words, a line for each message."""
        return "\n".join(self.words)

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.media or self.place)

    @property
    def is_clear(self) -> bool:
        """Whether somebody who reads it knows what happened."""
        return len(self.text.strip()) >= LEAST_WORDS

    @property
    def material(self) -> str:
        """How much of what was sent, in words."""
        kinds = [kind for _, kind in self.media]
        counted = [f"{KINDS[kind]} {kinds.count(kind)} 份" for kind in KINDS if kind in kinds]
        return "、".join(counted)

    @property
    def facts(self) -> dict[str, str]:
        """What goes with the words: where it was."""
        return dict(self.place)

    def noted(self) -> str:
        """What was taken down, in one line."""
        parts = [f"文字 {len(self.text)} 字"] if self.words else []
        parts += [self.material] if self.media else []
        parts += ["位置"] if self.place else []
        return f"已记下：{'、'.join(parts)}。"

    def read_back(self) -> str:
        """All of it for the person to check."""
        about = f"补充到 {self.about}\n" if self.about else ""
        shown = self.text if len(self.text) <= 300 else f"{self.text[:300]}……"
        lines = [f"{about}请核对：\n{shown}"]
        if self.place:
            lines.append(f"位置：{self.place.get('address') or '地图上的位置'}")
        if self.media:
            lines.append(f"材料：{self.material}")
        return "\n".join([*lines, "确认提交请回复 1，修改文字回复 2，取消回复 0。"])
