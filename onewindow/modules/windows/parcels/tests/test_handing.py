"""Handing out goes to the right hands, once, and what a proxy showed is kept sealed."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.store.statements import one, rows
from onewindow.kernel.store.vault import unseal_json
from onewindow.kernel.testing.city import LI_ID, MONDAY, valid_id
from onewindow.modules.windows.models import Parcel
from onewindow.modules.windows.parcels import actions, codes, handing, queries, rounds, shelf
from onewindow.modules.windows.parcels.filling import fill
from onewindow.modules.windows.parcels.handing import Proof, hand_out
from onewindow.modules.windows.parcels.state import NoSuchParcel, NotNow
from onewindow.modules.windows.parcels.tests.visit import came_for, hall_of, matter, person, visit

LATER = MONDAY + timedelta(hours=3)
CARD = valid_id(LI_ID[:17])
STRANGER = valid_id("32040219850505007")


@pytest.fixture
def room(city):
    hall = hall_of(city)
    return SimpleNamespace(
        city=city, hall=hall, wang=city.actor("wang"), li=person(city, "li"), zhou=person(city, "zhou")
    )


def ready(room, *, of=None, also=()):
    """A parcel that can be fetched; `also` are items that are not there yet."""
    sitting = visit(room.hall, room.li, actor=room.wang)
    inside = matter(sitting, "passport.ordinary", person_id=of)
    for item in also:
        matter(sitting, item, person_id=of)
    fill(sitting.ticket_id, now=LATER)
    actions.lay_in(content_id=inside.content.id, actor=room.wang, now=LATER)
    parcel = Parcel.objects.get(id=inside.content.parcel_id)
    if parcel.state == "open":
        parcel = actions.call_ready(parcel_id=parcel.id, actor=room.wang, now=LATER)
    return parcel


def code_of(parcel) -> str:
    return codes.said_again(parcel.hall_id, parcel.ticket_id, parcel.code_hash)


def give(room, parcel, **proof):
    return hand_out(parcel_ids=[parcel.id], proof=Proof(**proof), actor=room.wang, now=LATER)[0]


def test_six_digits_or_the_persons_own_card_open_a_parcel(room):
    with_code, with_card = ready(room), ready(room)
    taken = give(room, with_code, code=code_of(with_code))
    assert (taken.state, taken.taken_by, taken.given_by, taken.slot) == ("taken", "self", room.wang.id, "")
    assert give(room, with_card, id_no=CARD).state == "taken"


def test_a_wrong_number_and_a_strangers_card_open_nothing(room):
    parcel = ready(room)
    wrong = f"{(int(code_of(parcel)) + 1) % 10**6:06d}"
    for proof in ({"code": wrong}, {"code": ""}, {"id_no": STRANGER}):
        with pytest.raises(handing.NotTheirs):
            give(room, parcel, **proof)
    assert Parcel.objects.get(id=parcel.id).state == "ready"


def test_a_parcel_is_given_once(room):
    parcel = ready(room)
    give(room, parcel, id_no=CARD)
    with pytest.raises(NotNow) as refused:
        give(room, parcel, id_no=CARD)
    assert "已领走" in refused.value.sentence


def test_a_proxy_shows_a_card_and_a_paper_and_both_are_kept_sealed(room):
    parcel = ready(room)
    proxy = {"by": "proxy", "name": "王五五", "id_no": STRANGER}
    with pytest.raises(handing.NoMandate):
        give(room, parcel, **proxy, code=code_of(parcel))
    for gone in ("name", "id_no"):
        with pytest.raises(BadAnswers) as refused:
            give(room, parcel, **{**proxy, gone: ""}, paper_seen=True)
        assert gone in refused.value.errors
    taken = Parcel.objects.get(id=give(room, parcel, **proxy, paper_seen=True).id)
    assert taken.taken_by == "proxy"
    assert unseal_json(taken.proxy_sealed, f"parcel:{taken.id}:proxy") == {"name": "王五五", "id_no": STRANGER}
    assert STRANGER.encode() not in bytes(taken.proxy_sealed)
    lines = " ".join(
        row["facts"] for row in rows("select facts::text as facts from journal_line where about = 'visit'")
    )
    assert STRANGER not in lines and "王五五" not in lines


def test_a_parent_who_came_with_the_child_fetches_for_it_on_their_own_card(room):
    parcel = ready(room, of=room.zhou)
    sitting = parcel.ticket.sittings.get()
    parent = {"by": "guardian", "name": "李一一", "id_no": CARD}
    with pytest.raises(handing.NoMandate):
        give(room, parcel, **parent)
    came_for(sitting, room.zhou, "child")
    with pytest.raises(handing.NoMandate):
        give(room, parcel, **{**parent, "id_no": STRANGER})
    assert give(room, parcel, **parent).taken_by == "guardian"


def test_one_of_a_family_takes_it_all_and_each_parcel_says_as_whom(room):
    sitting = visit(room.hall, room.li, actor=room.wang)
    inside = [matter(sitting, "passport.ordinary", person_id=who) for who in (room.li, room.zhou)]
    came_for(sitting, room.zhou, "kin")
    fill(sitting.ticket_id, now=LATER)
    for one_ in inside:
        actions.lay_in(content_id=one_.content.id, actor=room.wang, now=LATER)
    ids = list(Parcel.objects.order_by("id").values_list("id", flat=True))
    proof = {"by": "proxy", "name": "李一一", "id_no": CARD}
    with pytest.raises(handing.NoMandate) as refused:
        hand_out(parcel_ids=ids, proof=Proof(**proof), actor=room.wang, now=LATER)
    assert "近亲属" in refused.value.sentence
    given_ = hand_out(parcel_ids=ids, proof=Proof(**proof, paper_seen=True), actor=room.wang, now=LATER)
    assert [(one_.taken_by, bool(one_.proxy_sealed)) for one_ in given_] == [("self", False), ("kin", True)]


def test_everything_of_a_family_goes_out_at_once_or_not_at_all(room):
    mine = ready(room)
    theirs = ready(room, of=room.zhou)
    with pytest.raises(handing.NotTheirs):
        hand_out(parcel_ids=[mine.id, theirs.id], proof=Proof(id_no=CARD), actor=room.wang, now=LATER)
    assert set(Parcel.objects.values_list("state", flat=True)) == {"ready"}


def test_all_parcels_of_one_visit_have_one_number(room):
    sitting = visit(room.hall, room.li, actor=room.wang)
    for who in (room.li, room.zhou):
        matter(sitting, "passport.ordinary", person_id=who)
    fill(sitting.ticket_id, now=LATER)
    for parcel in queries.of_visit(sitting.ticket_id):
        actions.lay_in(content_id=parcel.contents[0].id, actor=room.wang, now=LATER)
    first, second = Parcel.objects.order_by("id")
    assert first.code_hash == second.code_hash and first.slot != second.slot
    assert handing.by_code(room.hall.id, code_of(first)) == sitting.ticket_id
    assert handing.by_card(room.hall.id, CARD, actor=room.wang, now=LATER) == sitting.ticket_id


def test_what_is_not_there_yet_waits_in_a_parcel_of_its_own(room):
    parcel = ready(room, also=["permit.hongkong"])
    give(room, parcel, id_no=CARD)
    gone, waits = queries.of_visit(parcel.ticket_id)
    assert [one.title for one in gone.contents] == ["普通护照"] and gone.state == "taken"
    assert [one.title for one in waits.contents] == ["往来港澳通行证和签注"] and waits.state == "open"
    fill(parcel.ticket_id, now=LATER)
    assert len(queries.of_visit(parcel.ticket_id)) == 2


def test_a_neighbours_clerk_neither_finds_nor_gives(room):
    parcel = ready(room)
    with pytest.raises(NoSuchParcel):
        hand_out(parcel_ids=[parcel.id], proof=Proof(id_no=CARD), actor=room.city.actor("zhao"), now=LATER)
    with pytest.raises(NoSuchParcel):
        handing.by_code(room.hall.id + 1, code_of(parcel))


def test_mail_leaves_the_slot_and_carries_its_waybill(room):
    parcel = ready(room)
    with pytest.raises(BadAnswers):
        actions.send(parcel_id=parcel.id, carrier="ems", waybill="1234567890", actor=room.wang, now=LATER)
    mailed = actions.to_mail(parcel_id=parcel.id, address="常州市天宁区花园路12号3幢501室", actor=room.wang, now=LATER)
    assert mailed.slot == "" and actions.address_of(mailed).endswith("501室")
    assert "花园路".encode() not in bytes(mailed.address_sealed)
    with pytest.raises(BadAnswers) as refused:
        actions.send(parcel_id=parcel.id, carrier="bird", waybill="?", actor=room.wang, now=LATER)
    assert set(refused.value.errors) == {"carrier", "waybill"}
    for _ in range(2):
        actions.send(parcel_id=parcel.id, carrier="ems", waybill=" ab1234567890", actor=room.wang, now=LATER)
    assert actions.came_back(parcel_id=parcel.id, actor=room.wang, now=LATER).state == "returned"
    again = actions.to_shelf(parcel_id=parcel.id, actor=room.wang, now=LATER)
    assert again.state == "ready" and again.slot and again.waybill == ""
    assert one("select count(*) as n from journal_line where act = 'parcel_sent'")["n"] == 1


def test_reminders_come_every_seven_days_with_the_same_number_and_never_twice(room):
    parcel = ready(room)
    assert rounds.remind(now=LATER + timedelta(days=6)) == 0
    for day in (7, 14):
        assert rounds.remind(now=LATER + timedelta(days=day)) == 1
        assert rounds.remind(now=LATER + timedelta(days=day)) == 0
    said = rows("select words from ow_notices_message where title = '您有件还没领' and channel = 'inbox'")
    assert len(said) == 2 and all(code_of(parcel) in row["words"] for row in said)


def test_a_message_names_neither_the_matter_nor_the_person(room):
    ready(room)
    (said,) = rows("select words from ow_notices_message where channel = 'inbox'")
    assert "护照" not in said["words"] and "李" not in said["words"]


def test_after_sixty_days_the_slot_is_free_and_the_parcel_can_still_be_fetched(room):
    parcel = ready(room)
    assert rounds.set_aside(now=LATER + timedelta(days=59)) == 0
    assert [rounds.set_aside(now=LATER + timedelta(days=60)) for _ in range(2)] == [1, 0]
    kept = Parcel.objects.get(id=parcel.id)
    assert (kept.state, kept.slot) == ("unclaimed", "")
    assert rounds.remind(now=LATER + timedelta(days=90)) == 0
    assert ready(room).slot == parcel.slot
    assert give(room, kept, id_no=CARD).state == "taken"


def test_a_number_that_another_visit_uses_is_passed_over():
    first, kept = codes.fresh(1, 7, set())
    second, other = codes.fresh(1, 7, {kept})
    assert first != second and codes.said_again(1, 7, other) == second
    assert codes.said_again(1, 7, "no such hash") == ""
    assert not codes.opens(2, first, kept), "the number of one hall opens nothing in another"


@given(st.integers(1, 10**9), st.integers(1, 1000))
def test_every_number_has_six_digits_and_can_be_said_again(ticket, hall):
    code, kept = codes.fresh(hall, ticket, set())
    assert len(code) == 6 and code.isdigit() and codes.said_again(hall, ticket, kept) == code


@given(st.sets(st.sampled_from(list(shelf.slots()))))
def test_the_next_free_slot_is_never_a_taken_one(taken):
    if len(taken) == len(list(shelf.slots())):
        return
    assert shelf.next_free(taken) not in taken
