"""`musnad serve` as a user starts it."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from musnad.cli import main

LONG = 300
"""The most seconds for anything, as others may share the machine."""
WEB = Path(__file__).parents[2] / "web" / "openapi.json"


@pytest.mark.slow
def test_the_desk_opens_and_closes(made: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "musnad", "serve", str(made), "--port", "0", "--read-only"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
    ) as process:
        assert process.stdout
        assert process.stderr
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{32}", address)
        with httpx2.Client(timeout=LONG) as client:
            assert client.get(address).status_code == 200
            home = address.partition("?")[0]
            assert client.get(f"{home}api/project").json()["read_only"] is True
            assert "server" not in client.get(home).headers
        process.send_signal(signal.SIGINT)
        assert process.wait(LONG) == 0
        said = process.stderr.read()
    assert "the desk is closed" in said
    assert "token" not in said


def test_the_front_end_knows_the_contract(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["serve", str(made), "--openapi"]) == 0
    contract = json.loads(capsys.readouterr().out)
    assert contract["openapi"].startswith("3.")
    if not WEB.exists():
        pytest.skip("there is no front end beside the package")
    assert json.loads(WEB.read_text(encoding="utf-8")) == contract, (
        "make web/openapi.json anew: CONTRIBUTING.md says how"
    )
