"""公开审核: who may publish a request, and when; read first (信息公开条例 17; PIPL 25)."""

from dataclasses import dataclass

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.hotline.rules.facts import RequestFacts
from sunhall.hotline.rules.stages import is_the_answerer

# What a clerk decided about words that stand.
PUBLIC, KEPT_BACK, TAKEN_DOWN = "public", "kept_back", "taken_down"
DECISIONS = {PUBLIC: "已公开", KEPT_BACK: "不公开", TAKEN_DOWN: "已撤下"}
_ARTICLE = "政府信息公开条例 第17条"


@dataclass(frozen=True)
class PublicationFacts:
    """The facts of a publication; `decision` is empty while the present words are unread."""

    request: RequestFacts
    agreed: bool
    confidential: bool
    answered: bool
    decision: str = ""


def may_review(actor: Actor, facts: PublicationFacts) -> Verdict:
    """Decide 公开 or 不公开: whoever did not answer it, on agreed and answered words (条例 17)."""
    if not actor.may("hotline.publish"):
        return no("您的岗位不审核公开", article=_ARTICLE)
    if facts.request.sealed or facts.confidential:
        return no("此件保密办理，不能公开", article="条例 33")
    if not facts.agreed:
        return no("诉求人没有同意公开", article="个人信息保护法 第25条")
    if not facts.answered:
        return no("答复以后才能审核公开", article=_ARTICLE)
    if is_the_answerer(actor, facts.request):
        return no("您承办或答复的诉求，由其他人员审核公开", article=_ARTICLE)
    if facts.decision == PUBLIC:
        return no("此件已经公开；需要改动请先撤下")
    return YES


def may_take_down(actor: Actor, facts: PublicationFacts) -> Verdict:
    """Take a publication down 撤下公开: whoever may publish, at any time (条例 17; PIPL 47)."""
    if not actor.may("hotline.publish"):
        return no("您的岗位不审核公开", article=_ARTICLE)
    return YES if facts.decision == PUBLIC else no("此件没有公开")


def may_propose_article(actor: Actor, facts: RequestFacts) -> Verdict:
    """Make knowledge of a request 摘为知识: closed, not sealed, by who writes articles (H12)."""
    if not actor.may("knowledge.write"):
        return no("您的岗位不起草知识，请交给业务部门")
    if facts.sealed:
        return no("此件保密办理，不能摘为知识", article="条例 33")
    if facts.stage != "closed":
        return no("办结以后才能摘为知识")
    return YES
