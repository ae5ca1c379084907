"""Reading papers. Who may open one is decided by the domain that owns it."""

from sunhall.ground.files import queries as files
from sunhall.ground.files.models import StoredFile
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.papers.models import Paper


def paper_by_code(code: str) -> Paper | None:
    """The paper a check code 核验码 stands for; anybody may ask."""
    digits = "".join(sign for sign in code if sign.isdigit())
    return Paper.objects.filter(code=digits).first() if digits else None


def paper_of(owner: str) -> Paper | None:
    """The newest paper of an owner."""
    return Paper.objects.filter(owner=owner).order_by("-pk").first()


def file_of(owner: str) -> StoredFile:
    """The PDF of an owner's newest paper; the caller has asked whether this actor may see it."""
    paper = paper_of(owner)
    if paper is None:
        raise NotFound(owner)
    return files.file_of(f"paper:{paper.code}", paper.file)
