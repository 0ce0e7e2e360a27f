"""A parcel becomes ready: it gets its slot and its number, and the people are told."""

from __future__ import annotations

from datetime import datetime

from onewindow.kernel.notices.saying import say
from onewindow.kernel.people.actor import Actor
from onewindow.modules.windows.models import Companion, Content, Parcel
from onewindow.modules.windows.parcels import codes, shelf
from onewindow.modules.windows.parcels.state import FETCHABLE, lock_shelf, note


def make_ready(parcel: Parcel, *, now: datetime, actor: Actor | None = None, slot: str = "") -> None:
    """Give a parcel its place and number and tell its people; under the lock of the visit."""
    lock_shelf(parcel.hall_id)
    here = Parcel.objects.filter(hall_id=parcel.hall_id).exclude(id=parcel.id)
    if parcel.way == "shelf":
        taken = set(here.filter(state="ready").exclude(slot="").values_list("slot", flat=True))
        parcel.slot = shelf.checked(slot, taken) if slot else shelf.next_free(taken)
        others = here.filter(state__in=FETCHABLE).exclude(ticket_id=parcel.ticket_id).exclude(code_hash="")
        _, parcel.code_hash = codes.fresh(
            parcel.hall_id, parcel.ticket_id, set(others.values_list("code_hash", flat=True))
        )
    parcel.state, parcel.ready_at, parcel.reminded, parcel.reminded_at = "ready", now, 0, None
    parcel.save()
    where = f"，柜格 {parcel.slot}" if parcel.slot else "，等待寄出"
    note(parcel, "ready", f"{parcel.contents.exclude(put_at=None).count()} 件可以领取{where}", now=now, actor=actor)
    if parcel.way == "shelf":
        tell(parcel, f"ready:{now.isoformat()}", "办好了，可以来领", fetch_words(parcel), now=now)


def fetch_words(parcel: Parcel) -> str:
    """What a message says: how many, where, and the number; not what is in it."""
    count = parcel.contents.exclude(put_at=None).count()
    code = codes.said_again(parcel.hall_id, parcel.ticket_id, parcel.code_hash)
    by = f"凭取件码 {code} 或身份证" if code else "凭身份证"
    return f"您在{parcel.hall.name}办的 {count} 件可以领了，{by}到出件窗口领取；请人代领的，代领人带身份证和委托书。"


def say_more(parcel: Parcel, content: Content, *, now: datetime) -> None:
    """One more result lies in a parcel that was ready already."""
    words = f"您在{parcel.hall.name}的待领件里又放进了 1 件，和先前的一起领就行。"
    tell(parcel, f"more:{content.id}", "又办好一件", words, now=now)


def tell(parcel: Parcel, cause: str, title: str, words: str, *, now: datetime) -> None:
    """Tell the person, and who brings up or looks after them, when they came with them."""
    for person in sorted({parcel.person_id, *_carers(parcel)}):
        say(
            f"parcel:{parcel.id}:{cause}:{person}",
            person_id=person,
            title=title,
            words=words,
            link=f"/halls/ticket/{parcel.ticket.token}/",
            now=now,
        )


def _carers(parcel: Parcel) -> set[int]:
    """The one who took the number, when the parcel is a child's or a ward's."""
    theirs = Companion.objects.filter(
        ticket_id=parcel.ticket_id, person_id=parcel.person_id, relation__in=["child", "ward"]
    ).exists()
    return {parcel.ticket.person_id} if theirs and parcel.ticket.person_id else set()
