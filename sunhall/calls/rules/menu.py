"""The voice menu 语音查询: one level, a human by one key or by doing nothing (GB/T 33358-2016).

Whoever calls is in the queue at once; the greeting plays while they wait. Only who presses 1
leaves the queue for the enquiry by number and query code.
"""

from dataclasses import dataclass, replace

from sunhall.ground.kit.numbering import CODE_DIGITS, is_matter_number

NUMBER_DIGITS = 13
MOST_TRIES = 3

# Phrase → its words. An exchange that plays files has one of each name.
PHRASES = {
    "greeting": "您好，政务服务热线正在为您转接人工。查询办理进度请按 1，需要我们给您回电请按 9。",
    "number": "请输入诉求编号的 13 位数字，按井号键结束；返回人工请按星号键。",
    "number_wrong": "编号有误，请核对后重新输入 13 位数字。",
    "code": "请输入 8 位查询码，按井号键结束。",
    "code_wrong": "编号与查询码不符，请重新输入查询码。",
    "code_locked": "输错次数较多，请稍后再查。现在为您转接人工。",
    "to_human": "正在为您转接人工，请稍候。",
    "called_back": "已记下您的号码，我们会给您回电，再见。",
    "more": "再查一件请按 1，转接人工请按 0。",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Menu:
    """Where a caller stands in the menu, and what they have keyed in so far."""

    step: str = "greeting"
    keyed: str = ""
    number: str = ""
    tries: int = 0


# Who left the menu for a human may still be keying digits: they lead nowhere any more.
HUMAN = Menu("human")


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows a key: the menu as it is then, phrases to play, and what the house does.

    `do` is "" or one of `leave` (the queue), `look_up`, `queue`, `call_back`.
    """

    menu: Menu
    says: tuple[str, ...] = ()
    do: str = ""


def press(menu: Menu, key: str) -> Turn:
    """One key of the caller."""
    if menu.step == "greeting":
        return _at_greeting(menu, key)
    if menu.step == "human":
        return Turn(menu)
    if key == "*" or (key == "0" and menu.step == "told"):
        return Turn(HUMAN, ("to_human",), "queue")
    if menu.step == "told":
        return Turn(Menu("number"), ("number",)) if key == "1" else Turn(menu)
    if key.isdigit() and key.isascii():
        menu = replace(menu, keyed=menu.keyed + key)
    wanted = NUMBER_DIGITS if menu.step == "number" else CODE_DIGITS
    if key != "#" and len(menu.keyed) < wanted:
        return Turn(menu)
    if key == "#" and not menu.keyed:
        # The # that closes what was complete already.
        return Turn(menu)
    return _number_keyed(menu) if menu.step == "number" else _code_keyed(menu)


def told() -> Menu:
    """After an answer was read out."""
    return Menu("told")


def missed(menu: Menu, *, locked: bool) -> Turn:
    """After a code that did not fit: again, or to a human."""
    tries = menu.tries + 1
    if locked or tries >= MOST_TRIES:
        return Turn(HUMAN, ("code_locked",), "queue")
    return Turn(replace(menu, keyed="", tries=tries), ("code_wrong",))


def _at_greeting(menu: Menu, key: str) -> Turn:
    if key == "1":
        return Turn(Menu("number"), ("number",), "leave")
    if key == "9":
        return Turn(menu, ("called_back",), "call_back")
    return Turn(menu)


def _number_keyed(menu: Menu) -> Turn:
    if is_matter_number(menu.keyed):
        return Turn(Menu("code", number=menu.keyed), ("code",))
    tries = menu.tries + 1
    if tries >= MOST_TRIES:
        return Turn(HUMAN, ("to_human",), "queue")
    return Turn(replace(menu, keyed="", tries=tries), ("number_wrong",))


def _code_keyed(menu: Menu) -> Turn:
    return Turn(menu, do="look_up")
