"""The reference of warm work: recorded AWS calls made again by plain boto3 clients.

`bare_calls.py CALLS WARM OUT`; OUT gets the CPU seconds of the calls after the first WARM ones.
"""

import json
import os
import pickle
import sys
import time
from pathlib import Path

import boto3
from botocore import xform_name

from followup.aws.wiring import SHORT


def main(recorded: str, warm: str, out: str) -> None:
    calls = pickle.loads(Path(recorded).read_bytes())
    # The bundle has no whole description of each service: plain clients read the short ones, too.
    os.environ["AWS_DATA_PATH"] = str(SHORT)
    clients = {service: boto3.client(service) for service, _, _ in calls}
    began = 0.0
    for place, (service, name, params) in enumerate(calls):
        if place == int(warm):
            began = time.process_time()
        getattr(clients[service], xform_name(name))(**params)
    Path(out).write_text(json.dumps(time.process_time() - began))


if __name__ == "__main__":
    main(*sys.argv[1:])
