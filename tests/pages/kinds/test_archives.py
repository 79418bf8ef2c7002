"""Archives: names are only names, sizes are never believed, one bad member costs the others nothing."""

import io
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from musnad.pages.kinds import ChatWords, Part, Skipped, read
from musnad.pages.kinds.archives import MAX_MEMBER, Budget, read_zip

TEXT = "عاد الوزير ماهر العلي إلى صنعاء."
Parts = Callable[..., tuple[list[Part], list[Skipped]]]
Zip = Callable[..., bytes]


def renamed(archive: bytes, old: bytes, new: bytes) -> bytes:
    assert len(old) == len(new)
    return archive.replace(old, new)


def test_members_are_parts_by_their_kind(parts_of: Parts, zip_of: Zip) -> None:
    archive = zip_of({"a.txt": TEXT, "b/c.html": "<p>نص</p>", "d.json": "{}", "e.jsonl": "{}", "b/": ""})
    parts, failures = parts_of("z.zip", archive)
    assert [(part.source, part.form) for part in parts] == [
        ("z.zip/a.txt", "text"),
        ("z.zip/b/c.html", "html"),
        ("z.zip/d.json", "json"),
        ("z.zip/e.jsonl", "lines"),
    ]
    assert parts[0].content == TEXT.encode()
    assert not failures


def test_other_members_are_counted_and_the_leavings_of_systems_are_not(parts_of: Parts, zip_of: Zip) -> None:
    names = ["a.jpg", "b.JPG", "c", "feed.txt", "__MACOSX/x.txt", ".DS_Store", "d/Thumbs.db"]
    parts, failures = parts_of("z.zip", zip_of(dict.fromkeys(names, "x")))
    assert [part.source for part in parts] == ["z.zip/feed.txt"]
    assert [failure.number for failure in failures] == [3]
    assert "2 .jpg, 1 no ending" in failures[0].error.message


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../evil.txt", "../../evil.txt"),
        ("/etc/evil.txt", "/etc/evil.txt"),
        ("C:\\evil.txt", "C:\\evil.txt"),
        ("\u202egpj.txt", "\\u202egpj.txt"),
        ("a\nb.txt", "a\\u000ab.txt"),
        ("تقرير ماهر.txt", "تقرير ماهر.txt"),
    ],
)
def test_names_are_only_names(parts_of: Parts, zip_of: Zip, name: str, shown: str) -> None:
    parts, _ = parts_of("z.zip", zip_of({name: TEXT}))
    assert [part.source for part in parts] == [f"z.zip/{shown}"]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "cp720"])
def test_arabic_names_without_a_declared_charset(parts_of: Parts, zip_of: Zip, charset: str) -> None:
    name = "بيان الوزارة.txt"
    raw = name.encode(charset)
    archive = renamed(zip_of({"x" * (len(raw) - 4) + ".txt": TEXT}), b"x" * (len(raw) - 4) + b".txt", raw)
    parts, _ = parts_of("z.zip", archive)
    assert [part.source for part in parts] == [f"z.zip/{name}"]


def test_archives_open_one_level_deep(parts_of: Parts, zip_of: Zip) -> None:
    inner = zip_of({"a.txt": TEXT})
    parts, failures = parts_of("z.zip", zip_of({"in.zip": inner, "deep.zip": zip_of({"in.zip": inner})}))
    assert [part.source for part in parts] == ["z.zip/in.zip/a.txt"]
    assert [(f.source, f.error.message) for f in failures] == [
        ("z.zip/deep.zip/in.zip", "an archive in an archive in an archive, which is not opened")
    ]


def test_a_bomb_is_stopped_and_the_others_are_read(parts_of: Parts, zip_of: Zip) -> None:
    archive = zip_of(
        {"bomb.txt": b"\0" * (8 << 20), "long.txt": b"a" * 60 + bytes(range(256)) * 200_000, "a.txt": TEXT}
    )
    parts, failures = parts_of("z.zip", archive)
    assert [part.source for part in parts] == ["z.zip/a.txt"]
    assert "bomb" in failures[0].error.message
    assert failures[1].source == "z.zip/long.txt"


def test_a_member_is_read_to_its_limit_and_no_further(parts_of: Parts, zip_of: Zip) -> None:
    archive = zip_of({"long.txt": b"a" * (MAX_MEMBER + 1)}, compression=zipfile.ZIP_STORED)
    _, failures = parts_of("z.zip", archive)
    assert "longer than 32 MiB" in failures[0].error.message


def test_all_members_share_one_budget(zip_of: Zip) -> None:
    archive = zip_of({f"{n}.txt": "x" * 100 for n in range(5)})
    results = list(read_zip("z.zip", BytesIO(archive), lambda source, content: iter(()), Budget(250)))
    assert [result.source for result in results] == ["z.zip"]
    assert "the last 2 members are not read" in str(results[0].error)  # type: ignore[union-attr]


def test_an_encrypted_member_and_one_with_a_wrong_sum(parts_of: Parts) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("secret.txt", "wrong.txt", "good.txt"):
            archive.writestr(name, f"{name} {TEXT}")
    content = bytearray(out.getvalue())
    first = content.find(b"PK\1\2")
    content[first + 8] |= 1
    place = content.find(b"wrong.txt ") + 9
    content[place + 3] ^= 0xFF
    parts, failures = parts_of("z.zip", bytes(content))
    assert [part.source for part in parts] == ["z.zip/good.txt"]
    assert [failure.source for failure in failures] == ["z.zip/secret.txt", "z.zip/wrong.txt"]
    assert "encrypted" in failures[0].error.message


@pytest.mark.parametrize("cut", [10, 60, -1, -22])
def test_a_cut_off_archive_is_one_failure(only_failure: Callable[..., str], zip_of: Zip, cut: int) -> None:
    assert "cut off" in only_failure("z.zip", zip_of({"a.txt": TEXT})[:cut], "zip")


def test_an_endless_directory_is_refused(only_failure: Callable[..., str]) -> None:
    size = 30 << 20
    end = b"PK\5\6" + bytes(4) + b"\xff\xff\xff\xff" + size.to_bytes(4, "little") + bytes(6)
    assert "directory is longer" in only_failure("z.zip", bytes(size) + end, "zip")


def test_members_to_be_opened_elsewhere_stay_closed(zip_of: Zip, chat_words: ChatWords) -> None:
    archive = BytesIO(zip_of({"a.pdf": b"%PDF-1.7", "b.txt": TEXT}))
    forms = [r.form for r in read("z.zip", "zip", archive, chat_words, frozenset({"pdf"})) if isinstance(r, Part)]
    assert forms == ["pdf", "text"]
