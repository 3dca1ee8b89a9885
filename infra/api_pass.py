"""`/api/` passed on to the HTTP API of the local cloud, as infra/site.yaml has the CDN do it."""

import json
from http.client import HTTPConnection, HTTPException

from followup.origin import SECRET_HEADER, VIEWER_HEADER
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
REFUSED = 403
PATIENCE_S = 35  # longer than an HTTP API waits for its function


class ApiPass:
    """Hands each request over as it came and gives back what the function answered.

    `secret` is the ARN of what shows that a request came this way. It is read again after a
    refusal, so that it may be rotated under a running front.
    """

    def __init__(self, cloud: MiniStack, api: str, secret: str) -> None:
        self._port = cloud.port
        self._secrets = cloud.client("secretsmanager")
        self._secret = secret
        self._shown = ""
        # The name does not resolve everywhere, so only the header carries it.
        self._host = f"{api}.execute-api.localhost:{cloud.port}"

    def __call__(self, request: Request) -> Answer:
        self._shown = self._shown or self._newest_key()
        answer = self._ask(request)
        if answer.status == REFUSED:
            self._shown = self._newest_key()
            answer = self._ask(request)
        return answer

    def _newest_key(self) -> str:
        kept = json.loads(self._secrets.get_secret_value(SecretId=self._secret)["SecretString"])
        return str(kept["keys"][0] if "keys" in kept else kept["key"])

    def _ask(self, request: Request) -> Answer:
        connection = HTTPConnection(LOOPBACK, self._port, timeout=PATIENCE_S)
        try:
            headers = _end_to_end(request.headers) | {
                "Host": self._host,
                SECRET_HEADER: self._shown,
                VIEWER_HEADER: request.viewer,
            }
            connection.request(request.method, request.target, request.body or None, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), _end_to_end(dict(answer.getheaders())))
        except (OSError, HTTPException):
            return say(502, "The local cloud did not answer.")
        finally:
            connection.close()


def _end_to_end(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() not in HOP_BY_HOP}
