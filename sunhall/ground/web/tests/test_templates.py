"""Every template of the house: no inline style or script, honest forms, plain words."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

HOUSE = Path(__file__).parents[3]
TEMPLATES = sorted(HOUSE.glob("**/templates/**/*.html"))
SOURCES = sorted(p for p in HOUSE.glob("**/*.py") if "/tests/" not in str(p))
NAMES = [str(path.relative_to(HOUSE)) for path in TEMPLATES]
BANNED_WORDS = r"非法|无效|抱歉|请填写此字段|系统维护中|输入有误|参数错误"


def _text(path: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_a_template_has_no_inline_style_script_or_handler(path):
    text = _text(path)
    assert not re.search(r"<style|\sstyle=", text)
    # A block of JSON is data: the policy forbids running it, not reading it.
    assert not re.search(r"<script(?![^>]*\s(?:src=|type=\"application/json\"))", text)
    assert not re.search(r"\son[a-z]+=[\"']", text)
    assert not re.search(r"href=[\"']javascript:", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_a_posting_form_leaves_checking_to_the_server(path):
    for form in re.findall(r"<form\b[^>]*>", _text(path)):
        if re.search(r"method=[\"']post", form):
            assert "novalidate" in form, form


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_a_template_calls_nobody_names(path):
    assert not re.findall(BANNED_WORDS, _text(path))


def test_no_error_text_in_the_code_blames_or_apologises():
    wrong = [
        f"{path.relative_to(HOUSE)}: {found}"
        for path in SOURCES
        for found in re.findall(
            rf"(?:gettext\w*|_|no|refuse|ValidationError)\(\s*\"[^\"]*(?:{BANNED_WORDS})[^\"]*\"",
            path.read_text("utf-8"),
        )
    ]
    assert not wrong


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_htmx_stands_on_a_real_address(path):
    for tag in re.findall(r"<a\b[^>]*\bhx-get=[^>]*>", _text(path)):
        assert "href=" in tag, tag
    for tag in re.findall(r"<(?:button|a)\b[^>]*\bhx-post=[^>]*>", _text(path)):
        raise AssertionError(f"hx-post belongs on a form: {tag}")


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_a_name_set_in_one_block_is_not_used_in_another(path):
    """A block forgets its names at its end: a link without address becomes a button that posts."""
    parts = re.split(r"\{% (?:block \w+|endblock) ?%\}", _text(path))
    for at, part in enumerate(parts):
        for name in re.findall(
            r"\{% (?:url|translate|blocktranslate)[^%]* as(?:var)? (\w+) ?%\}", part
        ):
            set_here = rf"as(?:var)? {name} ?%\}}"
            used = rf"(?:\{{\{{ ?|[=|] ?){name}\b(?!=)"
            lost = [one for one in parts[at + 1 :] if re.search(used, one)]
            assert all(re.search(set_here, one) for one in lost), name


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_a_template_names_only_tags_and_arguments_that_exist(path):
    get_template(str(path).rpartition("/templates/")[2])
