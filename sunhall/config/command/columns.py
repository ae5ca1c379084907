"""The `--column field=header` words of `train` and `classify`."""

from sunhall.ground.kit.refusal import refuse

FIELDS = ("text", "class")


def columns_of(pairs: list[str], *, need: tuple[str, ...]) -> dict[str, str]:
    """Take `field=header` pairs; refuse an unknown field and say which one is missing."""
    columns = {}
    for pair in pairs:
        field, equals, header = pair.partition("=")
        if not equals or field not in FIELDS or not header:
            raise refuse(
                "“{pair}”写法不对，请写成 字段=列名，字段是 text 或 class",
                field="column",
                pair=pair,
            )
        columns[field] = header
    for field in need:
        if field not in columns:
            raise refuse("请用 --column {name}=列名 指明是哪一列", field="column", name=field)
    return columns
