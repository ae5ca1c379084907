"""What import-linter cannot see (house 6): the seven house tests."""

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from sunhall import schedule
from sunhall.ground.access import permissions
from sunhall.ground.journal import events as journal_events
from sunhall.ground.journal.record import wired
from sunhall.ground.web import doors
from tests.house.plan import PACKAGE, contract, domains, floors, modules, sources

OWN = "sunhall."


def home(module: str) -> str:
    """The floor's package a module stands in."""
    return module.split(".")[1]


def test_foreign_keys_point_down_or_stay_at_home() -> None:
    height, wrong = floors(), []
    for model in apps.get_models():
        if not model.__module__.startswith(OWN):
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not getattr(field, "concrete", False) or target is None:
                continue
            if not target.__module__.startswith(OWN):
                continue
            here, there = home(model.__module__), home(target.__module__)
            if here != there and height[there] >= height[here]:
                wrong.append(f"{model.__name__}.{field.name} → {target.__name__}")
    assert not wrong


def templates() -> Iterator[tuple[str, Path]]:
    """Every template of the house with the name Django knows it by."""
    for path in PACKAGE.rglob("templates/**/*.html"):
        yield str(path).partition("/templates/")[2], path


def test_a_template_extends_a_frame_and_includes_components_or_its_own_domain() -> None:
    wrong = []
    for name, path in templates():
        domain = path.relative_to(PACKAGE).parts[0]
        allowed = ("frames/", "ui/", f"{domain}/")
        for word, target in re.findall(
            r"{%\s*(extends|include)\s+[\"']([^\"']+)", path.read_text(encoding="utf-8")
        ):
            if domain != "ground" and not target.startswith(allowed):
                wrong.append(f"{name}: {word} {target}")
    assert not wrong


# Names of allauth's own pages, which the directory draws in our frames.
LENT = {"directory": ("account/", "mfa/")}


def test_a_template_stands_under_the_name_of_its_own_domain() -> None:
    wrong = [
        name
        for name, path in templates()
        if (domain := path.relative_to(PACKAGE).parts[0]) != "ground"
        and not name.startswith((f"{domain}/", *LENT.get(domain, ())))
    ]
    assert not wrong


def test_only_a_frame_is_a_whole_document() -> None:
    whole = {name for name, path in templates() if re.search("<(html|body)", path.read_text())}
    assert "frames/base.html" in whole
    assert not [name for name in whole if not name.startswith("frames/")]


def test_no_template_has_an_inline_script_or_style() -> None:
    tags = re.compile(r"{%.*?%}", re.DOTALL)
    inline = re.compile(
        r"<script(?![^>]*(?:\bsrc=|application/json))|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE
    )
    wrong = [n for n, path in templates() if inline.search(tags.sub("", path.read_text()))]
    assert not wrong


