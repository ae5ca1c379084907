"""What the house says at once to somebody who writes over WeChat (H1, ux B1).

It writes no matter: a talk that ends gives the words to be taken in like all that comes from
outside. What it asks of `people` proves who speaks.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sunhall.ground.access import guessing
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.inbox import queries as inbox
from sunhall.ground.inbox.talks import Heard, Said
from sunhall.ground.kit.refusal import Refused
from sunhall.ground.sealed.masks import mask_phone
from sunhall.ground.web.dates import due
from sunhall.hotline import queries
from sunhall.hotline.rules import is_urgent_danger
from sunhall.hotline.rules import talking as rules
from sunhall.hotline.rules.talking import Command, Draft
from sunhall.people import actions as people

MOST_LISTED = 5
# Steps in which a plain word is an answer and not a tale.
_ANSWERS = (rules.NUMBER, rules.CODE, rules.PHONE, rules.PROOF)


def talk(heard: Heard) -> Said:
    """Answer one message of one person, by where the talk stands."""
    if heard.kind == "event:unsubscribe":
        return Said("")
    if heard.kind == "event:subscribe":
        return Said(rules.MENU)
    if heard.kind == "event:click":
        asked = rules.key_command(heard.text)
        return _obey(heard, asked) if asked else Said(rules.MENU, heard.state)
    if heard.kind == "text":
        return _text(heard)
    if heard.kind in (*rules.KINDS, "location", "link"):
        return _material(heard)
    # Events that nobody asked for, such as where a phone is, are not kept.
    is_event = heard.kind.startswith("event:")
    return Said("" if is_event else rules.UNKNOWN_KIND, heard.state)


def _text(heard: Heard) -> Said:
    step = heard.state.get("step", "")
    asked = rules.command_of(heard.text)
    if asked and asked.verb == "cancel" and step:
        return Said(rules.CANCELLED)
    if step in _ANSWERS and not (asked and asked.verb in ("bind", "unbind", "add", "file")):
        return _STEPS[step](heard)
    # "1" and "好" mean something only where something was asked.
    if asked and asked.verb in ("yes", "edit"):
        return _checked(heard, asked.verb) if step == rules.CHECK else _tell(heard)
    return _obey(heard, asked) if asked else _tell(heard)


def _obey(heard: Heard, asked: Command) -> Said:
    return _VERBS[asked.verb](heard, asked)


def _tell(heard: Heard) -> Said:
    """Words of a request."""
    draft = Draft.read(_gathered(heard.state))
    more = draft.said(heard.text.strip())
    if more is draft and heard.text.strip():
        return Said(f"{rules.LONG}\n{rules.GO_ON}", draft.state(rules.TELL))
    danger = rules.DANGER if is_urgent_danger(heard.text) else ""
    return Said(f"{danger}{more.noted()}{rules.GO_ON}", more.state(rules.TELL))


def _material(heard: Heard) -> Said:
    """A picture, voice, film, place or link belongs to what is being told."""
    draft = Draft.read(_gathered(heard.state))
    if code := heard.facts.get("media"):
        if len(draft.media) >= rules.MOST_MEDIA:
            return Said(rules.FULL, draft.state(rules.TELL))
        draft = draft.sent(code, heard.kind)
    if heard.kind == "location":
        draft = draft.at(heard.facts)
    if heard.text.strip():
        draft = draft.said(heard.text.strip())
    return Said(f"{draft.noted()}{rules.GO_ON}", draft.state(rules.TELL))


def _gathered(state: Mapping[str, Any]) -> Mapping[str, Any]:
    return state if state.get("step") in (rules.TELL, rules.CHECK) else {}


def _send(heard: Heard, asked: Command) -> Said:
    """Read back what was told, for the person to check."""
    draft = Draft.read(_gathered(heard.state))
    if not draft.is_clear:
        state = {} if draft.is_empty else draft.state(rules.TELL)
        return Said(rules.UNCLEAR, state)
    return Said(draft.read_back(), draft.state(rules.CHECK))


def _checked(heard: Heard, verb: str) -> Said:
    """The person has read it: file it, or write it anew."""
    draft = Draft.read(heard.state)
    if verb == "edit":
        anew = replace(draft, words=())
        return Said("请重新写明发生了什么，照片和位置已保留。", anew.state(rules.TELL))
    about = f"补充 {draft.about}：" if draft.about else ""
    return Said(
        rules.FILED,
        {"step": rules.WAIT, "item": heard.id},
        filed=f"{about}{draft.text}",
        media=tuple(code for code, _ in draft.media),
        facts=draft.facts,
    )


def _number(heard: Heard, asked: Command) -> Said:
    """Number and code of what was filed, for accounts that may not write first."""
    item = inbox.known(heard.channel, str(heard.state.get("item", "-")))
    if item is None:
        return Said(rules.NONE_FILED, heard.state)
    if not item.about.startswith(queries.NOUN):
        return Said(rules.STILL, heard.state)
    request = queries.request_of(item.about.removeprefix(queries.NOUN))
    code = request.matter.query_code
    return Said(f"编号 {request.matter.number}\n查询码 {code}\n{_standing(request)}", heard.state)


def _track(heard: Heard, asked: Command) -> Said:
    """Where a request stands: one's own, or by number and code."""
    if asked.number:
        number = queries.read_number(asked.number)
        return _proved(heard, number, asked.code) if asked.code else _by_number(heard, number)
    found = queries.requests_open_of(queries.person_at(heard.channel, heard.sender))
    if not found:
        return Said(f"{rules.NONE_OPEN}\n{rules.ASK_NUMBER}", {"step": rules.NUMBER})
    lines = [f"{one.matter.number}\n{_standing(one)}" for one in found[:MOST_LISTED]]
    return Said("\n\n".join(lines))


