"""What the workbench asks of its readers."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RefuseItemForm(forms.Form):
    """Why an item becomes nothing."""

    reason = forms.CharField(label=_("不予登记的理由"), max_length=400)
