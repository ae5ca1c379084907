"""What a cockpit asks, as plain words: each question is a list that can be opened."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One number of the cockpit: its question, and what opening it shows."""

    code: str
    words: str
    asks: str
    tone: str = ""


QUESTIONS: tuple[Question, ...] = (
    Question("late", "超期未办结", "现在有几件已经超期？", "danger"),
    Question("today", "今日到期", "今天会超期的有几件？", "warn"),
    Question("soon", "三个工作日内到期", "接下来哪些会变红？", "warn"),
    Question("unsigned", "交办未签收", "哪些交办还没人接？"),
    Question("dialogue", "约谈未完成", "不满意的诉求约谈了吗？"),
    Question("paused", "暂停计时", "哪些时限停着，凭什么？"),
    Question("disputed", "联系记录有异议", "谁说没人联系过他？"),
)
SOON_DAYS = 3
AHEAD_DAYS = 10
WORST = 3


def question(code: str) -> Question:
    """The question with this code; the first when there is none."""
    return next((one for one in QUESTIONS if one.code == code), QUESTIONS[0])
