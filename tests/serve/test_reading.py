"""What the desk answers is what the command line answers; lists come whole in parts; places are where their words are."""

import json
from pathlib import Path
from typing import Any

import pytest

from musnad.cli import main

from .conftest import Serve, Served

FILTERS: list[dict[str, Any]] = [
    {},
    {"actor": "الراوي"},
    {"party": "الراوي", "type": "CONSULT"},
    {"status": "asserted", "since": "2024-05-01", "until": "2024-05-31"},
    {"outlet": "صحيفة الساحل"},
    {"source": "الشرطة"},
    {"source_kind": "official"},
    {"place": "صلالة"},
    {"denied": True},
    {"disagreeing": True},
    {"min_roots": 2},
    {"party": "لا أحد بهذا الاسم"},
    {"type": ["CONSULT", "ASSAULT"], "outlet": ["صحيفة الساحل", "راديو الجبل"]},
    {"party": ["الراوي", "الشرطة"], "status": ["asserted", "planned"]},
    {"place": ["صلالة", "صور"], "source_kind": ["official", "unnamed"]},
]
"""Filters as the address bar holds them; the command line's are the same with dashes."""
LISTS = {
    "pages": "hash",
    "events": "id",
    "claims": "id",
    "people": "id",
    "conflicts": "event",
    "silences": "event",
    "review/confidence": "claim",
    "review/new": "people",
    "coding": "claim",
}
"""The routes of lists, with that of each thing by which it is known again."""


def cli(capsys: pytest.CaptureFixture[str], *asked: str) -> Any:
    capsys.readouterr()
    main(asked)
    return json.loads(capsys.readouterr().out)


def bare(value: Any) -> Any:
    """An answer without what only browsers need."""
    if isinstance(value, dict):
        return {n: bare(v) for n, v in value.items() if not n.endswith("16") and n not in {"phrases", "seen"}}
    return [bare(one) for one in value] if isinstance(value, list) else value


def options(filters: dict[str, Any]) -> list[str]:
    every = [(name, one) for name, value in filters.items() for one in (value if isinstance(value, list) else [value])]
    given = [(f"--{name.replace('_', '-')}", value) for name, value in every]
    return [part for name, value in given for part in ([name] if value is True else [name, str(value)])]


@pytest.mark.parametrize("filters", FILTERS, ids=lambda one: " ".join(one) or "none")
@pytest.mark.parametrize(("command", "key"), [("events", "events"), ("conflicts", "conflicts"), ("silence", "events")])
def test_filters_find_what_the_command_line_finds(  # noqa: PLR0917 - pytest gives them by name
    served: Served, made: Path, capsys: pytest.CaptureFixture[str], command: str, key: str, filters: dict[str, Any]
) -> None:
    found = cli(capsys, command, *options(filters), "--limit", "500", "--json", "--project", str(made))
    route = {"silence": "silences"}.get(command, command)
    answer = served.get(f"/{route}", **filters, limit=500)
    items = (
        [{n: v for n, v in one.items() if n != "summary"} for one in answer["items"]]
        if key == "conflicts"
        else answer["items"]
    )
    assert (answer["total"], bare(items)) == (found["total"], bare(found[key]))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("actor", ["الراوي", "مسلحون"]),
        ("party", ["الراوي", "مسلحون"]),
        ("type", ["CONSULT", "assault"]),
        ("status", ["asserted", "planned"]),
        ("place", ["صلالة", "صور", "ARE"]),
        ("outlet", ["صحيفة الساحل", "راديو الجبل"]),
        ("source", ["الشرطة", "الحارثي"]),
        ("source_kind", ["official", "person"]),
    ],
)
@pytest.mark.parametrize("route", ["events", "pages"])
def test_of_several_values_any_will_do(served: Served, route: str, name: str, values: list[str]) -> None:
    def found(value: Any) -> set[str]:
        answer = served.get(f"/{route}", **{name: value}, limit=500)
        return {one["hash" if route == "pages" else "id"] for one in answer["items"]}

    parts = [found(value) for value in values]
    assert found(values) == set().union(*parts)
    assert route == "pages" or len(found(values)) > len(parts[0])


