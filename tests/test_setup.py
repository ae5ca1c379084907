"""Setting up a clean clone."""

import gettext
import shutil
from pathlib import Path

from tools.setup import ROOT, compile_catalogue


def test_a_clean_clone_speaks_english(tmp_path: Path) -> None:
    po = tmp_path / "django.po"
    shutil.copy(ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po", po)
    if "#, fuzzy" not in po.read_text(encoding="utf-8")[:400]:
        po.write_text("#, fuzzy\n" + po.read_text(encoding="utf-8"), encoding="utf-8")
    compile_catalogue(po)
    with po.with_suffix(".mo").open("rb") as compiled:
        said = gettext.GNUTranslations(compiled).gettext("跳到正文")
    assert said == "Skip to content"
