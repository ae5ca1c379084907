"""Rules of the dispatch catalogue 派单目录: who may be given what (国办函〔2025〕66号)."""

from sunhall.ground.kit.verdict import YES, Verdict, no

# Kinds of organisation that take no duty of a department upon them.
GRASSROOTS = ("town", "village")
NOT_DOWN = "国办函〔2025〕66号；潍坊 12345 条例 24"


def may_be_sent(kind: str, *, duty: str, class_words: str) -> Verdict:
    """A matter of a department 部门事项 is never pushed to a township or village.

    `duty` is the basis of the line that marks it as a department's, "" where none does.
    """
    if not duty or kind not in GRASSROOTS:
        return YES
    return no(
        "「{words}」是部门职责（{duty}），不得派给乡镇（街道）和村（社区）",
        article=NOT_DOWN,
        words=class_words,
        duty=duty,
    )
