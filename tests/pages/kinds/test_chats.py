"""Exported chats: a page for each message with a text, who wrote it, when, and through whom it came."""

import json
from collections.abc import Callable
from io import BytesIO

import pytest

from musnad.pages.kinds import ChatWords, Part, Skipped, Via, read, sniff

Parts = Callable[..., tuple[list[Part], list[Skipped]]]

POST = {
    "id": 7,
    "type": "message",
    "date": "2024-05-14T13:20:00",
    "date_unixtime": "1715682000",
    "from": "منبر الضفة",
    "from_id": "channel1",
    "text": [{"type": "bold", "text": "عاجل"}, ": وصل ", {"type": "mention", "text": "@maher"}, " إلى عدن"],
}
"""A channel's post, sent at 10:20 UTC."""


def export(*messages: object, **chat: object) -> bytes:
    told = {"name": "منبر الضفة", "type": "public_channel", "id": 1} | chat
    return json.dumps({**told, "messages": list(messages)}, ensure_ascii=False, indent=1).encode()


def test_a_post_of_a_channel(only_part: Callable[..., Part]) -> None:
    content = export(POST)
    part = only_part("result.json", content)
    assert (part.source, part.form, part.body) == ("result.json:1", "text", "عاجل: وصل @maher إلى عدن")
    assert (part.given.outlet, part.given.host, part.given.byline) == ("منبر الضفة", "منبر الضفة", None)
    assert part.given.published == "2024-05-14T13:20:00+03:00"
    assert part.content in content
    assert json.loads(part.content) == POST
    assert part.via == ()


@pytest.mark.parametrize(
    ("changes", "chat", "via", "byline", "outlet"),
    [
        ({"forwarded_from": "رصد", "forwarded_from_id": "channel9"}, {}, [Via("رصد", "channel")], None, "رصد"),
        ({"forwarded_from": "ماهر"}, {}, [Via("ماهر", "social")], None, None),
        ({"from": "سامي"}, {"type": "private_group"}, [], "سامي", None),
        (
            {"from": "سامي", "forwarded_from": "ماهر", "forwarded_from_id": "user4"},
            {"type": "private_group"},
            [Via("سامي", "person"), Via("ماهر", "person")],
            None,
            None,
        ),
    ],
)
def test_whose_words_a_message_holds(  # noqa: PLR0917
    only_part: Callable[..., Part],
    changes: dict[str, str],
    chat: dict[str, str],
    via: list[Via],
    byline: str | None,
    outlet: str | None,
) -> None:
    part = only_part("result.json", export(POST | changes, **chat))
    assert list(part.via) == via
    assert (part.given.byline, part.given.outlet) == (byline, outlet)
    assert part.given.host == "منبر الضفة"
    assert (part.given.published is None) is bool(via)
    assert (part.given.retrieved is None) is not bool(via)


def test_messages_without_text_are_counted(parts_of: Parts) -> None:
    messages = [{"type": "service", "action": "pin"}, POST | {"text": ""}, 5, POST]
    parts, failures = parts_of("result.json", export(*messages))
    assert [part.source for part in parts] == ["result.json:4"]
    assert [failure.number for failure in failures] == [3]
    assert "1 of the service's own, 1 that are no messages, 1 without text" in failures[0].error.message


def test_an_export_of_an_account_has_the_messages_of_all_chats(parts_of: Parts) -> None:
    chats = [json.loads(export(POST, name=name)) for name in ("منبر", "رصد")]
    account = {
        "about": "x",
        "personal_information": {"messages": [1]},
        "chats": {"about": "y", "list": [*chats, 3]},
        "left_chats": {"list": [chats[0]]},
    }
    parts, failures = parts_of("result.json", json.dumps(account).encode())
    assert [part.given.host for part in parts] == ["منبر", "رصد", "منبر"]
    assert not failures


@pytest.mark.parametrize("cut", [-3, -30, 300])
def test_what_stands_before_a_fault_is_read(parts_of: Parts, cut: int) -> None:
    parts, failures = parts_of("result.json", export(POST, POST)[:cut], "telegram")
    assert len(parts) == (2 if cut == -3 else 1 if cut == -30 else 0)
    assert "is lost" in failures[0].error.message


def test_a_long_export_is_read_message_by_message(parts_of: Parts) -> None:
    messages = [POST | {"id": n, "text": "خبر " * 300 + str(n)} for n in range(1500)]
    parts, failures = parts_of("result.json", export(*messages))
    assert [part.body for part in parts] == [message["text"] for message in messages]
    assert not failures


@pytest.mark.parametrize(("text", "body"), [("a\ud800b", "a\ufffdb"), ("\ud83d\ude00", "😀"), ("a\0b", "a\ufffdb")])
def test_what_is_no_character_is_replaced(only_part: Callable[..., Part], text: str, body: str) -> None:
    content = json.dumps({"type": "personal_chat", "messages": [POST | {"text": text}]}).encode()
    assert only_part("result.json", content).body == body


