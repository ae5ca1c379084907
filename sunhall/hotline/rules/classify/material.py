"""Read what the model learns from: a text column and, for learning, a class column."""

from dataclasses import dataclass
from pathlib import Path

from sunhall.ground.kit import table


@dataclass(frozen=True, slots=True)
class Material:
    """The rows of a table as they are, their texts, and their classes when a column was named."""

    columns: list[str]
    rows: list[table.Row]
    texts: list[str]
    classes: list[str]


def read_table(path: Path | str, text_column: str, class_column: str | None = None) -> Material:
    """Read texts and classes from CSV, CSV.gz or Excel; a missing column is named (H2)."""
    need = [text_column] if class_column is None else [text_column, class_column]
    rows = list(table.rows(path, need=need))
    return Material(
        columns=table.columns(path),
        rows=rows,
        texts=[row[table.column_name(text_column)] for row in rows],
        classes=[row[table.column_name(class_column)] for row in rows] if class_column else [],
    )
