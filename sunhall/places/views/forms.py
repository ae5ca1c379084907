"""Forms of the place map."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _


class _Form(forms.Form):
    """A form that may stand beside another: its ids begin with its own name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        super().__init__(*args, **kwargs)


class PlaceForm(_Form):
    """A new place."""

    code = forms.CharField(label=_("区划代码"), max_length=20)
    name = forms.CharField(label=_("名称"), max_length=80)


class RenameForm(_Form):
    """A new name."""

    name = forms.CharField(label=_("新名称"), max_length=80)


class CloseForm(_Form):
    """From when a place is out of use, and why."""

    on = forms.DateField(
        label=_("最后一天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(label=_("依据或原因"), min_length=4, max_length=200)


class ImportForm(_Form):
    """A list of codes and names, as a file or pasted."""

    file = forms.FileField(
        label=_("CSV 文件"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,.gz"})
    )
    text = forms.CharField(
        label=_("或粘贴表格"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def data_bytes(self) -> bytes:
        """The list itself, whichever way it came."""
        upload: UploadedFile[Any] | None = self.cleaned_data.get("file")
        return bytes(upload.read()) if upload else str(self.cleaned_data["text"]).encode()

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not str(cleaned.get("text", "")).strip():
            self.add_error("file", _("请选择文件，或把表格粘贴在下面"))
        return cleaned