DAY = '<div class="message service" id="message-1"><div class="body details">14 May 2024</div></div>'
USERPIC = '<div class="pull_left userpic_wrap"><div class="userpic"><div class="initials">M</div></div></div>'


def message(name: str, body: str, joined: bool = False) -> str:
    kind = "message default clearfix joined" if joined else "message default clearfix"
    shown = "" if joined else f'{USERPIC}<div class="from_name">\n{name}\n</div>'
    date = '<div class="pull_right date details" title="14.05.2024 13:20:00 UTC+03:00">\n13:20\n</div>'
    return f'<div class="{kind}" id="message9">\n<div class="body">{date}{shown}{body}</div></div>\n'


def page(*messages: str) -> bytes:
    head = '<div class="page_header"><div class="content"><div class="text bold">\nمنبر الضفة\n</div></div></div>'
    shown = "".join(messages)
    return (
        f'<!DOCTYPE html><html><body>{head}<div class="page_body chat_page">{DAY}{shown}</div></body></html>'.encode()
    )


def test_a_page_of_messages(parts_of: Parts) -> None:
    text = '<div class="text">\nوصل <strong>الوزير</strong>.<br>ثم <a href="">غادر</a>.\n</div>'
    photo = '<div class="media_wrap clearfix"><div class="title bold">Photo</div></div>'
    content = page(
        message("منبر الضفة", text), message("", photo, joined=True), message("سامي", text), message("", text, True)
    )
    parts, failures = parts_of("messages.html", content)
    assert [(part.source, part.given.byline, part.given.outlet) for part in parts] == [
        ("messages.html:2", None, "منبر الضفة"),
        ("messages.html:4", "سامي", None),
        ("messages.html:5", "سامي", None),
    ]
    assert parts[0].body == '\nوصل <strong>الوزير</strong>.<br>ثم <a href="">غادر</a>.\n'.encode()
    assert parts[0].content in content
    assert parts[0].content.startswith(b'<div class="message')
    assert parts[0].content.endswith(b"</div></div>")
    assert parts[0].given.published == "2024-05-14T13:20:00+03:00"
    assert [failure.number for failure in failures] == [2]


def test_a_page_without_messages_says_so(parts_of: Parts) -> None:
    parts, failures = parts_of("messages.html", page().replace(DAY.encode(), b""))
    assert not parts
    assert ["holds no page" in str(failure.error) for failure in failures] == [True]


def test_a_page_message_that_was_passed_on(parts_of: Parts) -> None:
    origin = (
        '<div class="from_name">\nرصد <span class="date details" title="13.05.2024 09:00:00"> 13.05.2024</span></div>'
    )
    body = f'<div class="pull_left forwarded userpic_wrap"></div><div class="forwarded body">{origin}<div class="text">نص</div></div>'
    parts, _ = parts_of("messages.html", page(message("سامي", body), message("", '<div class="text">آخر</div>', True)))
    assert parts[0].via == (Via("سامي", "person"), Via("رصد", "social"))
    assert parts[0].given.published == "2024-05-13T09:00:00"
    assert parts[0].given.retrieved == "2024-05-14T13:20:00+03:00"
    assert parts[0].body == "نص".encode()
    assert (parts[1].given.byline, parts[1].via) == ("سامي", ())


@pytest.mark.parametrize("broken", ["<![CDATAbj x>", "<![ x>", "<![if x]>", "<!x>"])
def test_a_broken_declaration_costs_no_message(parts_of: Parts, broken: str) -> None:
    body = f'<div class="text">وصل {broken}الوفد</div>'
    parts, _ = parts_of("messages.html", page(message("سامي", body)))
    assert [part.body for part in parts] == [f"وصل {broken}الوفد".encode()]


ANDROID = """12/05/2024, 10:15 - Messages and calls are end-to-end encrypted. Tap to learn more.
12/05/2024, 10:16 - ماهر: وصل الوفد
إلى صنعاء: مساء
13/05/2024, 11:00 - سامي: <Media omitted>
14/05/2024, 11:01 - سامي: IMG-1.jpg (file attached)
صورة الوفد
"""
IPHONE = (
    "\u200e[١٢\u200f/٥\u200f/٢٠٢٤، ١٠:١٥:٣٢ ص] المنبر: \u200eالرسائل والمكالمات مشفّرة تمامًا بين الطرفين.\n"
    "[١٢\u200f/٥\u200f/٢٠٢٤، ١٠:١٥:٣٢ م] ~ ماهر: وصل الوفد\n"
    "\u200e[١٣\u200f/٥\u200f/٢٠٢٤، ١١:٠٠:٠٠ ص] سامي: \u200e<مرفق: 1.jpg>\n"
    "[١٣\u200f/٥\u200f/٢٠٢٤، ١٢:٠٠:٠٠ ص] سامي: ثم غادر \u200e<تم تعديل هذه الرسالة>\n"
)


