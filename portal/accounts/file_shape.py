"""What a data file's list of authorities must look like."""

from portal.provenance.checking import Check, each, flag, maybe, printed_date, shape, slug, text
from portal.provenance.files import confidence


def authorities(source: Check) -> Check:
    return each(
        shape(
            {
                "key": slug(60),
                "name_vi": maybe(text(200)),
                "name_en": maybe(text(200)),
                "valid_from": maybe(printed_date),
                "valid_to": maybe(printed_date),
                "confidence": confidence,
                "source": source,
                "publish": flag,
            }
        ),
        by="key",
    )
