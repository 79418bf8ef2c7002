"""How the code hangs together: who imports whom, what a stage may fill, where Arabic words stand, that all of it pickles."""

import ast
import pickle
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

import pytest

import musnad
from musnad.lexicon import Lexicon
from musnad.model import Document, Page
from musnad.pages import Opener, Part
from musnad.pipeline import STAGES, Pipeline

ROOT = Path(musnad.__file__).parent
MODULES = sorted(path.relative_to(ROOT).with_suffix("").as_posix() for path in ROOT.rglob("*.py"))
FREE = {"model", "errors", "folding", "lexicon", "trained", "workers"}
ORDER = [
    "pages",
    "language",
    "mentions",
    "times",
    "claims",
    "linking",
    "pipeline",
    "expectations",
    "exports",
    "annotation",
    "reader",
    "speed",
    "store",
    "batch",
    "archive",
    "serve",
    "commands",
    "cli",
]
ENDS = {"__init__", "__main__"}  # the public names, and what `python -m musnad` runs: they may import anything
LATE = {("model", "exports")}  # a document's own ways out, imported when they are called

FIELDS = {
    "make_zones": {"zones", "passages", "metadata"},
    "make_language": {"tokens", "sentences", "analyses"},
    "make_mentions": {"mentions", "entities"},
    "make_times": {"times", "dating"},
    "make_statements": {"statements"},
    "make_claims": {"claims"},
}
POST = """<h1>ترحيب بالوفد</h1><p>وصل الوفد العماني إلى مسقط صباح اليوم بعد جولة طويلة في المنطقة شملت ثلاث عواصم.</p>
<blockquote class="twitter-tweet"><p>نرحب بالوفد في بلده</p>&mdash; سالم البلوشي (@salem)</blockquote>"""
LETTER = re.compile("[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]")
ABOUT_LETTERS = {"folding", "lexicon"}  # they map letters to letters


def imports(module: str) -> Iterator[tuple[str, bool]]:
    """The package's parts that a module imports, and whether it does so only inside a function."""
    tree = ast.parse((ROOT / f"{module}.py").read_text(encoding="utf-8"))
    for outer in ast.walk(tree):
        for node in ast.iter_child_nodes(outer):
            late = isinstance(outer, ast.FunctionDef)
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module} imports relatively"
                names = [node.module or ""] if node.module != "musnad" else [f"musnad.{n.name}" for n in node.names]
            elif isinstance(node, ast.Import):
                names = [name.name for name in node.names]
            else:
                continue
            yield from ((name.split(".")[1], late) for name in names if name.startswith("musnad."))


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_only_upwards(module: str) -> None:
    part = module.split("/", maxsplit=1)[0]
    if part in ENDS:
        return
    assert part in FREE or part in ORDER, f"say in ORDER where {part} stands"
    above = FREE | (set(ORDER[: ORDER.index(part) + 1]) if part in ORDER else set())
    wrong = {name for name, late in imports(module) if name not in above and not (late and (part, name) in LATE)}
    assert not wrong, f"{module} imports {wrong}"


def test_the_free_modules_need_no_stage() -> None:
    assert all(name in FREE or late for module in FREE for name, late in imports(module))


def no_words(node: ast.AST) -> list[ast.expr]:
    """The parts of a node that are docstrings, or strings that stand for their single letters: `in "بلك"`, `frozenset("بلك")`."""
    match node:
        case ast.Expr(value=value):
            return [value]
        case ast.Compare(ops=[ast.In() | ast.NotIn()], comparators=[letters]):
            return [letters]
        case ast.Call(func=ast.Name(id="frozenset" | "set" | "tuple"), args=[letters]):
            return [letters]
    return []


def word_literals(module: str) -> Iterator[str]:
    """The string literals of a module with Arabic letters written out, more than two of them, that are no docstrings."""
    source = (ROOT / f"{module}.py").read_text(encoding="utf-8")
    tree = ast.parse(source)
    passed_over = {id(part) for node in ast.walk(tree) for part in no_words(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed_over:
            written = ast.get_source_segment(source, node) or ""
            if len(LETTER.findall(written)) > 2:
                yield f"{module}.py:{node.lineno}: {written}"


@pytest.mark.parametrize("module", [module for module in MODULES if module not in ABOUT_LETTERS])
def test_arabic_words_stand_in_tables(module: str) -> None:
    assert not list(word_literals(module))


def test_the_stages_are_those_whose_fields_are_known() -> None:
    assert [make.__name__ for make in STAGES] == list(FIELDS)
    assert sorted(name for own in FIELDS.values() for name in own) == sorted(
        {f.name for f in fields(Document)} - {"page", "notes", "reader", "arcs"}
    )


def test_a_stage_fills_its_own_fields_and_no_other(pipeline: Pipeline, sample_texts: dict[str, str]) -> None:
    for name, text in sample_texts.items():
        before = Document(Page(name, text, name, published="2024-05-15"))
        for own, stage in zip(FIELDS.values(), pipeline.stages, strict=True):
            after = stage(before)
            changed = {f.name for f in fields(Document) if getattr(after, f.name) != getattr(before, f.name)}
            assert changed <= own | {"notes"}, f"{stage} on {name}"
            assert after.notes[: len(before.notes)] == before.notes
            before = after


def test_every_stage_finds_something_somewhere(
    pipeline: Pipeline, opener: Opener, sample_texts: dict[str, str]
) -> None:
    read = [pipeline(Page(name, text, name, published="2024-05-15")) for name, text in sample_texts.items()]
    read += [pipeline(page) for page in opener(Part("post.html", POST.encode(), "html")) if isinstance(page, Page)]
    blank = Document(read[0].page)
    empty = {f for own in FIELDS.values() for f in own if all(getattr(d, f) == getattr(blank, f) for d in read)}
    assert not empty


def test_a_stage_runs_twice_with_one_result(pipeline: Pipeline, sample_texts: dict[str, str]) -> None:
    name, text = next(iter(sample_texts.items()))
    document = Document(Page(name, text, name))
    for stage in pipeline.stages:
        assert stage(document) == stage(document)
        document = stage(document)


def test_everything_pickles(lexicon: Lexicon, pipeline: Pipeline, sample_texts: dict[str, str]) -> None:
    again: Pipeline = pickle.loads(pickle.dumps(pipeline))
    assert pickle.loads(pickle.dumps(lexicon)).version == lexicon.version
    for name, text in sample_texts.items():
        document = pipeline(Page(name, text, name, published="2024-05-15"))
        assert pickle.loads(pickle.dumps(document)) == document == again(document.page)


def test_ids_are_unique_inside_a_document(pipeline: Pipeline, sample_texts: dict[str, str]) -> None:
    for name, text in sample_texts.items():
        document = pipeline(Page(name, text, name))
        for kind in ("mentions", "entities", "times", "statements", "claims"):
            ids = [item.id for item in getattr(document, kind)]
            assert len(ids) == len(set(ids)), kind


def test_zones_follow_each_other_and_cover_the_page(pipeline: Pipeline, sample_texts: dict[str, str]) -> None:
    for name, text in sample_texts.items():
        spans = [zone.span for zone in pipeline(Page(name, text, name)).zones]
        assert all(a.end <= b.start for a, b in pairwise(spans))
        left = [text[a.end : b.start] for a, b in pairwise(spans)] + [text[: spans[0].start], text[spans[-1].end :]]
        assert not "".join(left).strip()


def test_a_document_cannot_be_changed() -> None:
    document = Document(Page("x", "x", "x"))
    with pytest.raises(AttributeError):
        document.notes = ()  # type: ignore[misc]
    assert replace(document) == document
