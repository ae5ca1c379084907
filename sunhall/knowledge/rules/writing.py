"""What an article is made of, and what must be there before somebody reviews it (H12)."""

from dataclasses import dataclass
from datetime import date

from sunhall.ground.kit.refusal import refuse

# Part → Chinese words, in the order people read them.
PARTS = {
    "title": "标题",
    "question": "问题",
    "answer": "答案",
    "phrases": "群众怎么说",
    "basis": "依据",
    "valid_from": "生效日期",
    "valid_until": "有效期至",
    "is_public": "是否公开",
}
LONGEST_TITLE, LONGEST_TEXT, LONGEST_LINE = 80, 8000, 500


@dataclass(frozen=True)
class Draft:
    """The words of one version."""

    title: str
    question: str
    answer: str
    basis: str
    valid_from: date
    valid_until: date
    phrases: str = ""
    is_public: bool = False


def checked(draft: Draft) -> Draft:
    """Tidy a draft, or name the part that is missing."""
    tidy = Draft(
        title=" ".join(draft.title.split()),
        question=draft.question.strip(),
        answer=draft.answer.strip(),
        basis=draft.basis.strip(),
        phrases="\n".join(filter(None, (line.strip() for line in draft.phrases.splitlines()))),
        valid_from=draft.valid_from,
        valid_until=draft.valid_until,
        is_public=draft.is_public,
    )
    _require_words(tidy)
    if tidy.valid_until < tidy.valid_from:
        raise refuse("有效期至请不要早于生效日期", field="valid_until")
    return tidy


def _require_words(draft: Draft) -> None:
    bounds = {"title": LONGEST_TITLE, "question": LONGEST_LINE, "answer": LONGEST_TEXT}
    bounds |= {"basis": LONGEST_LINE, "phrases": LONGEST_LINE}
    for name, most in bounds.items():
        words = getattr(draft, name)
        if not words and name != "phrases":
            raise refuse("请填写{part}", field=name, part=PARTS[name])
        if len(words) > most:
            raise refuse("{part}请不要超过 {n} 个字", field=name, part=PARTS[name], n=most)
