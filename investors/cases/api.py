"""The status of one case for machines: reference and secret in the body, never in an address."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, Throttled
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from investors.cases.models import Case, Status
from investors.cases.proof import REFERENCE_LENGTH, SECRET_LENGTH, find, wait_to_try
from portal.api import answers
from portal.limits import client_address


class ProofSerializer(serializers.Serializer):
    reference = serializers.CharField(
        max_length=REFERENCE_LENGTH, help_text="Of the case, as on its sheet: HS-2611-7K3M9X."
    )
    secret = serializers.CharField(
        max_length=SECRET_LENGTH, help_text="Of the case; its dashes do not matter."
    )


class CaseStatusSerializer(serializers.ModelSerializer):
    """Where a case stands. `due` is the date of the appointment slip where there is one."""

    status = serializers.ChoiceField(
        choices=Status.choices, help_text="Preparation's own, or the national number 1 to 10."
    )
    procedure = serializers.SlugField(source="version.procedure.slug")
    procedure_version = serializers.IntegerField(source="version.number")
    paused = serializers.BooleanField(help_text="The clock is paused while the applicant answers.")
    due_is_official = serializers.SerializerMethodField()

    class Meta:
        model = Case
        fields = (
            "reference",
            "kind",
            "status",
            "status_since",
            "result",
            "national_code",
            "procedure",
            "procedure_version",
            "received_at",
            "due",
            "due_is_official",
            "original_due",
            "paused",
            "closed_at",
            "demonstration",
        )
        read_only_fields = fields

    def get_due_is_official(self, case: Case) -> bool:
        return case.due is not None and case.due == case.official_due


class CaseStatusView(APIView):
    permission_classes = ()

    @extend_schema(
        operation_id="case_status",
        request=ProofSerializer,
        examples=[
            OpenApiExample(
                "A case",
                {
                    "reference": "HS-2611-7K3M9X",
                    "secret": "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX",
                },
                request_only=True,
            )
        ],
        responses=answers(CaseStatusSerializer, 400, 404, 429),
        tags=["cases"],
    )
    def post(self, request: Request) -> Response:
        """The status of a case by its reference and secret; the secret of its enquiry is its own.

        Wrong and unknown are the same answer, for the same work.
        """
        if wait := wait_to_try(client_address(request)):
            raise Throttled(wait)
        proof = ProofSerializer(data=request.data)
        proof.is_valid(raise_exception=True)
        typed: dict[str, Any] = proof.validated_data
        found = find(typed["reference"], typed["secret"])
        if found is None or found.case is None:
            raise NotFound(_("This reference and this secret do not belong together. Check both."))
        return Response(CaseStatusSerializer(found.case).data)
