"""The reference of a cold start: boto3 imported, one DynamoDB client made, nothing called.

`bare_client.py OUT`; OUT gets the CPU seconds since the process began.
"""

import json
import sys
import time
from pathlib import Path

import boto3

boto3.client("dynamodb")
Path(sys.argv[1]).write_text(json.dumps(time.process_time()))
