"""Who keeps an article: its department writes, somebody else reviews (H12; 国办发〔2020〕53号).

`posts` are the posts of the department that owns the article: an actor who holds one of them
is of that department.
"""

from dataclasses import dataclass

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.knowledge.rules.states import DRAFT, PUBLISHED, RETURNED, SUBMITTED

_ARTICLE = "国办发〔2020〕53号 共建共享"


@dataclass(frozen=True)
class ArticleFacts:
    """The facts of an article; `open_state` and `hands` are of the version being worked on."""

    state: str
    posts: frozenset[str] = frozenset()
    open_state: str = ""
    hands: frozenset[str] = frozenset()


def may_read(actor: Actor) -> Verdict:
    """Read 查阅 what is published, also what is not for the public."""
    if actor.may("knowledge.read"):
        return YES
    return no("您的岗位不查阅内部知识库，公开的知识请到群众入口查看")


def may_draft(actor: Actor) -> Verdict:
    """Write 起草 a new article, for one's own department or for another to take."""
    if actor.code == "system" or actor.may("knowledge.write"):
        return YES
    return no("您的岗位不起草知识，请交给业务部门")


def may_load(actor: Actor) -> Verdict:
    """Load a table of articles 导入: who manages the base; each is reviewed before it is out."""
    if actor.code == "system" or actor.may("knowledge.manage"):
        return YES
    return no("知识由统管知识库的人员导入", article=_ARTICLE)


def may_see_drafts(actor: Actor, facts: ArticleFacts) -> bool:
    """See what is not published: the department, whoever wrote it, who manages the base."""
    return _is_ours(actor, facts) or actor.may("knowledge.manage") or actor.code in facts.hands


def may_edit(actor: Actor, facts: ArticleFacts) -> Verdict:
    """Change 修改: the department, or whoever wrote the draft; never while it is reviewed."""
    if not actor.may("knowledge.write"):
        return no("您的岗位不起草知识，请交给业务部门")
    if not may_see_drafts(actor, facts):
        return no("这条知识由其他部门维护，发现错误请点“这条有误”", article=_ARTICLE)
    if facts.open_state == SUBMITTED:
        return no("正在审核，审核人退回后才能修改")
    return YES


def may_submit(actor: Actor, facts: ArticleFacts) -> Verdict:
    """Hand a draft to the reviewer 提交审核."""
    verdict = may_edit(actor, facts)
    if verdict and facts.open_state not in (DRAFT, RETURNED):
        return no("没有待提交的草稿")
    return verdict


def may_review(actor: Actor, facts: ArticleFacts) -> Verdict:
    """Publish or give back 审核: head of the department or hotline manager, never the author."""
    reviews = actor.may("knowledge.review") and _is_ours(actor, facts)
    if not (reviews or actor.may("knowledge.manage")):
        return no("知识由部门负责人或热线负责人审核", article=_ARTICLE)
    if facts.open_state != SUBMITTED:
        return no("没有待审核的版本")
    if actor.code in facts.hands:
        return no("您写的版本由其他人员审核", article=_ARTICLE)
    return YES


def may_withdraw(actor: Actor, facts: ArticleFacts) -> Verdict:
    """Take a published article out of use 撤下: those who may review in its department."""
    reviews = actor.may("knowledge.review") and _is_ours(actor, facts)
    if not (reviews or actor.may("knowledge.manage")):
        return no("知识由部门负责人或热线负责人撤下", article=_ARTICLE)
    return YES if facts.state == PUBLISHED else no("这条知识没有发布")


def may_doubt(actor: Actor, facts: ArticleFacts) -> Verdict:
    """Say that something is wrong 这条有误: any member of staff who reads it."""
    verdict = may_read(actor)
    if verdict and facts.state != PUBLISHED:
        return no("这条知识没有发布，不用纠错")
    return verdict


def may_answer_doubt(actor: Actor, facts: ArticleFacts) -> Verdict:
    """Reply to 这条有误: the department that owns the article, or who manages the base."""
    writes = actor.may("knowledge.write") and _is_ours(actor, facts)
    if writes or actor.may("knowledge.manage"):
        return YES
    return no("纠错由维护这条知识的部门答复", article=_ARTICLE)


def _is_ours(actor: Actor, facts: ArticleFacts) -> bool:
    return bool(actor.posts & facts.posts)
