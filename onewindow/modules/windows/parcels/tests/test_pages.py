"""The hand-out desk: who may come in, what stands on it, and what never stands in an address."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.urls import reverse

from onewindow.kernel.store.statements import one
from onewindow.kernel.testing.city import LI_ID, MONDAY, valid_id
from onewindow.modules.windows.models import Parcel
from onewindow.modules.windows.parcels import actions, codes
from onewindow.modules.windows.parcels.filling import fill
from onewindow.modules.windows.parcels.tests.visit import hall_of, matter, person, visit

CARD = valid_id(LI_ID[:17])


@pytest.fixture
def desk(city, client):
    hall = hall_of(city)
    wang = city.actor("wang")
    sitting = visit(hall, person(city, "li"), actor=wang)
    inside = matter(sitting, "passport.ordinary")
    matter(sitting, "permit.hongkong", person_id=person(city, "zhou"))
    fill(sitting.ticket_id, now=MONDAY)
    actions.lay_in(content_id=inside.content.id, actor=wang, now=MONDAY)
    client.force_login(city.accounts["wang"])
    parcel = Parcel.objects.get(state="ready")
    return SimpleNamespace(city=city, client=client, hall=hall, parcel=parcel, sitting=sitting)


def page(desk, name, *args, **query):
    return desk.client.get(reverse(name, args=args), query)


def test_the_list_names_the_slot_and_masks_the_person(desk):
    shown = page(desk, "windows-parcels").content.decode()
    assert "A-01" in shown and "李*一" in shown and "李一一" not in shown


@pytest.mark.parametrize("which", ["ready", "mail", "sent", "open", "unclaimed", "taken", "nonsense"])
def test_every_list_can_be_drawn(desk, which):
    assert page(desk, "windows-parcels", list=which).status_code == 200


@pytest.mark.parametrize("name", ["zhao", "chen", "he"])
def test_who_does_not_hand_out_in_this_hall_gets_404(desk, name):
    desk.client.force_login(desk.city.accounts[name])
    assert page(desk, "windows-parcels", hall="hm").status_code == 404
    assert page(desk, "windows-parcels-visit", desk.parcel.ticket_id).status_code == 404
    given = desk.client.post(reverse("windows-parcels-give", args=[desk.parcel.ticket_id]), {"id_no": CARD})
    assert given.status_code == 404


def test_a_resident_is_turned_away(desk):
    desk.client.force_login(desk.city.accounts["li"])
    assert page(desk, "windows-parcels").status_code == 403


def test_the_number_finds_the_visit_and_hands_it_out(desk):
    code = codes.said_again(desk.hall.id, desk.parcel.ticket_id, desk.parcel.code_hash)
    found = desk.client.post(reverse("windows-parcels-find"), {"hall": "hm", "code": code})
    assert f'value="{code}"' in found.content.decode()
    given = desk.client.post(
        reverse("windows-parcels-give", args=[desk.parcel.ticket_id]),
        {"parcel": [desk.parcel.id], "by": "self", "code": code},
    )
    assert given.status_code == 302 and code not in given["Location"]
    assert Parcel.objects.get(id=desk.parcel.id).state == "taken"


def test_a_refusal_keeps_what_the_clerk_has_typed(desk):
    answer = desk.client.post(
        reverse("windows-parcels-give", args=[desk.parcel.ticket_id]),
        {"parcel": [desk.parcel.id], "by": "proxy", "name": "王五五", "id_no": valid_id("32040219850505007")},
    )
    shown = answer.content.decode()
    assert answer.status_code == 403 and "没有看到代领人可以代领的材料" in shown
    assert 'value="王五五"' in shown and 'value="proxy" checked' in shown
    assert Parcel.objects.get(id=desk.parcel.id).state == "ready"


def test_an_unknown_number_says_what_to_do(desk):
    found = desk.client.post(reverse("windows-parcels-find"), {"hall": "hm", "code": "000000"})
    assert found.status_code == 404 and "取件码" in found.content.decode()
    assert desk.client.post(reverse("windows-parcels-find"), {"hall": "hm"}).status_code == 422


def test_a_parcel_of_another_visit_is_not_given_with_this_one(desk):
    other = visit(desk.hall, person(desk.city, "li"), actor=desk.city.actor("wang"))
    matter(other, "passport.ordinary")
    fill(other.ticket_id, now=MONDAY)
    asked = reverse("windows-parcels-give", args=[other.ticket_id])
    assert desk.client.post(asked, {"parcel": [desk.parcel.id], "id_no": CARD}).status_code == 404


def test_a_paper_laid_in_mailed_and_come_back_by_hand(desk):
    waiting = Parcel.objects.get(state="open")
    content = waiting.contents.get()

    def act(name, **given):
        answer = desk.client.post(reverse("windows-parcels-act", args=[waiting.id, name]), given)
        assert answer.status_code == 302, answer.content.decode()
        return Parcel.objects.get(id=waiting.id)

    assert act("lay_in", content=content.id).state == "ready"
    assert act("to_mail", address="常州市天宁区花园路12号3幢501室").way == "mail"
    assert "花园路12号" in page(desk, "windows-parcels-visit", waiting.ticket_id).content.decode()
    assert one("select count(*) as n from journal_reading where 'address' = any(what)")["n"] == 1
    assert act("send", carrier="ems", waybill="EB123456789CN").state == "sent"
    assert act("came_back").state == "returned"
    assert act("to_shelf").state == "ready"
    unknown = desk.client.post(reverse("windows-parcels-act", args=[waiting.id, "burn"]))
    assert unknown.status_code == 404
