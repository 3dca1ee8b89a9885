"""`/api/` passed on to the HTTP API of the local cloud."""

from http.client import HTTPConnection, HTTPException

from infra.cloud import MiniStack
from infra.front import Answer, Request, say
from infra.processes import LOOPBACK

# RFC 9110, 7.6.1, and what is set anew on each leg.
HOP_BY_HOP = frozenset(
    {
        "connection",
        "content-length",
        "date",
        "host",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "server",
        "te",  # codespell:ignore te
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
PATIENCE_S = 35  # longer than an HTTP API waits for its function


class ApiPass:
    """Hands each request over as it came and gives back what the function answered."""

    def __init__(self, cloud: MiniStack, api: str) -> None:
        self._port = cloud.port
        # The name does not resolve everywhere, so only the header carries it.
        self._host = f"{api}.execute-api.localhost:{cloud.port}"

    def __call__(self, request: Request) -> Answer:
        connection = HTTPConnection(LOOPBACK, self._port, timeout=PATIENCE_S)
        try:
            headers = _end_to_end(request.headers) | {"Host": self._host}
            connection.request(request.method, request.target, request.body or None, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), _end_to_end(dict(answer.getheaders())))
        except (OSError, HTTPException):
            return say(502, "The local cloud did not answer.")
        finally:
            connection.close()


def _end_to_end(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() not in HOP_BY_HOP}
