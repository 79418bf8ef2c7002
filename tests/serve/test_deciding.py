"""Judging at the desk: what is said holds, is logged, can be taken back; two at once lose nothing."""

import threading
from pathlib import Path
from typing import Any

import pytest

from musnad.cli import main
from musnad.store.journal import Journal

from .conftest import Served


def said(verdict: str, of: str, *things: str, **more: Any) -> dict[str, Any]:
    return {"verdict": verdict, "of": of, "things": list(things), "who": "م.", "why": "كما في النص", **more}


def visit(desk: Served) -> Any:
    """The claim of the visit to Salalah, with the number of the last decision."""
    answer = desk.get("/claims", actor="الراوي", place="صلالة")
    (claim,) = [one for one in answer["items"] if one["quote"]["text"] == "زار"]
    return claim | {"seen": answer["seen"]}


def fresh(desk: Served) -> None:
    """Wait until the links follow what was decided."""
    assert desk.desk.settle(300)


def test_a_correction_holds_is_logged_and_is_taken_back(own: Served, project: Path) -> None:
    claim = visit(own)
    made = own.post("/decisions", said("correct", "claim", claim["id"], fields={"status": "planned"}))
    (number,) = made["decisions"]
    assert (made["seen"], visit(own)["status"], visit(own)["seen"]) == (number, "planned", number)
    fresh(own)
    page = own.get(f"/pages/{claim['quote']['page']}")
    name = claim["id"].rpartition("-")[2]
    assert [ruling["kind"] for ruling in page["claims"][name]["decisions"]] == ["correct claim"]
    assert own.get(f"/explain/{claim['id']}")["decisions"][0]["who"] == "م."
    (logged,) = own.get("/decisions")["items"]
    assert (logged["id"], logged["before"]["status"], logged["after"]) == (number, "asserted", {"status": "planned"})
    assert Journal(project / "journal.jsonl").last() > 0
    back = own.post(f"/decisions/{number}/withdraw", {"who": "س."})["decisions"][0]
    assert visit(own)["status"] == "asserted"
    assert own.get("/decisions")["total"] == 0
    assert [(one["id"], one["standing"]) for one in own.get("/decisions", all=True)["items"]] == [
        (back, False),
        (number, False),
    ]
    assert own.post(f"/decisions/{number}/withdraw", {"who": "س."}, 409)["decisions"] == [number]
    own.post("/decisions/999/withdraw", {"who": "س."}, 404)
    own.desk.close()
    assert main(["doctor", "--project", str(project)]) == 0


