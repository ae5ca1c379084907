"""What somebody else may carry to the hotline for a person, and on what ground (H1)."""

from datetime import datetime

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

# Why another system may pass on who asks (个人信息保护法 13, 23).
CONSENTS = {
    "agreed": "诉求人同意转交",
    "statutory": "依法转交",
    "none": "没有转交个人信息",
}
# How an agent shows that the person asked them to (民法典 165).
PROOFS = {"photo": "本人与委托内容的合影", "paper": "本人签名或按手印的委托书"}
# A letter of many sheets is one request; what does not fit is added to it later.
MOST_SHEETS = 20


def may_hand_in(actor: Actor, place: str) -> Verdict:
    """Hand in 对接提交: the account of a system, for the places it serves (H1)."""
    if not actor.may("hotline.hand_in"):
        return no("这个密钥的账号不是对接系统，不能提交", article="H1")
    return _within(actor, place)


def may_file_on_behalf(actor: Actor, place: str) -> Verdict:
    """File on behalf 代办: an agent, for the villages they were given (H1)."""
    if not actor.may("hotline.on_behalf"):
        return no("只有代办员可以代群众填报", article="H1")
    return _within(actor, place)


def may_pass_on(consent: str, at: datetime | None, basis: str, now: datetime) -> Verdict:
    """Pass on who asks: with their consent and its moment, or on a ground in law (PIPL 23)."""
    if consent == "agreed" and (at is None or at > now):
        return no("请填写诉求人何时同意把个人信息转交热线", article="个人信息保护法 第23条")
    if consent == "statutory" and len(basis.strip()) < 4:
        return no("请填写转交个人信息的法律依据", article="个人信息保护法 第13条")
    if consent == "none":
        return no(
            "带有姓名或电话时，请写明诉求人同意转交，或依法转交的依据",
            article="个人信息保护法 第23条",
        )
    return YES


def _within(actor: Actor, place: str) -> Verdict:
    if any(place.startswith(stem) for stem in actor.places):
        return YES
    return no("这个地点不在您负责的区域内，请选择区域内的地点", article="H1")
