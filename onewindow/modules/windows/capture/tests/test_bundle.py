"""One bundle a visit: values with their source, sealed, and taken over only when somebody looked."""

from __future__ import annotations

import pytest

from onewindow.kernel.ground.refusal import BadAnswers
from onewindow.kernel.people.models import Person
from onewindow.kernel.store.statements import one, rows
from onewindow.kernel.testing.city import valid_id
from onewindow.modules.windows.capture import actions, ocr, queries
from onewindow.modules.windows.capture.bundles import NoSuchPiece, NoSuchVisit, NotOfThisVisit, VisitOver
from onewindow.modules.windows.capture.confirming import OtherPerson, confirm
from onewindow.modules.windows.capture.counter import NoSuchDevice, card_reader
from onewindow.modules.windows.capture.devices import NoCard
from onewindow.modules.windows.capture.simulated import SimulatedReader, as_jpeg, drawn_card, drawn_portrait, stranger
from onewindow.modules.windows.models import Bundle, Companion, Matter, Piece, Sitting, Ticket, Value
from onewindow.modules.windows.staffing.reach import NoSuchHall
from onewindow.modules.windows.staffing.tests.small_hall import small_hall


def scanned(zone, picture=None, paper="id_card"):
    data = as_jpeg(picture or drawn_card(SimulatedReader(stranger(1), zone.now.date()).read()))
    return actions.add_scan(person_id=zone.person, paper=paper, data=data, name="a.jpg", device="测试相机", **zone.by())


def test_a_card_is_read_and_used_only_after_somebody_looked(zone):
    piece = zone.card()
    assert queries.prefill(zone.ticket.id, zone.person) == {}
    zone.confirmed(piece)
    filled = queries.prefill(zone.ticket.id, zone.person)
    assert (filled["name"], filled["id_no"][:6]) == ("李一一", "320402")
    assert set(queries.sources(zone.ticket.id, zone.person).values()) == {"card"}


def test_no_value_lies_in_the_table_as_it_is(zone):
    piece = zone.card()
    number = queries.text_of(piece.values.get(field="id_no"))
    kept = b"".join(bytes(value.sealed) for value in Value.objects.all())
    assert number.encode() not in kept and "李一一".encode() not in kept
    assert piece.values.get(field="id_no").checked == "校验位相符"


def test_a_sealed_value_moved_to_another_field_does_not_open(zone):
    piece = zone.card()
    number = piece.values.get(field="id_no")
    Value.objects.filter(piece=piece, field="name").update(sealed=number.sealed)
    with pytest.raises(Exception):  # noqa: B017 the sealer's own
        queries.text_of(piece.values.get(field="name"))


def test_what_a_clerk_corrects_is_typed_and_what_is_left_blank_stays_out(zone):
    zone.confirmed(zone.card(), address="常州市天宁区样本路9号", nation="")
    assert queries.prefill(zone.ticket.id, zone.person)["address"] == "常州市天宁区样本路9号"
    told = queries.sources(zone.ticket.id, zone.person)
    assert told["address"] == "typed" and told["name"] == "card" and "nation" not in told


def test_a_wrong_number_is_refused_with_the_field_and_nothing_is_taken_over(zone):
    piece = zone.card()
    with pytest.raises(BadAnswers) as refusal:
        zone.confirmed(piece, id_no="320402199001011230")
    assert "id_no" in refusal.value.errors
    assert queries.prefill(zone.ticket.id, zone.person) == {}


def test_a_birthday_that_is_not_the_numbers_is_refused(zone):
    with pytest.raises(BadAnswers) as refusal:
        zone.confirmed(zone.card(), birth="1991-01-01")
    assert list(refusal.value.errors) == ["birth"]


def test_anothers_card_is_not_taken_for_this_person(zone):
    with pytest.raises(OtherPerson):
        zone.confirmed(zone.card(), id_no=valid_id("32040219800202123"), birth="1980-02-02")


