"""The papers: links lead somewhere, both languages name the same commands, nothing is invented."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from sunhall.config.command.main import VERBS
from tests.house.plan import ROOT

PAPERS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
FENCE = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def prose(paper: Path) -> str:
    """The text without what stands in fences, where brackets are code."""
    return FENCE.sub("", paper.read_text(encoding="utf-8"))


def links(paper: Path) -> Iterator[str]:
    """Where a paper points to within the repository."""
    for target in LINK.findall(prose(paper)):
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors(paper: Path) -> set[str]:
    """The anchors that the usual platforms give to headings."""
    heads = re.findall(r"^#+ (.+)$", prose(paper), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def commands(paper: Path) -> list[str]:
    """The commands in the fences of a paper, without their comments."""
    lines = "".join(FENCE.findall(paper.read_text(encoding="utf-8"))).splitlines()
    return [bare for line in lines if (bare := line.partition("  #")[0].split(" # ")[0].strip())]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_link_of_a_paper_leads_somewhere(paper: Path) -> None:
    broken = []
    for link in links(paper):
        path, _, anchor = link.partition("#")
        target = (paper.parent / path).resolve() if path else paper
        found = target.exists() and target.is_relative_to(ROOT)
        if not found or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


def test_both_readmes_name_the_same_commands() -> None:
    assert commands(ROOT / "README.md") == commands(ROOT / "README.zh.md")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_every_verb_a_paper_names_is_a_verb_of_the_command(paper: Path) -> None:
    named = re.findall(r"`sunhall ([a-z][a-z-]*)", prose(paper))
    named += [line.split()[1] for line in commands(paper) if line.startswith("sunhall ")]
    assert set(named) <= set(VERBS)


def test_every_option_the_readme_gives_to_a_verb_is_known_to_it() -> None:
    unknown = []
    for line in commands(ROOT / "README.md"):
        words = line.split()
        if words[0] != "sunhall":
            continue
        module = import_module(f"sunhall.config.command.{VERBS[words[1]]}")
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        options = [word for word in words if word.startswith("--")]
        unknown += [f"{words[1]} {option}" for option in options if f'"{option}"' not in source]
    assert not unknown


def test_every_make_target_a_paper_names_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for paper in PAPERS:
        assert set(re.findall(r"`(?:PORT=\d+ )?make ([a-z-]+)", prose(paper))) <= targets


def test_every_line_of_the_requirements_has_its_reason() -> None:
    told = (ROOT / "docs/decisions/0002-dependencies.md").read_text(encoding="utf-8")
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    names = [re.split(r"[\[<>= ]", line)[0] for line in lines if line and line[0] not in "#-"]
    assert not [name for name in names if f"| {name} " not in told]


def test_every_setting_in_the_example_is_declared() -> None:
    import_module("sunhall.config.settings")
    declared = import_module("sunhall.config.env").declared
    example = (ROOT / "deploy/env.example").read_text(encoding="utf-8")
    names = re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)
    assert names
    assert {name.removesuffix("_FILE") for name in names} <= set(declared)


def test_no_paper_names_a_folder_of_somebodys_machine() -> None:
    private = re.compile(r"/(?:home|work|root|tmp|Users)/")
    assert not [paper.name for paper in PAPERS if private.search(paper.read_text(encoding="utf-8"))]
