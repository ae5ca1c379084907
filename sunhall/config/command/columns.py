"""The `--column field=header` words of `train`, `classify` and `hot`."""

from sunhall.ground.kit.refusal import refuse

FIELDS = ("text", "class")


def columns_of(
    pairs: list[str], *, need: tuple[str, ...], fields: tuple[str, ...] = FIELDS
) -> dict[str, str]:
    """Take `field=header` pairs; refuse an unknown field and say which one is missing."""
    columns = {}
    for pair in pairs:
        field, equals, header = pair.partition("=")
        if not equals or field not in fields or not header:
            raise refuse(
                "“{pair}”写法不对，请写成 字段=列名，字段可以是 {known}",
                field="column",
                pair=pair,
                known="、".join(fields),
            )
        columns[field] = header
    for field in need:
        if field not in columns:
            raise refuse("请用 --column {name}=列名 指明是哪一列", field="column", name=field)
    return columns