@pytest.mark.parametrize(
    ("verdict", "status", "words"),
    [
        (said("accept", "claim", "CLAIM", who=""), 422, "who"),
        (said("accept", "claim", "CLAIM", who="  "), 422, "who"),
        (said("accept", "claim", "0000-c1"), 404, "no such page"),
        (said("accept", "claim", "../../etc/passwd"), 422, "things"),
        (said("accept", "claim"), 422, "things"),
        (said("accept", "mention", "CLAIM"), 400, "is no mention"),
        (said("merge", "claim", "CLAIM"), 400, "needs two ids or more"),
        (said("correct", "claim", "CLAIM"), 400, "FIELD=VALUE"),
        (said("correct", "claim", "CLAIM", fields={"colour": "blue"}), 400, "colour"),
        (said("correct", "claim", "CLAIM", fields={"status": "surely"}), 400, "surely"),
        (said("accept", "claim", "CLAIM", colour="blue"), 422, "colour"),
        (said("accept", "claim", "CLAIM", why="x" * 2001), 422, "why"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_says_why(own: Served, verdict: Any, status: int, words: str) -> None:
    claim = visit(own)["id"]
    verdict = verdict | {"things": [claim if one == "CLAIM" else one for one in verdict["things"]]}
    assert words in own.post("/decisions", verdict, status)["detail"]
    assert own.get("/decisions", all=True)["total"] == 0


def test_who_looked_before_another_decided_is_told_so(own: Served) -> None:
    claim, other = visit(own), own.get("/claims", limit=1)["items"][0]
    own.post("/decisions", said("accept", "claim", claim["id"], seen=claim["seen"]))
    late = said("reject", "claim", claim["id"], seen=claim["seen"], who="س.")
    answer = own.post("/decisions", late, 409)
    assert (answer["type"], answer["decisions"]) == ("urn:musnad:problem:conflict", [1])
    own.post("/decisions", said("accept", "claim", other["id"], seen=claim["seen"], who="س."))
    own.post("/decisions", late | {"seen": visit(own)["seen"]})
    assert own.get("/decisions")["total"] == 3


def test_many_at_once_lose_nothing(own: Served) -> None:
    """Ten people judge the same claim, each having looked at it before; one is heard, and the others are told."""
    claim, codes = visit(own), list[int]()

    def decide(number: int) -> None:
        verdict = said("accept", "claim", claim["id"], seen=0, who=f"م{number}")
        codes.append(own.client.post("/api/decisions", json=verdict).status_code)

    people = [threading.Thread(target=decide, args=(number,)) for number in range(10)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(codes) == [201] + [409] * 9
    assert own.get("/decisions", all=True)["total"] == 1


def test_several_are_logged_together_or_not_at_all(own: Served) -> None:
    claims = [one["id"] for one in own.get("/claims", limit=3)["items"]]
    wrong = [said("accept", "claim", one) for one in claims] + [said("accept", "claim", "0000-c1")]
    own.post("/decisions/batch", {"decisions": wrong}, 404)
    assert own.get("/decisions", all=True)["total"] == 0
    made = own.post("/decisions/batch", {"decisions": wrong[:3]})
    assert (made["decisions"], own.get("/decisions")["total"]) == ([1, 2, 3], 3)
    own.post(
        "/decisions/batch",
        {"decisions": [said("reject", "claim", claims[0], seen=3), said("reject", "claim", claims[1], seen=2)]},
    )
    assert own.get("/decisions")["total"] == 5


def test_the_same_is_said_of_others_after_a_preview(own: Served) -> None:
    visits = own.get("/claims", type="CONSULT", limit=500)["items"]
    for claim in visits:
        alike = own.get(f"/alike/{claim['id']}", limit=500)
        expected = {
            c["id"] for c in visits if (c["quote"]["text"], c["status"]) == (claim["quote"]["text"], claim["status"])
        }
        assert {one["id"] for one in alike["items"]} == expected - {claim["id"]}
    entities = own.get(f"/people/{own.get('/people', q='سالم الراوي')['items'][0]['id']}")["entities"]
    others = own.get(f"/alike/{entities[0]}")
    assert [one["quote"]["text"] for one in others["items"]] == ["سالم الراوي"]
    together = [said("correct", "entity", one, fields={"latin": "Salem al-Rawi"}) for one in entities]
    own.post("/decisions/batch", {"decisions": together})
    fresh(own)
    assert own.get("/people", q="سالم الراوي")["items"][0]["latin"] == "Salem al-Rawi"
    assert own.get(f"/alike/{entities[0]}")["total"] == 0


def test_queues_hold_what_is_to_be_judged_until_it_is(own: Served) -> None:
    totals = {one["name"]: one["total"] for one in own.get("/review", below=1)["queues"]}
    assert {name for name, total in totals.items() if total} >= {"confidence", "contradictions", "new"}
    unsure = own.get("/review/confidence", below=1)["items"]
    assert [one["claim"]["confidence"] for one in unsure] == sorted(one["claim"]["confidence"] for one in unsure)
    near = unsure[0]["near"]
    units = near["words"].encode("utf-16-le")
    start, end = near["trigger16"]
    assert units[2 * start : 2 * end].decode("utf-16-le") == unsure[0]["claim"]["quote"]["text"]
    own.post("/decisions", said("accept", "claim", unsure[0]["claim"]["id"]))
    assert own.get("/review/confidence", below=1)["total"] == totals["confidence"] - 1
    conflict = own.get("/review/contradictions")["items"][0]
    assert len({version["value"] for version in conflict["conflict"]["versions"]}) > 1
    own.post("/decisions", said("accept", "claim", conflict["claims"][0]["id"]))
    assert own.get("/review/contradictions")["total"] < totals["contradictions"]
    new = own.get("/review/new")["items"][0]["people"][0]
    own.post("/decisions", said("accept", "entity", new["entities"][0]))
    fresh(own)
    assert new["id"] not in {one["people"][0]["id"] for one in own.get("/review/new", limit=500)["items"]}


def test_two_of_one_name_are_merged_or_parted_once(own: Served) -> None:
    (person,) = own.get("/people", q="سالم الراوي")["items"]
    entities = own.get(f"/people/{person['id']}")["entities"]
    own.post("/decisions", said("split", "entity", *sorted(entities)))
    fresh(own)
    assert own.get("/people", q="سالم الراوي")["total"] == 2
    assert own.get("/review/merges")["total"] == 0
    own.post("/decisions/1/withdraw", {"who": "م."})
    fresh(own)
    assert own.get("/people", q="سالم الراوي")["total"] == 1


def test_two_code_without_knowing_of_each_other(own: Served) -> None:
    first = own.get("/coding", who="س.", limit=3)["items"]
    own.post("/decisions", said("correct", "claim", first[0]["claim"]["id"], fields={"status": "possible"}))
    rejected = own.post("/decisions", said("reject", "claim", first[2]["claim"]["id"]))["decisions"][0]
    assert own.get("/coding", who="س.", limit=3)["items"] == first
    for number, item in enumerate(first):
        own.post("/decisions", said("accept", "claim", item["claim"]["id"], who="س.", blind=True))
        if number:
            own.post("/decisions", said("reject", "claim", item["claim"]["id"], who="ن.", blind=True))
    assert own.get("/coding", who="ن.", after="س.")["total"] == 1
    found = own.get("/agreement", first="س.", second="ن.")
    assert (found["both"], found["only"], found["verdicts"]) == (2, [1, 0], 0.0)
    assert visit(own)["status"] == "asserted"
    assert rejected in {one["id"] for one in own.get("/decisions")["items"]}


def test_what_was_not_read_is_added_and_shown(own: Served) -> None:
    page = own.get(f"/pages/{visit(own)['quote']['page']}")
    start = page["record"]["text"].index("ناجحة")
    fields = {"place": f"{start}-{start + 5}", "kind": "ORG"}
    added = said("add", "mention", page["page"]["hash"], fields=fields, seen=page["seen"])
    own.post("/decisions", added)
    after = own.get(f"/pages/{page['page']['hash']}")
    (mention,) = [m for m in after["record"]["mentions"] if m["start"] == start]
    assert (mention["text"], mention["kind"]) == ("ناجحة", "ORG")
    assert [ruling["kind"] for ruling in after["judged"][mention["id"]]] == ["add mention"]
    own.post("/decisions", added, 409)
    own.post("/decisions", said("reject", "mention", f"{page['page']['id']}-{mention['id']}"))
    assert len(own.get(f"/pages/{page['page']['hash']}")["record"]["mentions"]) == len(page["record"]["mentions"])


def test_links_can_be_left_as_they_are(serve: Any, project: Path) -> None:
    desk = serve(project, links=False)
    desk.post("/decisions", said("reject", "claim", visit(desk)["id"]))
    assert desk.get("/project") | {"behind": True, "linking": False} == desk.get("/project")