def test_the_first_confirmed_card_says_who_has_come(unknown):
    piece = unknown.card()
    assert unknown.person is None
    person = unknown.confirmed(piece)
    held = Person.objects.get(id=person)
    ticket = Ticket.objects.get(id=unknown.ticket.id)
    assert held.synthetic and ticket.person_id == person
    assert held.name not in ticket.called_as and ticket.called_as
    assert queries.prefill(ticket.id, person)["name"] == held.name


def test_what_was_captured_before_the_card_goes_to_the_one_who_came(unknown):
    actions.note_fingerprints(person_id=None, **unknown.by())
    person = unknown.confirmed(unknown.card())
    assert [one.kind for one in queries.pieces_of(unknown.ticket.id, person)] == ["fingerprint", "card"]


def test_a_child_who_came_along_has_pieces_of_its_own_and_a_stranger_none(zone, city):
    child = city.accounts["zhou"].person_id
    with pytest.raises(NotOfThisVisit):
        actions.note_fingerprints(person_id=child, **zone.by())
    Companion.objects.create(ticket=zone.ticket, person_id=child, relation="child")
    actions.note_fingerprints(person_id=child, **zone.by())
    assert queries.pieces_of(zone.ticket.id, zone.person) == []
    assert len(queries.pieces_of(zone.ticket.id, child)) == 1


def test_a_later_piece_of_the_same_kind_replaces_the_earlier(zone):
    first, second = zone.card(), zone.card()
    assert [one.id for one in queries.pieces_of(zone.ticket.id, zone.person)] == [second.id]
    with pytest.raises(NoSuchPiece):
        confirm(piece_id=first.id, values={"name": "李一一"}, **zone.by())
    assert Bundle.objects.count() == 1


def test_a_good_scan_goes_into_the_papers_and_a_bad_one_only_with_a_reason(zone):
    good = scanned(zone)
    assert good.good and queries.papers(zone.ticket.id, zone.person) == {"id_card": [good.file_id]}
    bad = scanned(zone, drawn_card(SimulatedReader(stranger(2), zone.now.date()).read()).resize((300, 206)))
    assert not bad.good and queries.papers(zone.ticket.id, zone.person) == {}
    with pytest.raises(BadAnswers):
        actions.keep_anyway(piece_id=bad.id, reason="行", **zone.by())
    actions.keep_anyway(piece_id=bad.id, reason="原件就这么小", **zone.by())
    assert queries.papers(zone.ticket.id, zone.person) == {"id_card": [bad.file_id]}


def test_fingerprints_are_noted_and_nothing_of_them_is_kept(zone):
    piece = actions.note_fingerprints(person_id=zone.person, **zone.by())
    assert (piece.file_id, piece.digest, piece.quality, piece.values.count()) == ("", "", {}, 0)
    assert one("select count(*) as n from ow_files_file")["n"] == 0


def test_a_signature_is_drawn_or_typed_and_never_empty(zone):
    drawn = actions.sign(person_id=zone.person, data=as_jpeg(drawn_portrait()), typed="", **zone.by())
    typed = actions.sign(person_id=zone.person, data=b"", typed="李一一", **zone.by())
    assert drawn.file_id and not typed.file_id
    assert "signature" not in queries.prefill(zone.ticket.id, zone.person)
    with pytest.raises(BadAnswers):
        actions.sign(person_id=zone.person, data=b"", typed=" ", **zone.by())


def test_what_is_missing_shrinks_as_it_is_captured(zone):
    assert queries.missing(zone.ticket, zone.person) == ["居民身份证", "原护照或通行证", "照片", "指纹", "签字"]
    scanned(zone)
    actions.note_fingerprints(person_id=zone.person, **zone.by())
    assert queries.missing(zone.ticket, zone.person) == ["原护照或通行证", "照片", "签字"]


def test_a_clerk_of_another_hall_and_a_guide_have_nothing_to_do_with_it(zone, city):
    small_hall(city, "tianning_street", "tn")
    for name in ("zhao", "fang", "meng"):
        with pytest.raises(NoSuchHall):
            actions.note_fingerprints(person_id=zone.person, **zone.by(name))
    with pytest.raises(NoSuchVisit):
        actions.note_fingerprints(person_id=None, **(zone.by() | {"ticket_id": 10**12}))


