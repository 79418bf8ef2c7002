"""Fuzzes the readers of JSON: one object a line, one object, or an array -> parts -> pages -> zones and record.

    python fuzz/records.py -max_total_time=60 [more options of libFuzzer] CORPUS

The first byte says whether the rest is a document or lines.
"""

import sys
from io import BytesIO

import atheris

with atheris.instrument_imports(include=["musnad.pages"]):
    from invariants import check_result
    from musnad.pages.records import looks_like_json, records

LIMIT = 1 << 16


def one_input(data: bytes) -> None:
    """Read one file of records.

    Raises:
        Exception: an invariant does not hold, or a reader fails.
    """
    if not data:
        return
    content = data[1:]
    looks_like_json(content)
    try:
        for part in records("records", BytesIO(content), b"", LIMIT, document=bool(data[0] % 2)):
            check_result(part)
    except MemoryError:
        return


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
