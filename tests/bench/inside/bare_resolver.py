"""The reference with Powertools on top: an empty resolver that would validate, no code of ours.

`bare_resolver.py OUT`; OUT gets the CPU seconds since the process began.
"""

import json
import sys
import time
from pathlib import Path

import boto3
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

boto3.client("dynamodb")
APIGatewayHttpResolver(enable_validation=True)
Path(sys.argv[1]).write_text(json.dumps(time.process_time()))
