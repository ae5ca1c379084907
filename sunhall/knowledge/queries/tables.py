"""Reading a table of articles, and comparing it with what is there (H12)."""

from collections.abc import Iterable
from pathlib import Path

from sunhall.directory import queries as directory
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import refuse
from sunhall.ground.kit.table import columns, rows
from sunhall.knowledge import rules
from sunhall.knowledge.models import Article
from sunhall.knowledge.queries.articles import newest


def read_table(path: Path | str) -> list[rules.Numbered]:
    """The rows of a table of articles, CSV or Excel; refused when a column is missing."""
    missing = [name for name in rules.NEEDED_COLUMNS if name not in columns(path)]
    if missing:
        raise refuse("表格缺少列：{names}", field="file", names="、".join(missing))
    found: list[rules.Numbered] = []
    for row in rows(path):
        if len(found) == rules.MOST_ROWS:
            raise refuse("一次最多导入 {n} 行，请分成几个文件", field="file", n=rules.MOST_ROWS)
        found.append((row.number, row))
    return found


def plan_articles(table: Iterable[rules.Numbered]) -> rules.Plan:
    """What a table would add; nothing is written."""
    owners: dict[str, str] = {}
    for code, name in directory.organisations_in_use().values_list("code", "name"):
        owners |= {code: code, name: code}
    return rules.planned(table, owners=owners, held=_held(), today=today())


def _held() -> dict[tuple[str, str], rules.Held]:
    rows = Article.objects.exclude(state=rules.WITHDRAWN).select_related("current")
    found = {}
    for article in rows:
        version = newest(article)
        draft = rules.Draft(**{part: getattr(version, part) for part in rules.PARTS})
        found[article.organisation, version.title] = rules.Held(article.number, draft)
    return found
