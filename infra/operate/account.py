"""The AWS account: clients, made when first needed, and what stands in its way in plain words."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOError,
    TokenRetrievalError,
)

from infra.operate.refusal import Failed

CONFIG = Config(retries={"mode": "standard"}, connect_timeout=5, read_timeout=60)
SIGNED_OUT = (
    CredentialRetrievalError,
    NoCredentialsError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOError,
    TokenRetrievalError,
)
STALE = {"ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException"}  # fmt: skip
SIGN_IN = "Sign in, for example with `aws sso login`, and run the same command again."
# Certificates and metrics of a CDN live there, whatever the region of the rest.
CDN_REGION = "us-east-1"


class Account:
    """`region` is that of the service. Clients follow the environment, as the AWS tools do."""

    def __init__(self, region: str) -> None:
        self.region = region or CDN_REGION
        self._clients: dict[tuple[str, str], Any] = {}

    @property
    def is_local(self) -> bool:
        """Whether this is an emulator: functions run on this machine, and no CDN answers."""
        return bool(os.environ.get("AWS_ENDPOINT_URL"))

    def client(self, service: str, region: str = "") -> Any:
        key = service, region or self.region
        if key not in self._clients:
            self._clients[key] = self._session.client(service, region_name=key[1], config=CONFIG)
        return self._clients[key]

    @cached_property
    def number(self) -> str:
        """The twelve digits of the account. The first call of every command."""
        return str(self.client("sts").get_caller_identity()["Account"])

    @cached_property
    def _session(self) -> boto3.Session:
        return boto3.Session()


@contextmanager
def plainly() -> Iterator[None]:
    """Turns what the SDK raises into one sentence. Raises Failed."""
    try:
        yield
    except SIGNED_OUT as fault:
        raise Failed(f"There are no AWS credentials that work. {SIGN_IN}") from fault
    except ClientError as fault:
        error = fault.response["Error"]
        if error["Code"] in STALE:
            raise Failed(f"AWS does not accept these credentials any more. {SIGN_IN}") from fault
        raise Failed(f"AWS refused {fault.operation_name}: {error.get('Message', '')}") from fault
    except BotoCoreError as fault:
        raise Failed(f"AWS could not be reached. {fault}") from fault


def code_of(fault: ClientError) -> str:
    return str(fault.response["Error"]["Code"])
