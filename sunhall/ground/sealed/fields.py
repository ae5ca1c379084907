"""Model fields that are sealed in the database and plain in Python."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup, Transform

from sunhall.ground.sealed.ring import ring

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField


class SealedTextField(_Text):
    """A text sealed at rest; it can be read and written but never searched.

    Keep a `blind_index` beside it to find a row by an exact value. The place authenticated
    with each value is `table.column`: renaming either needs a migration that reseals.
    """

    description = "Text sealed at rest"

    @property
    def place(self) -> str:
        """Where a value stands: the authenticated context of its seal."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Seal on the way to the database; expressions and NULL pass as they are."""
        if value is None or hasattr(value, "as_sql"):
            return super().get_db_prep_save(value, connection)
        return ring().seal(str(value), self.place)

    def from_db_value(
        self, value: str | None, expression: object, connection: BaseDatabaseWrapper
    ) -> str | None:
        """Open on the way back."""
        return None if value is None else ring().open(value, self.place)

    def get_lookup(self, lookup_name: str) -> "type[Lookup[Any]] | None":
        """Allow only `isnull`: two seals of one text differ, so a comparison finds nothing."""
        if lookup_name != "isnull":
            raise TypeError(
                f"{self.place} is sealed and cannot be searched with {lookup_name!r}; "
                "look up its blind index instead"
            )
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> type[Transform] | None:
        """Refuse transforms for the same reason."""
        raise TypeError(f"{self.place} is sealed and has no transform {lookup_name!r}")
