"""What every way of sending a request asks of the post. Private to this room."""

from typing import Any

from sunhall.directory import queries as directory
from sunhall.ground.kit.refusal import refuse, require
from sunhall.hotline import queries, rules


def post_in_use(code: str) -> Any:
    """A post that is in use."""
    post = directory.posts_in_use().filter(code=code).first()
    if post is None:
        raise refuse("请选择一个在用的岗位", field="to")
    return post


def not_pushed_down(matter: Any, to: str, *, field: str = "to") -> None:
    """A matter of a department is never pushed to a township (国办函〔2025〕66号; 潍坊 24)."""
    kind = post_in_use(to).organisation.kind
    duty = queries.department_duty(matter.class_code, matter.place) if matter.class_code else ""
    words = queries.class_words(matter.class_code)
    require(rules.may_be_sent(kind, duty=duty, class_words=words), field=field)
