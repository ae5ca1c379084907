"""One more import-linter contract: between domains, only the open rooms may be imported."""

from typing import Any

from importlinter import Contract, ContractCheck, fields, output

DOORS = frozenset({"api", "portal", "workbench", "screens"})


class OpenRooms(Contract):
    """Neighbours meet in actions, queries, events and rules."""

    type_name = "open_rooms"

    root: Any = fields.StringField()
    domains: Any = fields.ListField(subfield=fields.StringField())
    open_rooms: Any = fields.ListField(subfield=fields.StringField())

    def check(self, graph: Any, verbose: bool) -> ContractCheck:
        """Collect every import that reaches into a closed room of another domain."""
        closed = [module for module in sorted(graph.modules) if self._is_closed(module)]
        offences = [
            (importer, module)
            for module in closed
            for importer in sorted(graph.find_modules_that_directly_import(module))
            if self._is_stranger(importer, to=module.split(".")[1])
        ]
        return ContractCheck(kept=not offences, metadata={"offences": offences})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say who reached into what."""
        for importer, imported in check.metadata["offences"]:
            output.print_error(f"{importer} reaches into {imported}; ask its actions or queries")

    def _is_closed(self, module: str) -> bool:
        """Whether it is no open room, or a private drawer of one, such as `actions._core`."""
        parts = module.split(".")
        if len(parts) < 3 or parts[0] != self.root or parts[1] not in self.domains:
            return False
        return parts[2] not in self.open_rooms or any(name[0] == "_" for name in parts[3:])

    def _is_stranger(self, importer: str, *, to: str) -> bool:
        parts = importer.split(".")
        if len(parts) < 2 or parts[0] != self.root or parts[1] == to or "tests" in parts:
            return False
        return parts[1] in set(self.domains) | DOORS
