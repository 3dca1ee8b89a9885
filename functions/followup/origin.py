"""Where a request came from: through the CDN, which shows a secret, and from which viewer.

Anybody can reach the HTTP API by its own name, past the CDN's limits and with any header. The
CDN sets both headers anew on each request, so what it says of the viewer may be believed.
"""

import hmac
from collections.abc import Mapping, Sequence
from typing import Any

SECRET_HEADER = "x-origin-secret"
VIEWER_HEADER = "x-viewer-address"


def is_through_site(event: Mapping[str, Any], secrets: Sequence[str]) -> bool:
    """Whether the request shows one of the secrets; without secrets there is no CDN to come
    through. Each is compared, so that the time taken tells neither which one nor how much."""
    if not secrets:
        return True
    shown = _header(event, SECRET_HEADER).encode()
    same = [hmac.compare_digest(shown, secret.encode()) for secret in secrets]
    return any(same)


def viewer_of(event: Mapping[str, Any], *, has_cdn: bool) -> str:
    """The viewer's address: behind a CDN its header alone, the neighbor at the socket is an
    edge of the CDN; without one that neighbor."""
    if has_cdn:
        return _header(event, VIEWER_HEADER).strip()
    return str(event["requestContext"]["http"]["sourceIp"])


def _header(event: Mapping[str, Any], name: str) -> str:
    """API Gateway hands header names over in lower case."""
    return str((event.get("headers") or {}).get(name, ""))
