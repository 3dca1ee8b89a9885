"""The CDN as infra/site.yaml describes it, for as much as a deploy asks of it."""

from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from botocore.exceptions import ClientError

from infra.cloud import MiniStack
from infra.operate.account import CDN_REGION, Account
from infra.operate.settings import Settings
from infra.operate.smoke import Reply
from infra.operate.stacks import Stack

SECRET_HEADER = "X-Origin-Secret"


class Cdn:
    """Answers an address with what lies in the bucket, or hands it on to the API with the secret
    of the distribution as it is configured at that moment."""

    def __init__(self, emulator: MiniStack, account: Account, settings: Settings) -> None:
        self._emulator = emulator
        self._account = account
        self._stack = Stack(account, settings.site_stack, CDN_REGION)

    def __call__(self, url: str) -> Reply:
        asked = urlsplit(url)
        if asked.path.startswith("/api/"):
            return self._hand_on(f"{asked.path}?{asked.query}")
        return self._show(asked.path.lstrip("/"))

    def secret(self) -> str:
        """What the distribution shows the API now."""
        [header] = self._origin("api")["CustomHeaders"]["Items"]
        assert header["HeaderName"] == SECRET_HEADER
        return str(header["HeaderValue"])

    def _show(self, path: str) -> Reply:
        key = path + "index.html" if path.endswith("/") or not path else path
        s3 = self._account.client("s3", CDN_REGION)
        bucket = self._stack.outputs()["SiteBucket"]
        try:
            found = s3.get_object(Bucket=bucket, Key=key)
        except ClientError:
            found, status = s3.get_object(Bucket=bucket, Key="404.html"), 404
        else:
            status = 200
        headers = {"content-type": found["ContentType"], "cache-control": found["CacheControl"]}
        return Reply(status, headers | self._policy(), found["Body"].read())

    def _policy(self) -> dict[str, str]:
        described = self._stack.describe() or {}
        given = {
            each["ParameterKey"]: each.get("ParameterValue", "") for each in described["Parameters"]
        }
        return {"content-security-policy": given["ContentSecurityPolicy"]}

    def _hand_on(self, target: str) -> Reply:
        connection = HTTPConnection("127.0.0.1", self._emulator.port, timeout=60)
        host = self._origin("api")["DomainName"].partition(".")[0]
        headers = {
            "Host": f"{host}.execute-api.localhost:{self._emulator.port}",
            SECRET_HEADER: self.secret(),
            "X-Viewer-Address": "192.0.2.1",
        }
        connection.request("GET", target, headers=headers)
        answer = connection.getresponse()
        reply = Reply(answer.status, {}, answer.read())
        connection.close()
        return reply

    def _origin(self, id_: str) -> dict[str, Any]:
        found = self._account.client("cloudfront").get_distribution_config(
            Id=self._stack.outputs()["DistributionId"]
        )
        origins = found["DistributionConfig"]["Origins"]["Items"]
        return next(dict(each) for each in origins if each["Id"] == id_)