def _asked_number(heard: Heard) -> Said:
    return _by_number(heard, queries.read_number(heard.text))


def _by_number(heard: Heard, number: str) -> Said:
    if not queries.could_be_number(number):
        return Said(rules.WRONG_NUMBER, {"step": rules.NUMBER})
    if own := queries.request_own(number, queries.person_at(heard.channel, heard.sender)):
        return Said(f"{number}\n{_standing(own)}")
    return Said(rules.ASK_CODE, {"step": rules.CODE, "number": number})


def _asked_code(heard: Heard) -> Said:
    return _proved(heard, str(heard.state.get("number", "")), heard.text)


def _proved(heard: Heard, number: str, code: str) -> Said:
    """Number and code, with the counters of the page against guessing."""
    state = {"step": rules.CODE, "number": number}
    what, sender = f"track:{number}"[:60], f"wechat:{inbox.sender_index('wechat', heard.sender)}"
    if minutes := guessing.wait(what, sender[:60]):
        return Said(rules.TOO_OFTEN.format(wait=minutes))
    request = queries.request_by_code(number, queries.read_code(code))
    if request is None:
        guessing.missed(what, sender[:60])
        return Said(rules.WRONG_CODE, state)
    guessing.proved(what, sender[:60])
    return Said(f"{number}\n{_standing(request)}")


def _standing(request: Any) -> str:
    """What is now, with whom, and by when."""
    at = queries.standing(request)
    lines = [f"{at.word}：{at.meaning}"]
    if not at.is_over:
        lines.append(f"现在由{at.holder}办理。" + (f"最迟{due(at.due)}。" if at.due else ""))
    return "\n".join(lines)


def _add(heard: Heard, asked: Command) -> Said:
    """More about a request of one's own."""
    person = queries.person_at(heard.channel, heard.sender)
    if asked.number:
        number = queries.read_number(asked.number)
        own = queries.request_own(number, person)
        if own is None or not queries.is_open(number):
            return Said(f"{rules.NONE_OPEN}请核对编号，或直接发文字反映新的问题。")
    else:
        found = queries.requests_open_of(person)
        if not found:
            return Said(f"{rules.NONE_OPEN}直接发文字可以反映新的问题。")
        number = found[0].matter.number
    draft = replace(Draft.read(_gathered(heard.state)), about=number)
    return Said(f"补充到 {number}。{rules.GO_ON}", draft.state(rules.TELL))


def _bind(heard: Heard, asked: Command) -> Said:
    return Said(rules.ASK_PHONE, {"step": rules.PHONE})


def _asked_phone(heard: Heard) -> Said:
    """Send a code to the phone that is to be bound."""
    index = inbox.sender_index(heard.channel, heard.sender)
    try:
        sent = people.send_phone_code(heard.text, by=SYSTEM, address=f"wechat:{index[:40]}")
    except Refused as refused:
        return Said(str(refused.verdict.reason), {"step": rules.PHONE})
    shown = f"（演示：{sent.shown}）" if sent.shown else ""
    words = rules.ASK_PROOF.format(phone=mask_phone(sent.phone, "list"))
    return Said(words + shown, {"step": rules.PROOF, "phone": sent.phone})


def _asked_proof(heard: Heard) -> Said:
    """Compare the code; the phone's person is this one."""
    phone = str(heard.state.get("phone", ""))
    confirmed = people.bind_address(
        heard.channel, heard.sender, phone, queries.read_code(heard.text), by=SYSTEM
    )
    if confirmed.person is None:
        return Said(str(confirmed.verdict.reason), heard.state)
    return Said(rules.BOUND.format(phone=mask_phone(phone, "list")))


def _unbind(heard: Heard, asked: Command) -> Said:
    parted = people.unbind_address(heard.channel, heard.sender, by=SYSTEM)
    return Said(rules.UNBOUND if parted else rules.NOT_BOUND)


def _file(heard: Heard, asked: Command) -> Said:
    return Said(f"请说说发生了什么、在哪里。{rules.GO_ON}", Draft().state(rules.TELL))


def _help(heard: Heard, asked: Command) -> Said:
    return Said(rules.MENU, heard.state)


def _nothing_to_cancel(heard: Heard, asked: Command) -> Said:
    return Said(rules.MENU)


_STEPS: dict[str, Callable[[Heard], Said]] = {
    rules.NUMBER: _asked_number,
    rules.CODE: _asked_code,
    rules.PHONE: _asked_phone,
    rules.PROOF: _asked_proof,
}
_VERBS: dict[str, Callable[[Heard, Command], Said]] = {
    "file": _file,
    "send": _send,
    "track": _track,
    "add": _add,
    "number": _number,
    "bind": _bind,
    "unbind": _unbind,
    "help": _help,
    "cancel": _nothing_to_cancel,
    "yes": _help,
    "edit": _help,
}