def test_nothing_is_captured_for_a_visit_that_is_over_or_of_another_day(zone):
    with pytest.raises(VisitOver):
        actions.note_fingerprints(person_id=zone.person, **(zone.by() | {"now": zone.now.replace(day=3)}))
    Ticket.objects.filter(id=zone.ticket.id).update(state="done")
    with pytest.raises(VisitOver):
        zone.card()


def test_every_act_leaves_a_line_without_personal_data(zone):
    zone.confirmed(zone.card())
    lines = rows(
        "select facts::jsonb ->> 'title' as title, facts::jsonb ->> 'together' as together from journal_line "
        "where about = 'visit' and act = 'capture' order by id"
    )
    assert [line["title"] for line in lines] == ["采集：身份证读卡（模拟读卡器）", "采集：核对 8 项"]
    assert {line["together"] for line in lines} == {"采集了证件、照片和材料"}


def test_stand_ins_are_for_demos_and_for_synthetic_persons(zone, settings):
    Person.objects.filter(id=zone.person).update(synthetic=False)
    with pytest.raises(NoCard):
        zone.card()
    settings.DEMO = False
    with pytest.raises(NoSuchDevice):
        card_reader(zone.ticket.id, zone.person, today=zone.now.date())


def test_values_can_be_typed_where_no_device_reads(unknown):
    said = {"name": "王合成", "id_no": valid_id("32040219850505123")}
    piece = actions.write_down(person_id=None, values=said, **unknown.by())
    person = unknown.confirmed(piece)
    assert queries.sources(unknown.ticket.id, person) == {"name": "typed", "id_no": "typed"}
    assert not Person.objects.get(id=person).synthetic


def test_what_the_model_reads_waits_for_a_person_and_spares_what_is_settled(zone, monkeypatch):
    piece = scanned(zone)
    number = queries.text_of(zone.card().values.get(field="id_no"))
    box = (0.1, 0.1, 0.5, 0.2)
    monkeypatch.setattr(ocr, "lines_of", lambda data: [ocr.Line(f"公民身份号码{number}", 0.99, box)])
    assert actions.read_scan(piece_id=piece.id, **zone.by()) == 1
    assert queries.prefill(zone.ticket.id, zone.person) == {}
    value = piece.values.get()
    assert (value.source, value.checked, value.sure) == ("ocr", "校验位相符", 0.99)
    confirm(piece_id=piece.id, values={"id_no": number, "name": "李一一"}, **zone.by())
    assert queries.sources(zone.ticket.id, zone.person) == {"id_no": "ocr", "name": "typed"}
    actions.read_scan(piece_id=piece.id, **zone.by())
    assert Piece.objects.get(id=piece.id).values.filter(confirmed_at=None).count() == 0


def test_each_of_a_family_is_asked_for_what_their_own_matters_want(zone):
    child = Person.objects.exclude(id=zone.person).first().id
    sitting = Sitting.objects.create(
        ticket=zone.ticket, window=zone.hall.windows.first(), account_id=1, account_name="王", called_at=zone.now,
        started_at=zone.now,
    )  # fmt: skip
    before = [one.title for one in queries.wanted(zone.ticket, child)]
    assert before == [one.title for one in queries.wanted(zone.ticket, zone.person)], "nothing is entered yet"
    for item, person in (("idcard.renew", child), ("passport.ordinary", zone.person)):
        Matter.objects.create(sitting=sitting, ticket=zone.ticket, item=item, person_id=person, at=zone.now)
    assert [one.title for one in queries.wanted(zone.ticket, child)] == ["居民身份证", "照片", "指纹", "签字"]
    assert "原护照或通行证" in [one.title for one in queries.wanted(zone.ticket, zone.person)]


def test_a_card_that_was_read_need_not_be_scanned(zone):
    def card():
        return next(one for one in queries.wanted(zone.ticket, zone.person) if one.paper == "id_card")

    assert card().piece is None
    zone.card()
    assert card().usable
