"""Reading a posted form: small, flat, and only from a page that we gave this visitor."""

from starlette.exceptions import HTTPException
from starlette.requests import Request

from web.context import house
from web.identity import Visitor

FORM_TOKEN = "form_token"  # noqa: S105  the field's name, not a secret
FIELDS_MAX = 96
"""A page of the inbox with every case ticked, and the fields of all that can be done to many."""
CONTENT_TYPE = "application/x-www-form-urlencoded"


async def read_form(request: Request, visitor: Visitor) -> dict[str, str]:
    """The fields without the form token; 400, 403 or 415 for anything that is not our own form."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != CONTENT_TYPE:
        raise HTTPException(415, "unexpected form")
    if (await request.body()).count(b"&") >= FIELDS_MAX:
        # Counted before parsing, so that a million empty fields cost nothing.
        raise HTTPException(400, "too many fields")
    form = await request.form(max_fields=FIELDS_MAX)
    fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    if not house(request).identity.is_own_form(visitor, fields.pop(FORM_TOKEN, "")):
        raise HTTPException(403, "stale form")
    return fields