ROW_WRITES = {"save", "create", "delete", "bulk_create", "bulk_update"}
ROW_WRITES |= {"get_or_create", "update_or_create"}
SQL_WRITES = re.compile(r"f?[rb]?['\"]+\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)
MAY_WRITE = {"actions"}


def writes_in(source: str) -> list[int]:
    """Lines that write rows, whatever the manager, the queryset or the row is called."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and is_write(node, node.func.attr)
    ]


def is_write(call: ast.Call, verb: str) -> bool:
    """`.save(`, `.create(`, a queryset's `.update(field=…)`, SQL that changes rows."""
    if verb == "update":  # of a queryset it takes only names, of a dictionary a dictionary
        return bool(call.keywords) and not call.args
    if verb in {"execute", "executemany"}:
        return bool(call.args) and bool(SQL_WRITES.match(ast.unparse(call.args[0])))
    return verb in ROW_WRITES


def test_rows_are_written_only_in_actions_and_on_the_ground() -> None:
    for line in (
        "row.save()",
        "matter.notes.create(text=x)",
        "row.delete()",
        "rows.update(stage=s)",
        'cursor.execute("UPDATE matters_matter SET stage = 1")',
    ):
        assert writes_in(line) == [1], line
    assert writes_in('facts.update(more)\ncursor.execute("SELECT 1")') == []
    wrong = []
    for path in sources():
        parts = path.relative_to(PACKAGE).parts
        if parts[0] == "ground" or (len(parts) > 1 and Path(parts[1]).stem in MAY_WRITE):
            continue
        text = path.read_text(encoding="utf-8")
        wrong += [f"{'/'.join(parts)}:{line}" for line in writes_in(text)]
    assert not wrong


def public_actions() -> Iterator[tuple[str, object]]:
    for path in modules("actions"):
        if path.stem.startswith("_") and path.stem != "__init__":
            continue
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        module = import_module(name.removesuffix(".__init__"))
        for key, value in vars(module).items():
            plain = inspect.isfunction(value) and value.__module__ == module.__name__
            if plain and not key.startswith("_"):
                yield f"{module.__name__}.{key}", value


SAY = {"no", "refuse", "Refused", "Conflict", "Verdict", "Sentence"}
SAY |= {"add_error", "ValidationError", "problem"}


def is_filled(node: ast.AST) -> bool:
    """An f-string with Chinese in it: no other language can be made of it."""
    return isinstance(node, ast.JoinedStr) and bool(re.search("[\u3400-\u9fff]", ast.unparse(node)))


def filled_reasons(source: str) -> list[int]:
    """Lines that refuse in an f-string, directly or by a name that holds one."""
    nodes, lines = list(ast.walk(ast.parse(source))), []
    names = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and is_filled(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in nodes:
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in SAY and any(
                is_filled(a) or getattr(a, "id", "") in names for a in node.args
            ):
                lines.append(node.lineno)
    return lines


def test_a_reason_is_a_template_with_facts_and_no_f_string() -> None:
    assert filled_reasons('no(f"第 {n} 行")\nwords = f"{a} 年"\nraise refuse(words)') == [1, 3]
    assert filled_reasons('no("第 {n} 行", n=n)\nform.add_error(f"row{n}", "请填写")') == []
    wrong = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sources()
        for line in filled_reasons(path.read_text(encoding="utf-8"))
    ]
    assert not wrong


def test_every_action_is_one_transaction_and_names_who_acts() -> None:
    wrong = []
    for name, function in public_actions():
        by = inspect.signature(function).parameters.get("by")
        if by is None or by.kind is not by.KEYWORD_ONLY or not hasattr(function, "is_action"):
            wrong.append(name)
    assert not wrong


def all_events() -> list[type[journal_events.Event]]:
    for path in [*modules("events"), *(PACKAGE / "ground").rglob("events.py")]:
        import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
    return [kind for kind in journal_events.all_kinds().values() if kind.__module__.startswith(OWN)]


def test_every_event_is_wired_and_its_sentence_can_be_told() -> None:
    missing = [
        kind.kind
        for kind in all_events()
        if kind not in wired() and ".tests." not in kind.__module__
    ]
    assert not missing
    for kind in all_events():
        facts = {f: f for f in kind.__dataclass_fields__}
        assert kind.sentence.format(**facts)
        assert kind.stream_form.format(**facts)


# Names under which somebody types what they like, a name of a person among it.
FREE_WORDS = {
    "answer", "comment", "description", "error", "explained", "explanation", "minutes", "note",
    "opinion", "purpose", "reason", "remark", "said", "text", "way_out", "why", "words",
}  # fmt: skip
# Such a name, but no free words, and why.
NOT_FREE = {
    "clocks.PauseGroundSet.words": "the title of a ground, as the law has it",
    "directory.SignInEnded.why": "one of the sentences of directory.rules.SIGN_IN_ENDS",
    "hotline.DeskPostSet.purpose": "the code of a purpose, such as intake",
    "hotline.RequestRevisited.said": "one of four words of the house: 满意, 不满意 …",
}


def test_free_words_of_people_never_stand_open_in_the_chain() -> None:
    """A name written into a reason could not be erased any more (PIPL 47)."""
    open_words = {
        f"{kind.kind}.{name}"
        for kind in all_events()
        for name, field in kind.__dataclass_fields__.items()
        if name in FREE_WORDS and field.type in (str, "str") and name not in kind.private
    }
    assert open_words == set(NOT_FREE)


def test_every_job_is_scheduled() -> None:
    planned = {job.name for job in schedule.SCHEDULE}
    for path in [*modules("jobs"), *(PACKAGE / "ground").rglob("jobs.py")]:
        module = import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
        for key, value in vars(module).items():
            if inspect.isfunction(value) and value.__module__ == module.__name__:
                assert key.startswith("_") or f"{module.__name__}.{key}" in planned


def test_the_lists_of_domains_in_the_contracts_agree() -> None:
    assert domains() == [
        *contract("open-rooms", "domains"),
    ]
    standing = {path.parent.name for path in PACKAGE.glob("*/models*")} - {"ground"}
    standing |= {path.parent.name for path in PACKAGE.glob("*/actions*")}
    assert standing <= set(domains())


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        else:
            yield path, pattern


def test_every_page_says_who_may_come_in() -> None:
    open_doors = []
    for path, pattern in patterns(get_resolver()):
        view = pattern.callback
        if view.__module__.startswith(OWN) and not hasattr(view, "door"):
            open_doors.append(f"{path} ({view.__module__}.{view.__name__})")
    assert not open_doors


def test_every_permission_a_door_asks_for_is_declared_and_held_by_someone() -> None:
    get_resolver().url_patterns  # noqa: B018  # load every view
    doors.check_names()
    held = frozenset().union(*permissions.roles().values())
    assert doors.needed <= held


def test_nobody_listens_to_signals() -> None:
    pattern = re.compile(r"^\s*(from|import) ([\w.]+\.signals|django\.dispatch)\b", re.MULTILINE)
    assert pattern.search("from django.core.signals import request_started")
    assert not [path for path in sources() if pattern.search(path.read_text(encoding="utf-8"))]


def test_no_model_overrides_save_and_there_is_no_admin() -> None:
    assert not list(PACKAGE.rglob("admin.py"))
    assert not list(PACKAGE.rglob("utils.py"))
    wrong = [
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith(OWN) and "save" in vars(model)
    ]
    assert not wrong


def test_every_move_of_every_kind_has_a_button_and_a_stage() -> None:
    wiring = import_module("sunhall.wiring")
    for kind in wiring.KINDS:
        assert all(move.words for move in kind.moves)
        reached = {move.to for move in kind.moves if move.to} | {next(iter(kind.moves.stages))}
        assert reached == set(kind.moves.stages)
