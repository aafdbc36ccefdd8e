"""The addresses that an opened report.html shows."""

from urllib.parse import parse_qsl


def opened_claim(given: str) -> str | None:
    """The claim that is open at that address: `report.html#kind=direct&claim=0123...`, or None.

    What follows `#` has the form of a query: filters, and the claim beside them.
    """
    return dict(parse_qsl(given.strip().rpartition("#")[2])).get("claim")
