"""What is found in whole and in damaged WARC files: every record behind a damage, and no record that is none."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest
import zstandard

from musnad.batch import warc
from musnad.batch.warc import Damage, Record, frames

from .conftest import END, http, news, page, record, zipped, zstd

Pack = Callable[[bytes], bytes]
GOOD = range(1, 21)
PACKED: dict[str, Pack] = {"gzip": zipped, "zstd": zstd}
PACKS: dict[str, Pack] = {"plain": bytes, **PACKED}
FAKE = record(900, b"HTTP/1.1 200 OK\r\n\r\nnot a record of this file")
ABOUT_WARC = http(b"<html><pre>\r\n\r\n" + FAKE + b"</pre>" + b"<p>and so on</p>" * 30 + b"</html>")


def found(content: bytes) -> tuple[list[str], list[Damage]]:
    """The addresses of the records of a file, and what is passed over; together they are all of the file."""
    form = warc.warc(BytesIO(content))
    all_of_it = list(frames(form))
    places = [0, *(frame.end for frame in all_of_it)]
    assert [frame.start for frame in all_of_it] == places[:-1]
    assert places[-1] == form.size
    records = [frame for frame in all_of_it if isinstance(frame, Record)]
    addresses = [frame.header["warc-target-uri"].rsplit("/", 1)[1] for frame in records]
    return addresses, [frame for frame in all_of_it if isinstance(frame, Damage)]


def file(bad: bytes, *, pack: Pack = bytes, behind: int = 16) -> bytes:
    """Four good records, what is bad as it is, and good records behind it."""
    good = [pack(page(number)) for number in GOOD[: 4 + behind]]
    return b"".join([*good[:4], bad, *good[4:]])


PLAIN = {
    "cut off": page(99)[:-300],
    "cut off in its header": page(99)[:120],
    "too long": record(99, http(news(99)), length=10**5),
    "longer than the file": record(99, http(news(99)), length=10**9),
    "too short": record(99, http(news(99)), length=200),
    "no length": page(99).replace(b"Content-Length", b"Content-Strength"),
    "no number": page(99).replace(b"Content-Length: ", b"Content-Length: -"),
    "cut off, and shows a record": record(99, ABOUT_WARC)[:-90],
    "too long, and shows a record": record(99, ABOUT_WARC, length=10**5),
    "too short, and shows a record": record(99, ABOUT_WARC, length=60),
    "shows a record at its end": record(99, http(b"<pre>\r\n\r\n" + FAKE), length=30),
}
DAMAGED: dict[str, Callable[[Pack], bytes]] = {
    "cut off": lambda pack: pack(page(99))[:-200],
    "cut off after its header": lambda pack: pack(page(99))[:40],
    "a bit is wrong": lambda pack: pack(page(99))[:150] + b"\xff\x00\xff" + pack(page(99))[153:],
    "its sum is wrong": lambda pack: pack(page(99))[:-8] + b"abcdabcd",
    "too long": lambda pack: pack(record(99, http(news(99)), length=10**5)),
    "too short": lambda pack: pack(record(99, http(news(99)), length=200)),
    "no record": lambda pack: pack(b"something else"),
}
GARBAGE = {"zeros": bytes(5000), "text": b"lorem ipsum\r\n\r\n" * 50, "a word": b"WARC", "line ends": b"\r\n" * 9}


@pytest.mark.parametrize("bad", PLAIN)
def test_all_records_behind_a_damaged_one_are_found(bad: str) -> None:
    records, damages = found(file(PLAIN[bad]))
    assert records == [str(number) for number in GOOD]
    assert [damage.record for damage in damages] == [True]
    assert not damages[0].cut


@pytest.mark.parametrize("pack", PACKED.values(), ids=PACKED)
@pytest.mark.parametrize("bad", DAMAGED)
def test_all_records_behind_a_damaged_member_are_found(bad: str, pack: Pack) -> None:
    records, damages = found(file(DAMAGED[bad](pack), pack=pack))
    assert records == [str(number) for number in GOOD]
    assert [damage.record for damage in damages] == [True]
    assert not damages[0].cut


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
@pytest.mark.parametrize("bad", GARBAGE)
def test_garbage_between_records_is_passed_over_and_is_no_record(bad: str, pack: Pack) -> None:
    records, damages = found(file(GARBAGE[bad], pack=pack))
    assert records == [str(number) for number in GOOD]
    assert [(damage.record, damage.end - damage.start) for damage in damages] == [(False, len(GARBAGE[bad]))]


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
@pytest.mark.parametrize("lost", [1, 30, 400])
def test_a_file_that_ends_inside_a_record_is_cut_off(pack: Pack, lost: int) -> None:
    whole = pack(page(99))
    records, damages = found(file(whole[: -(len(END) + lost)], pack=pack, behind=0))
    assert records == ["1", "2", "3", "4"]
    assert [(damage.record, damage.cut) for damage in damages] == [(True, True)]


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_what_a_page_shows_is_no_record(pack: Pack) -> None:
    whole = record(99, ABOUT_WARC)
    records, damages = found(file(pack(whole), pack=pack, behind=2))
    assert (records, damages) == (["1", "2", "3", "4", "99", "5", "6"], [])


def test_a_page_that_is_cut_off_by_the_end_of_the_file_gives_no_record_that_it_shows() -> None:
    records, damages = found(page(1) + record(99, ABOUT_WARC)[:-90])
    assert records == ["1"]
    assert [damage.cut for damage in damages] == [True]


@pytest.mark.parametrize("number", [1, 2, 4, 6])
def test_several_damages_are_each_told(number: int) -> None:
    bad = zipped(page(99))[:-200]
    records, damages = found(b"".join(bad + zipped(page(n)) for n in range(number)))
    assert records == [str(n) for n in range(number)]
    assert len(damages) == number


def test_a_very_large_record_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "MAX_BYTES", 5000)
    large = record(99, http(b"x" * 200_000))
    for content in (b"".join(map(pack, (page(1), large, page(2)))) for pack in PACKS.values()):
        frame = list(frames(warc.warc(BytesIO(content))))[1]
        assert isinstance(frame, Record)
        assert frame.content is None
        assert found(content)[0] == ["1", "99", "2"]


@pytest.mark.parametrize("pack", PACKED.values(), ids=PACKED)
def test_what_expands_without_end_is_a_damage(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_MOST_EXPANDED", 1 << 20)
    bomb = pack(record(99, http(bytes(1 << 24))))
    records, damages = found(pack(page(1)) + bomb + pack(page(2)))
    assert records == ["1", "2"]
    assert [damage.record for damage in damages] == [True]


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_a_stretch_has_the_records_that_begin_in_it(pack: Pack) -> None:
    content = file(PLAIN["too long"] if pack is bytes else DAMAGED["cut off"](pack), pack=pack)
    form = warc.warc(BytesIO(content))
    whole = list(frames(form))
    cuts = [*[frame.start for frame in whole][::3], form.size]
    assert [frame for a, b in pairwise(cuts) for frame in frames(form, a, b)] == whole


@pytest.mark.parametrize("squeezed", [False, True])
@pytest.mark.parametrize("behind", [0, 16])
def test_a_file_that_begins_with_a_dictionary_is_unpacked_with_it(squeezed: bool, behind: int) -> None:
    dictionary = zstandard.train_dictionary(4000, [page(number) for number in range(200)])
    content = zstd(dictionary.as_bytes()) if squeezed else dictionary.as_bytes()
    pack = zstandard.ZstdCompressor(dict_data=dictionary).compress
    begin = b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content
    records, damages = found(begin + file(pack(page(99))[:-8], pack=pack, behind=behind))
    assert records == [str(number) for number in GOOD[: 4 + behind]]
    assert [damage.record for damage in damages] == [True]


@pytest.mark.parametrize("pack", PACKED.values(), ids=PACKED)
def test_what_was_compressed_as_one_is_unpacked_as_a_whole(pack: Pack) -> None:
    one = pack(b"".join(map(page, range(4)))) + pack(b"".join(map(page, range(4, 8))))
    assert warc.is_one_member(BytesIO(one))
    assert not warc.is_one_member(BytesIO(b"".join(pack(page(number)) for number in range(4))))
    whole = BytesIO()
    warc.unpack(BytesIO(one[:-9]), whole)
    records, damages = found(whole.getvalue())
    assert (records[:4], [damage.cut for damage in damages]) == (["0", "1", "2", "3"], [True])
