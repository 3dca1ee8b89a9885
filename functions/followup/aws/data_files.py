"""botocore's descriptions of services, read into plain dicts.

Its own reader makes an OrderedDict of each object, which takes three times as long, and a dict
keeps its order as well. `Loader` takes another reader as `file_loader`.
"""

import gzip
import json
from pathlib import Path
from typing import Any

ENDINGS = (".json", ".json.gz")


class DataFiles:
    """The two methods `botocore.loaders.Loader` calls; paths come without their ending."""

    def exists(self, file_path: str) -> bool:
        return any(Path(file_path + ending).is_file() for ending in ENDINGS)

    def load_file(self, file_path: str) -> Any:
        """The data, or None where there is no such file."""
        for ending in ENDINGS:
            path = Path(file_path + ending)
            if path.is_file():
                packed = path.read_bytes()
                return json.loads(gzip.decompress(packed) if ending.endswith("gz") else packed)
        return None
