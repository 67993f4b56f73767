"""Codes that are mailed to prove an address."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


class EmailCodeQuerySet(models.QuerySet["EmailCode"]):
    def in_force(self, now: datetime) -> Self:
        """A used one too, while it is valid: the same click may come again."""
        return self.filter(expires_at__gt=now, tries_left__gt=0)

    def unused(self, now: datetime) -> Self:
        return self.in_force(now).filter(used_at=None)


class EmailCode(models.Model):
    """A six-digit code sent to an address; kept as a keyed hash. Five tries.

    One of an `enquiry` goes to its contact, replaces the one before, and proves that enquiry.
    One of an `email` was asked for without a secret, and proves everything sent with it.
    """

    enquiry = models.ForeignKey(
        "enquiries.Enquiry", null=True, blank=True, on_delete=models.CASCADE, related_name="codes"
    )
    email = models.EmailField(max_length=254, blank=True)
    code_hash = models.CharField(max_length=64)
    tries_left = models.PositiveSmallIntegerField(default=5)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = EmailCodeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(enquiry=None) & ~Q(email="") | Q(enquiry__isnull=False, email=""),
                name="codes_are_of_an_enquiry_or_an_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enquiry_id or self.email} {self.created_at:%Y-%m-%d %H:%M}"