@pytest.mark.parametrize(
    ("chat", "messages", "skipped"),
    [
        (
            ANDROID,
            [
                ("ماهر", "2024-05-12T10:16:00", "وصل الوفد\nإلى صنعاء: مساء"),
                ("سامي", "2024-05-14T11:01:00", "صورة الوفد"),
            ],
            2,
        ),
        (
            IPHONE,
            [("ماهر", "2024-05-12T22:15:32", "وصل الوفد"), ("سامي", "2024-05-13T00:00:00", "ثم غادر")],
            2,
        ),
        (
            "5/13/24, 9:05\u202fPM - Ali: one\r\n5/14/24, 9:05\u202fAM - Ali: two\r\n",
            [("Ali", "2024-05-13T21:05:00", "one"), ("Ali", "2024-05-14T09:05:00", "two")],
            0,
        ),
        (
            "[2024-05-13, 09:05:00] Ali: one\n[2024-05-14, 09:05:00] \u202a+967 1\u202c: two\n",
            [("Ali", "2024-05-13T09:05:00", "one"), ("+967 1", "2024-05-14T09:05:00", "two")],
            0,
        ),
        (
            "01.02.24, 09:05 - Ali: one\n02.02.24, 09:05 - Ali: two\n",
            [("Ali", "2024-02-01T09:05:00", "one"), ("Ali", "2024-02-02T09:05:00", "two")],
            0,
        ),
        # Only the day first keeps the order of time.
        (
            "01/02/2024, 09:05 - Ali: one\n02/02/2024, 09:05 - Ali: two\n01/03/2024, 09:05 - Ali: three\n",
            [
                ("Ali", f"2024-{day}T09:05:00", text)
                for day, text in (("02-01", "one"), ("02-02", "two"), ("03-01", "three"))
            ],
            0,
        ),
        # Nothing decides: only the date that reads alike both ways is kept.
        (
            "01/02/2024, 09:05 - Ali: one\n02/02/2024, 09:05 - Ali: two\n",
            [("Ali", None, "one"), ("Ali", "2024-02-02T09:05:00", "two")],
            0,
        ),
        # Both a day and a month above twelve: the file contradicts itself.
        ("13/02/2024, 09:05 - A: x\n02/13/2024, 09:05 - A: y\n", [("A", None, "x"), ("A", None, "y")], 0),
    ],
)
def test_whatsapp(parts_of: Parts, chat: str, messages: list[tuple[str, str | None, str]], skipped: int) -> None:
    parts, failures = parts_of("_chat.txt", chat.encode())
    assert [(part.given.byline, part.given.published, part.body) for part in parts] == messages
    assert sum(failure.number for failure in failures) == skipped
    assert all(part.content in chat.encode() for part in parts)


def test_a_date_that_cannot_be_told_is_said_to_be(parts_of: Parts) -> None:
    parts, _ = parts_of("c.txt", b"01/02/2024, 09:05 - A: x\n03/04/2024, 09:05 - A: y\n")
    assert [part.given.published for part in parts] == [None, None]
    assert "cannot be told apart" in parts[0].notes[0].message


@pytest.mark.parametrize(
    ("source", "host"),
    [
        ("WhatsApp Chat with غرفة الأخبار.txt", "غرفة الأخبار"),
        ("دردشة واتساب مع ماهر العلي.txt", "ماهر العلي"),
        ("in/WhatsApp Chat - Newsroom.zip/_chat.txt", "Newsroom"),
        ("_chat.txt", None),
    ],
)
def test_the_name_of_a_whatsapp_chat_is_that_of_its_file(parts_of: Parts, source: str, host: str | None) -> None:
    parts, _ = parts_of(source, ANDROID.encode(), "whatsapp")
    assert {part.given.host for part in parts} == {host}


@pytest.mark.parametrize(
    "text",
    [
        "12/05/2024, 10:15 - صنعاء: وصل الوزير ماهر العلي.\nثم غادر.",
        "وصل الوزير.\n12/05/2024, 10:15 - ماهر: نص\n13/05/2024, 10:15 - ماهر: نص",
        "",
    ],
)
def test_a_text_that_is_no_chat(text: str) -> None:
    assert sniff("a.txt", text.encode()) == "text"


def test_broken_bytes_stay_in_the_kept_message(chat_words: ChatWords) -> None:
    content = b"12/05/2024, 10:16 - A: x\xff\xd8y\n13/05/2024, 10:16 - A: z\n"
    first = next(read("c.txt", "whatsapp", BytesIO(content), chat_words))
    assert isinstance(first, Part)
    assert first.content == b"12/05/2024, 10:16 - A: x\xff\xd8y\n"
    assert first.body == "x\ufffd\ufffdy"
