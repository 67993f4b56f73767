"""Which translations were reviewed, and of which source text."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGE_CHOICES = [
    ("vi", "Tiếng Việt"),
    ("en", "English"),
    ("zh-hans", "简体中文"),
    ("ko", "한국어"),
    ("ja", "日本語"),
]


def digest_of(text: str) -> str:
    """SHA-256 of the source text: a later change of it makes the review stale."""
    return hashlib.sha256(text.encode()).hexdigest()


class TextReview(models.Model):
    """One text of one record in one language: was it reviewed, against which source?"""

    record = models.CharField(_("record"), max_length=200)  # "directory.park:hai-ha"
    field = models.CharField(_("field"), max_length=60)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_CHOICES)
    source_language = models.CharField(
        _("language of the source"), max_length=10, choices=LANGUAGE_CHOICES
    )
    source_digest = models.CharField(_("digest of the source text"), max_length=64)
    # Of the translation that an official read; empty before, and where the text is kept as a whole.
    text_digest = models.CharField(_("digest of the text read"), max_length=64, blank=True)
    reviewed = models.BooleanField(_("reviewed"), default=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("review of a translation")
        verbose_name_plural = _("reviews of translations")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "field", "language"], name="one_review_per_text_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.field} {self.language}"