@pytest.mark.parametrize(
    "filters", [{"party": "الراوي"}, {"outlet": ["راديو الجبل"]}, {"type": ["CONSULT", "ASSAULT"]}]
)
def test_queues_keep_to_the_filters(served: Served, filters: dict[str, Any]) -> None:
    def queue(name: str, **asked: Any) -> list[Any]:
        items: list[Any] = served.get(f"/review/{name}", below=1, limit=500, **asked)["items"]
        return items

    claims = {one["id"] for one in served.get("/claims", **filters, limit=500)["items"]}
    unsure = {one["claim"]["id"] for one in queue("confidence")}
    assert {one["claim"]["id"] for one in queue("confidence", **filters)} == claims & unsure
    every, fitting = ([one["people"][0]["name"] for one in queue("new", **asked)] for asked in ({}, filters))
    assert fitting == [name for name in every if name in fitting]
    assert 0 < len(fitting) < len(every)
    totals = {one["name"]: one["total"] for one in served.get("/review", below=1, **filters)["queues"]}
    assert totals["new"] == len(fitting)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda one: " ".join(one) or "none")
def test_each_database_answers_the_same(
    serve: Serve, served: Served, in_postgres: Path, filters: dict[str, Any]
) -> None:
    other = serve(in_postgres, read_only=True)
    for route in ("events", "claims", "pages", "timeline", "network", "map", "review", "review/new"):
        assert other.get(f"/{route}", **filters) == served.get(f"/{route}", **filters), route


