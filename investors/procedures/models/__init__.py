"""Administrative procedures: what stays, their dated versions, and the law they rest on."""

from investors.procedures.models.history import ProcedureEvent
from investors.procedures.models.instrument import Instrument
from investors.procedures.models.parts import Citation, LegalBasis, Paper, Step, Variant
from investors.procedures.models.procedure import Procedure
from investors.procedures.models.version import ProcedureVersion, Unit

__all__ = [
    "Citation",
    "Instrument",
    "LegalBasis",
    "Paper",
    "Procedure",
    "ProcedureEvent",
    "ProcedureVersion",
    "Step",
    "Unit",
    "Variant",
]
