"""The actor: built once at the door, named in every action and every journal entry."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Actor:
    """One person or machine, with the posts and permissions held at this instant.

    `places` are division-code prefixes and `organisations` organisation-code prefixes within
    which rows may be seen; an empty-string prefix means everywhere.
    """

    code: str
    name: str = ""
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    purpose: str = ""

    def may(self, permission: str) -> bool:
        """Whether this kind of person may come through a door or see a kind of row."""
        return permission in self.permissions

    @property
    def is_staff(self) -> bool:
        return self.code.startswith("staff:")

    @property
    def is_resident(self) -> bool:
        return self.code.startswith("resident:")

    @property
    def id(self) -> str:
        """What stands behind the colon: the staff code or the resident's id."""
        return self.code.partition(":")[2]

    def for_purpose(self, purpose: str) -> "Actor":
        """The same actor, giving a reason for reading what is sealed."""
        return replace(self, purpose=purpose)


SYSTEM = Actor(code="system", name="系统")
VISITOR = Actor(code="visitor", name="访客")
