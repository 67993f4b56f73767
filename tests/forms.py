"""What a browser sends of an admin form that nobody has touched."""

from typing import Any


def sent_as_drawn(page: Any) -> dict[str, Any]:
    context = page.context
    forms = [context["adminform"].form]
    for drawn in context["inline_admin_formsets"]:
        forms += [drawn.formset.management_form, *drawn.formset.initial_forms]
    return {
        field.html_name: "on" if value is True else value
        for form in forms
        for field in form
        if (value := _plain(field.value())) is not None and value is not False
    }


def _plain(value: Any) -> Any:
    return [getattr(one, "pk", one) for one in value] if isinstance(value, list | tuple) else value
