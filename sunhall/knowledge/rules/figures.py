"""Figures of the knowledge base, each with what it counts (norms 1.5; H12)."""

from dataclasses import dataclass

HOUSE = "本系统口径，县里可以另定"
NORM = "热线通行指标：知识库更新及时率＝按时更新÷应更新"


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure 指标: what it means, what is divided by what, and what is left out."""

    name: str
    words: str
    meaning: str
    numerator: str
    denominator: str = ""
    exclusions: str = "无"
    source: str = HOUSE


ON_TIME_RATE = Definition(
    "on_time_rate",
    "知识库更新及时率",
    "有效期在期内届满的知识，届满前已经更新、延长或撤下的占多少",
    "届满日以前（含当日）已被新版本替换或撤下的版本数",
    "有效期至在期内的已发布版本数",
    "有效期至还没有到、也没有更新的版本；没有发布过的草稿",
    NORM,
)
DOUBT_RATE = Definition(
    "doubt_rate",
    "纠错按时答复率",
    "期内到期的“这条有误”，期限届满前答复的占多少",
    "按时答复的纠错数",
    "答复期限在期内届满的纠错数",
    "期限还没有到、也没有答复的纠错",
    HOUSE,
)
ARTICLES = Definition(
    "articles",
    "在用知识",
    "统计时刻已发布且在有效期内的知识条数",
    "在用条数",
    exclusions="已过期的",
)
ACCURACY_RATE = Definition(
    "accuracy_rate",
    "抽检准确率",
    "期内判定的抽检知识，对照现行规定准确的占多少",
    "判定为准确的版本数",
    "期内已判定的抽检版本数",
    "抽出而还没有判定的",
    "热线通行指标：知识库准确率＝准确÷抽检",
)
CITED = Definition(
    "cited",
    "被引用次数",
    "期内发出的答复引用本单位知识的次数",
    "引用次数",
    exclusions="同一答复引用同一版本只计一次",
)
FIGURES = (ON_TIME_RATE, ACCURACY_RATE, DOUBT_RATE, ARTICLES, CITED)
