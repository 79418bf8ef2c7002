"""The API keeps its contract whatever is sent: schemathesis makes requests, right and wrong, from what the API says of itself."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from musnad.lexicon import Lexicon
from musnad.serve.safety import Rules

from .conftest import TOKEN, app_over

BEARER = {"Authorization": f"Bearer {TOKEN}"}
ELSEWHERE = [ignored_auth, positive_data_acceptance]
"""Who is let in is tried in test_safety.py; a judgement of the right form may still make no sense of its thing."""
BOUNDED = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def contract(made: Path, tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> Iterator[Any]:
    """What the API says of itself, with the real desk behind it, over a project that may be written to."""
    folder = Path(shutil.copytree(made, tmp_path_factory.mktemp("contract") / "news"))
    rules = Rules(port=8470, names=frozenset({"testserver"}), token=TOKEN, writes=(1e9, 1e9))
    app, desk = app_over(folder, lexicon, rules, links=False)
    yield schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=BEARER)
    desk.close()


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_the_contract_is_kept(contract: Any, mode: GenerationMode) -> None:
    operations = [result.ok() for result in contract.get_all_operations()]
    assert len(operations) > 30
    broken = [said for operation in operations if (said := _broken(operation, mode))]
    assert not broken, "\n\n".join(broken)


def _broken(operation: Any, mode: GenerationMode) -> str:
    """What a route did against its contract; nothing if it keeps it."""

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(headers=BEARER, excluded_checks=ELSEWHERE)

    try:
        ask()
    except Unsatisfiable:
        return ""
    except (Failure, FailureGroup) as failure:
        return f"{operation.method.upper()} {operation.path}: {failure}"
    return ""
