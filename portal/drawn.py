"""Forms of the desk know the last change that they were drawn after.

An official who opened a form before a colleague changed the row would write the old values back
over the new ones without having seen them: a figure that was withheld meanwhile would be
published again. Such a form comes back with what was typed, beside the history that now tells
more; sent again, it is written.
"""

from typing import Any, ClassVar, cast

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

MOST = 2**63 - 1


class DrawnForm(forms.ModelForm):
    """Of a model whose changes have rows of their own, `events` of the row itself."""

    last_change = forms.IntegerField(
        label=_("last change"),
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.HiddenInput,
    )
    # What is no column of the row, for those who write columns by name.
    beside: ClassVar[frozenset[str]] = frozenset({"last_change"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["last_change"] = self._last_change()

    def history(self) -> QuerySet[Any]:
        events: QuerySet[Any] = self.instance.events.all()
        return events

    def held(self) -> QuerySet[Any]:
        """The row that every change of this one locks first."""
        model: type[Model] = type(self.instance)
        return model._default_manager.filter(pk=self.instance.pk)

    def clean(self) -> dict[str, Any]:
        """The admin validates and saves in one transaction, so the row is held until it is
        written."""
        data = super().clean() or self.cleaned_data
        if self.instance.pk is None:
            return data
        list(self.held().order_by().select_for_update(of=("self",)))
        last = self._last_change()
        if (data.get("last_change") or 0) != last:
            self.add_error(None, _CHANGED)
            sent = cast(QueryDict, self.data).copy()
            sent[self.add_prefix("last_change")] = str(last)
            self.data = sent
        return data

    def _last_change(self) -> int:
        if self.instance.pk is None:
            return 0
        last = self.history().order_by("-pk").values_list("pk", flat=True).first()
        return int(last or 0)


_CHANGED = _(
    "Somebody changed this after you opened it; the history below says what. Compare what you "
    "typed with it. If you send it again, yours is written."
)
