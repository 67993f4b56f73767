"""One text in five languages, as the API gives it."""

from rest_framework import serializers

from portal.languages.text import LANGUAGES, column


class TextsSerializer(serializers.Serializer):
    """One text by language; null where there is none."""

    def get_fields(self) -> dict[str, serializers.Field]:
        return {language: serializers.CharField(allow_null=True) for language in LANGUAGES}


def texts(thing: object, field: str) -> dict[str, str | None]:
    return {lang: getattr(thing, column(field, lang)) or None for lang in LANGUAGES}
