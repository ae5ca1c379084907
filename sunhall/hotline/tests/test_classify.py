"""The desk gets a class to take over or override, with the words that spoke for it (H2)."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sunhall.ground.kit.refusal import Refused
from sunhall.hotline.rules.classify import Model, load, save, similar
from sunhall.hotline.rules.classify.folds import deal
from sunhall.hotline.rules.classify.learn import prepare, train
from sunhall.hotline.rules.classify.material import read_table
from sunhall.hotline.rules.classify.terms import same
from sunhall.hotline.rules.classify.trial import cross_predict, evaluate

ROOT = Path(__file__).parents[3]
REAL = ROOT.parent / "shared/data/teddy2020c/附件2_原文有标签_训练.csv.gz"

WHERE = ["东边路口", "西街", "菜市场旁", "学校门口", "老车站", "新桥头"]
WHAT = {
    "城乡建设": ["路灯不亮", "下水道堵了", "自来水停水", "路面塌陷", "违章搭建", "井盖丢失"],
    "环境保护": ["工厂排污水", "烟囱冒黑烟", "夜里噪音大", "垃圾焚烧", "河水发臭", "扬尘很重"],
    "劳动和社会保障": [
        "老板拖欠工资",
        "社保没交",
        "工伤不赔",
        "强迫加班",
        "养老金少发",
        "辞退不补偿",
    ],
}
WISH = ["请派人来看", "盼望早日解决", "已经说了三回"]
LESSON = [
    (f"{where}{what}，{wish}", code)
    for code, matters in WHAT.items()
    for where, what, wish in itertools.product(WHERE, matters, WISH)
]
TEXTS = [text for text, _ in LESSON]
CLASSES = [code for _, code in LESSON]


@pytest.fixture(scope="module")
def model() -> Model:
    return train(TEXTS, CLASSES)


def test_a_new_text_gets_the_class_of_texts_like_it(model: Model) -> None:
    asked = ["南门广场路灯不亮好几天了", "化工厂排污水到田里", "包工头拖欠工资半年"]
    assert model.predict(asked) == ["城乡建设", "环境保护", "劳动和社会保障"]


def test_a_suggestion_says_how_likely_and_why(model: Model) -> None:
    best, *_ = model.suggest("老车站的老板拖欠工资，已经说了三回")
    assert best.class_code == "劳动和社会保障"
    assert 0.5 < best.score <= 1
    assert any("拖欠" in word for word in best.reasons)
    assert not {"车站", "已经", "三回"} & set(best.reasons)


def test_a_word_far_behind_the_opening_still_counts(model: Model) -> None:
    (best, *_) = model.suggest("您好，打扰了。" * 9 + "我想说的是老板拖欠工资")
    assert any("拖欠" in word for word in best.reasons)


def test_suggestions_come_best_first_and_no_more_than_asked(model: Model) -> None:
    text = "工厂排污水，老板拖欠工资，路灯不亮"
    found = [suggestion.score for suggestion in model.suggest(text)]
    assert found == sorted(found, reverse=True)
    assert 1 < len(found) <= 3
    assert sum(found) <= 1.0001
    assert len(model.suggest(text, top=1)) == 1


@pytest.mark.parametrize("text", ["", "  \n", "你好", "！！？", "lorem ipsum", "\0", "\ud800"])
def test_nothing_is_suggested_when_the_text_says_nothing(model: Model, text: str) -> None:
    assert model.suggest(text) == []


def test_a_text_without_a_known_term_gets_no_class_at_all(model: Model) -> None:
    assert model.predict(["", "lorem ipsum"]) == ["", ""]


def test_below_the_threshold_nothing_is_suggested() -> None:
    strict = train(TEXTS, CLASSES, threshold=1.01)
    assert strict.suggest("路灯不亮") == []
    assert strict.predict(["路灯不亮"]) == ["城乡建设"]


def test_no_class_is_ever_invented(model: Model) -> None:
    asked = [*TEXTS[::7], "完全没有见过的事情", "飞船降落在晒谷场"]
    named = {s.class_code for text in asked for s in model.suggest(text, top=99)}
    assert named | set(model.predict(asked)) <= {*CLASSES, ""}


def test_classes_of_three_levels_are_plain_labels() -> None:
    deep = [f"{code}/一般/其他" for code in CLASSES]
    assert train(TEXTS, deep).predict(["路灯不亮"]) == ["城乡建设/一般/其他"]


@pytest.mark.parametrize("rows", [2, 3, 4])
def test_a_handful_of_rows_teaches_what_it_can(rows: int) -> None:
    texts = ["路灯坏了请修", "拖欠工资请管", "路灯坏了请修吧", "拖欠工资请管吧"][:rows]
    classes = ["城建", "劳动", "城建", "劳动"][:rows]
    assert set(train(texts, classes).classes) == {"城建", "劳动"}


def test_two_classes_are_enough() -> None:
    pairs = [(t, c) for t, c in LESSON if c != "环境保护"]
    model = train([t for t, _ in pairs], [c for _, c in pairs])
    assert model.suggest("拖欠工资")[0].class_code == "劳动和社会保障"
    assert model.suggest("路灯不亮")[0].class_code == "城乡建设"


def test_a_class_with_a_single_text_does_no_harm() -> None:
    model = train([*TEXTS, "图书馆借书太难"], [*CLASSES, "教育文体"])
    assert "教育文体" in model.classes
    assert model.predict(["路灯不亮"]) == ["城乡建设"]


def test_rows_without_text_or_class_teach_nothing() -> None:
    texts, classes = [*TEXTS, "", "路灯不亮"], [*CLASSES, "空", " "]
    assert train(texts, classes).classes == tuple(sorted(set(CLASSES)))


def test_one_class_is_refused() -> None:
    with pytest.raises(Refused, match="至少要有两个类别"):
        train(["路灯不亮", "路灯坏了"], ["城乡建设", "城乡建设"])


def test_too_little_to_learn_from_is_refused() -> None:
    with pytest.raises(Refused, match="训练数据太少"):
        train(["路灯", "工资"], ["城乡建设", "劳动和社会保障"])


def test_a_very_small_lesson_is_learnt_but_suggests_with_care() -> None:
    model = train(["路灯不亮", "路灯坏了", "欠薪不给", "欠薪三月"], ["甲", "甲", "乙", "乙"])
    assert model.predict(["路灯", "欠薪"]) == ["甲", "乙"]
    assert all(suggestion.score < 0.9 for suggestion in model.suggest("路灯"))


def test_a_table_without_a_usable_row_is_refused() -> None:
    with pytest.raises(Refused, match="没有一行同时有内容和类别"):
        train(["路灯不亮", "？"], ["", "甲"])


def test_the_same_lesson_gives_the_same_bytes(model: Model, tmp_path: Path) -> None:
    save(model, tmp_path / "first")
    save(train(TEXTS, CLASSES), tmp_path / "second")
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


# --- the file


def test_a_model_read_back_says_the_same(model: Model, tmp_path: Path) -> None:
    size = save(model, tmp_path / "model")
    again = load(tmp_path / "model")
    assert size == (tmp_path / "model").stat().st_size
    assert [again.suggest(text) for text in TEXTS[::9]] == [
        model.suggest(text) for text in TEXTS[::9]
    ]


def test_a_changed_byte_is_found(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "model"
    save(model, path)
    content = bytearray(path.read_bytes())
    content[-40] ^= 1
    path.write_bytes(content)
    with pytest.raises(Refused, match="已损坏"):
        load(path)


def test_a_newer_version_is_refused_by_number(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "model"
    save(model, path)
    path.write_bytes(path.read_bytes().replace(b"classify 1\n", b"classify 2\n", 1))
    with pytest.raises(Refused, match="版本是 2，本系统读版本 1"):
        load(path)


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"\x80\x04K\x01.")
    with pytest.raises(Refused, match="不是分类模型"):
        load(tmp_path / "model")


def test_a_missing_model_says_to_train_first(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="请先训练"):
        load(tmp_path / "model")


def test_suggesting_needs_neither_scikit_learn_nor_django() -> None:
    program = (
        "import sys; import sunhall.hotline.rules.classify; "
        "sys.exit(bool({'sklearn', 'scipy', 'django'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, check=False)
    assert done.returncode == 0


# --- the trial


def test_equal_texts_fall_into_one_fold() -> None:
    texts = [*TEXTS, *(f" {text.replace('，', '！')}\n" for text in TEXTS)]
    fold = deal(texts, [*CLASSES, *CLASSES], 5)
    assert fold[: len(TEXTS)] == fold[len(TEXTS) :]


def test_every_fold_holds_its_share_of_every_class() -> None:
    fold = deal(TEXTS, CLASSES, 5)
    for code in WHAT:
        counts = [
            sum(1 for f, c in zip(fold, CLASSES, strict=True) if (f, c) == (one, code))
            for one in range(5)
        ]
        assert max(counts) - min(counts) <= 1


def test_the_order_of_the_rows_does_not_change_the_folds() -> None:
    backwards = deal(TEXTS[::-1], CLASSES[::-1], 5)
    assert backwards[::-1] == deal(TEXTS, CLASSES, 5)


def test_spaces_width_and_punctuation_do_not_make_texts_different() -> None:
    assert same("Ａ区 路灯，不亮！") == same("a区路灯不亮")


def test_a_trial_tells_macro_f1_by_class_and_what_was_taken_for_what() -> None:
    report = evaluate(TEXTS, CLASSES, folds=3)
    assert report.macro_f1 > 0.9
    assert [score.class_code for score in report.per_class] == sorted(WHAT)
    assert [sum(line) for line in report.confusion] == [score.rows for score in report.per_class]
    assert report.macro_f1 == pytest.approx(sum(s.f1 for s in report.per_class) / 3)
    assert report.seconds > 0
    assert 1_000 < report.bytes < 1_000_000


def test_a_trial_never_asks_what_it_taught() -> None:
    """Texts that all differ and carry no sign of their class must not be found by memory."""
    texts = [f"{a}{b}{c}" for a, b, c in itertools.product("甲乙丙丁", "子丑寅卯", "金木水火")]
    classes = ["是" if sum(map(ord, text)) % 2 else "否" for text in texts]
    lesson = prepare(texts * 2, classes * 2)
    found = cross_predict(lesson, folds=4)
    right = sum(1 for a, b in zip(found, lesson.labels, strict=True) if a == b)
    assert right / len(found) < 0.75


@pytest.mark.parametrize(("classes", "folds"), [("一一二二", 5), ("一一一二", 4)])
def test_too_few_rows_for_the_folds_are_refused(classes: str, folds: int) -> None:
    lesson = prepare(["甲甲", "甲乙", "乙甲", "乙乙"], list(classes))
    with pytest.raises(Refused, match=f"分不成 {folds} 份"):
        cross_predict(lesson, folds)


# --- the table


def test_the_columns_are_chosen_by_name(tmp_path: Path) -> None:
    path = tmp_path / "lesson.csv"
    path.write_bytes("编号,内容,类别\n007,路灯不亮,城乡建设\n".encode("gb18030"))
    material = read_table(path, "内容", "类别")
    assert (material.texts, material.classes) == (["路灯不亮"], ["城乡建设"])
    assert material.columns == ["编号", "内容", "类别"]
    assert material.rows[0]["编号"] == "007"


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lesson.csv"
    path.write_text("编号,内容\n1,路灯\n", encoding="utf-8")
    with pytest.raises(Refused, match="没有“文本”列；现有的列：编号、内容"):
        read_table(path, "文本")


# --- similar requests


def test_similar_requests_come_first_with_the_words_they_share() -> None:
    others = ["领养老金要什么条件", "新桥头的搅拌站夜里太吵", "搅拌站扬尘大，新桥头居民受不了"]
    found = similar("新桥头搅拌站扬尘太大", others)
    assert [match.at for match in found][:1] == [2]
    assert 0 not in [match.at for match in found]
    assert "搅拌站" in found[0].shared


def test_an_equal_text_is_fully_similar() -> None:
    assert similar("路灯不亮", ["路灯不亮", "拖欠工资"])[0].score == pytest.approx(1)


def test_nothing_is_similar_to_an_empty_text_or_among_no_candidates() -> None:
    assert similar("", ["路灯不亮"]) == []
    assert similar("路灯不亮", []) == []


# --- real messages


@pytest.mark.realdata
def test_real_messages_are_classed_with_macro_f1_of_at_least_089() -> None:
    if not REAL.exists():
        pytest.skip("the labelled citizens' messages are not beside the project")
    material = read_table(REAL, "文本", "一级标签")
    report = evaluate(material.texts, material.classes)
    assert report.macro_f1 >= 0.89
    assert report.bytes < 20_000_000