@pytest.mark.parametrize("words", ["الراوي", "وزير", "مسقط", "هجوم"])
def test_search_finds_what_the_command_line_finds(
    served: Served, made: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    found = cli(capsys, "search", words, "--json", "--limit", "500", "--project", str(made))
    answer = served.get("/pages", q=words, limit=500)
    assert answer["total"] == found["total"] > 0
    assert [one["hash"] for one in answer["items"]] == [one["hash"] for one in found["pages"]]
    for shown, expected in zip(answer["items"], found["pages"], strict=True):
        assert [(q["start"], q["end"], q["text"]) for q in shown["snippets"]] == [
            (place["start"], place["end"], place["text"]) for place in expected["places"]
        ]


def test_one_thing_is_what_the_command_line_shows(
    served: Served, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--json", "--project", str(made))
    for one in served.get("/events", sort="roots", limit=3)["items"]:
        shown = served.get(f"/events/{one['id']}")
        claims = [{n: v for n, v in claim.items() if n != "event"} for claim in shown["claims"]]
        assert bare(shown | {"claims": claims}) == bare(cli(capsys, "event", one["id"], *at))
        assert bare(served.get(f"/threads/{one['id']}")) == bare(cli(capsys, "thread", one["id"], *at))
    explained = cli(capsys, "explain", one["id"], *at)
    explained["with"] = explained.pop("with_")
    assert bare(served.get(f"/explain/{one['id']}")) == bare(explained)
    for person in cli(capsys, "who", "الراوي", *at)["people"]:
        shown = served.get(f"/people/{person['id']}")
        assert shown.pop("entities")
        assert bare(shown) == bare(person)
    found = cli(capsys, "stats", *at)
    assert served.get("/stats") | {"bytes": 0} == found | {"bytes": 0}


@pytest.mark.parametrize(("route", "key"), LISTS.items())
def test_lists_come_whole_in_parts(served: Served, route: str, key: str) -> None:
    asked = {"who": "م."} if route == "coding" else {"below": 1} if route.startswith("review") else {}
    whole = served.get(f"/{route}", **asked, limit=500)
    parts: list[Any] = []
    offset: int | None = 0
    while offset is not None:
        part = served.get(f"/{route}", **asked, limit=3, offset=offset)
        assert (part["total"], len(part["items"]) <= 3) == (whole["total"], True)
        parts, offset = parts + part["items"], part["next"]
    assert [one[key] for one in parts] == [one[key] for one in whole["items"]]
    assert len(parts) == whole["total"] > 0
    assert served.get(f"/{route}", **asked, offset=whole["total"] + 5)["items"] == []


@pytest.mark.parametrize("route", LISTS)
def test_a_parameter_that_is_given_twice_is_refused(served: Served, route: str) -> None:
    answer = served.client.get(f"/api/{route}?limit=3&limit=4")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert "limit: is given more than once" in answer.json()["detail"]


def places(value: Any) -> list[dict[str, Any]]:
    found = [value] if isinstance(value, dict) and "start16" in value and value["start"] is not None else []
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return found + [place for one in inside for place in places(one)]


def test_places_are_where_their_words_are_for_a_browser(served: Served) -> None:
    astral = 0
    for item in served.get("/pages", limit=500)["items"]:
        page = served.get(f"/pages/{item['hash']}")
        text = page["record"]["text"]
        units = text.encode("utf-16-le")
        every = places(page)
        assert len(every) > 10
        for place in every:
            words = text[place["start"] : place["end"]]
            assert units[2 * place["start16"] : 2 * place["end16"]].decode("utf-16-le") == words
            assert words == place.get("text", place.get("trigger", words))
            astral += place["start16"] != place["start"]
    assert astral


def test_quotes_stand_in_their_sentences(served: Served) -> None:
    seen = 0
    for claim in served.get("/claims", limit=500)["items"]:
        quote = claim["quote"]
        units = quote["sentence"].encode("utf-16-le")[2 * quote["at16"] :][: 2 * quote["length16"]]
        assert units.decode("utf-16-le") == quote["text"]
        seen += quote["at16"] != quote["at"]
    assert seen


def test_a_page_has_its_versions_events_and_people(served: Served) -> None:
    (kin,) = [one for one in served.get("/pages", q="ساعة")["items"] if one["versions"] == 2]
    page = served.get(f"/pages/{kin['id']}")
    assert page["page"]["hash"] == kin["hash"]
    assert [version["current"] for version in served.get(f"/pages/{kin['id']}/versions")] == [False, True]
    (change,) = served.get(f"/pages/{kin['id']}/versions")[1]["changes"]
    assert (change["before"]["text"], change["after"]["text"]) == ("ساعتين", "ساعة")
    for claim in page["claims"].values():
        event = served.get(f"/events/{claim['event']}")
        assert (event["summary"]["pages"], event["summary"]["roots"]) == (claim["pages"], claim["roots"])
        assert claim["id"] in {one["id"] for one in event["claims"]}
    assert {served.get(f"/people/{person}")["id"] for person in page["people"].values()} == set(page["people"].values())


def test_claims_are_told_in_plain_words(served: Served) -> None:
    (claim,) = [
        c for c in served.get("/claims", actor="الراوي", type="CONSULT")["items"] if c["quote"]["text"] == "اجتمع"
    ]
    arabic, english = ("".join(p["text"] for p in claim["phrases"][language]["words"]) for language in ("ar", "en"))
    assert arabic == "لقاء أو محادثات من جانب سالم الراوي، ناصر الحارثي، في مسقط"
    assert english.startswith("meeting or talks by ")
    page = served.get(f"/pages/{claim['quote']['page']}")["record"]["text"]
    given = [p for p in claim["phrases"]["ar"]["words"] if p["given"]]
    assert [page[p["start"] : p["end"]] for p in given] == ["سالم الراوي", "ناصر الحارثي", "مسقط"]


def test_timelines_count_every_event(served: Served) -> None:
    found = served.get("/timeline", lanes="type", most_lanes=100, most_items=5000)
    assert found["total"] == served.get("/events")["total"]
    assert sum(lane["events"] for lane in found["lanes"]) == found["total"]
    assert len(found["items"]) + found["undated"] == found["total"]
    sure = {one["id"] for one in found["items"] if one["first"] == one["last"]}
    by_day = served.get("/timeline", unit="day", lanes="actor")
    assert sum(one["events"] for one in by_day["bins"]) == len(sure) + sum(
        one["first"] is None or one["last"] is None for one in found["items"]
    )
    assert by_day["lanes"][0]["events"] >= by_day["lanes"][-1]["events"] > 0


def test_networks_show_who_acts_and_who_quotes_with_evidence(served: Served) -> None:
    for mode in ("deeds", "quotes"):
        found = served.get("/network", mode=mode)
        nodes = {node["id"]: node["name"] for node in found["nodes"]}
        assert found["edges"]
        for edge in found["edges"]:
            assert {edge["source"], edge["target"]} <= nodes.keys()
            claims = served.get("/network/edge", mode=mode, **{"from": edge["source"], "to": edge["target"]})
            assert claims["total"] >= edge["events"] > 0
        one = found["edges"][0]["source"]
        around = served.get("/network", mode=mode, center=one)["edges"]
        assert {frozenset((e["source"], e["target"])) for e in found["edges"] if one in (e["source"], e["target"])} <= {
            frozenset((e["source"], e["target"])) for e in around
        }
    deeds = served.get("/network", party="الراوي")
    names = {node["id"]: node["name"] for node in deeds["nodes"]}
    edges = [({names[edge["source"]], names[edge["target"]]}, edge["quads"]) for edge in deeds["edges"]]
    assert ({"سالم الراوي", "ناصر الحارثي"}, {"1": 1}) in edges


def test_maps_count_what_has_no_place(served: Served) -> None:
    found = served.get("/map")
    assert (
        found["placed"] + found["only_country"] + found["unplaced"] == found["total"] == served.get("/events")["total"]
    )
    assert sum(spot["events"] for spot in found["spots"]) == found["placed"] > 0
    assert {spot["precision"] for spot in found["spots"]} <= {"code", "city", "district", "state"}
    (salalah,) = [spot for spot in served.get("/map", place="صلالة")["spots"] if spot["name"] == "صلالة"]
    assert (round(salalah["lat"]), round(salalah["lon"]), salalah["country"]) == (17, 54, "OMN")


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        ("csv", {"party": "الراوي"}), ("csv", {"table": "events", "type": "CONSULT"}), ("jsonl", {"q": "ساعة", "pages": True}),
        ("parquet", {"table": "entities"}), ("plover", {}), ("polecat", {}), ("acled", {}), ("graphml", {}),
        ("geojson", {"by": "event"}), ("ftm", {}), ("decisions", {}),
    ],
)  # fmt: skip
def test_views_are_exported_as_attachments(served: Served, form: str, asked: dict[str, Any]) -> None:
    answer = served.client.get(f"/api/export/{form}", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content or form == "decisions"


def test_exports_hold_what_the_view_shows(served: Served) -> None:
    claims = served.get("/claims", party="الراوي")
    rows = served.client.get("/api/export/csv", params={"party": "الراوي"}).text.splitlines()
    assert len(rows) == 1 + claims["total"] > 1
    event = claims["items"][0]["event"]
    lines = served.client.get("/api/export/jsonl", params={"event": event}).text.splitlines()
    assert len(lines) == served.get(f"/events/{event}")["summary"]["pages"]
    for form, begin in (("html", b"<!doctype html>"), ("docx", b"PK")):
        dossier = served.client.get(f"/api/dossiers/{event}", params={"format": form})
        assert dossier.content[:15].lower().startswith(begin.lower())
        assert dossier.headers["content-disposition"].startswith("attachment")


def test_what_is_unchanged_is_not_sent_again(own: Served) -> None:
    first = own.client.get("/api/events")
    again = own.client.get("/api/events", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    claim = first.json()["items"][0]["id"]
    own.post("/decisions", {"verdict": "accept", "of": "claim", "things": [claim], "who": "م."})
    later = own.client.get("/api/events", headers={"If-None-Match": first.headers["etag"]})
    assert later.status_code == 200


def test_what_another_program_writes_is_seen(own: Served, project: Path) -> None:
    before = own.get("/pages")["total"]
    new = project.parent / "new.txt"
    new.write_text("خبر\n\nوصل الوفد الطبي إلى نزوى أمس.\n", encoding="utf-8")
    assert main(["add", str(new), "--project", str(project)]) == 0
    assert own.get("/pages")["total"] == before + 1
