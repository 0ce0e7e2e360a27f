"""Why a place is not given, taken back or used: each says what to do instead."""

from __future__ import annotations

from onewindow.kernel.ground.refusal import Refusal


class Full(Refusal):
    """The slot has no place left for these items."""

    code = "slot_full"
    status = 409
    words = "这个时段已经约满。请换一个时段，也可以直接到大厅取号，不预约一样能办。"


class NoSuchSlot(Refusal):
    """Past, too far ahead, outside the hours, or nobody is planned who may handle it."""

    code = "no_such_slot"
    status = 422
    words = "这个时段不能预约。请回到预约页，从列出的时段里选。"


class OpenAlready(Refusal):
    """Another booking for the same item is open.  Facts: `item`."""

    code = "open_already"
    status = 409
    words = "您已经约了“{item}”，还没有办。要改时间，请先在“我的预约”里取消，再重新预约。"


class Paused(Refusal):
    """Too many bookings were missed.  Facts: `until`."""

    code = "booking_paused"
    status = 403
    words = "您有几次约了没来，{until}以前不能在网上预约。不影响办事：请直接到大厅取号。"


class NotKnown(Refusal):
    """The account has no person behind it."""

    code = "person_not_known"
    status = 403
    words = "预约要先实名。请在“我的资料”里实名，或者直接到大厅取号，不预约一样能办。"


class NoSuchBooking(Refusal):
    """Not there, or not this person's."""

    code = "no_such_booking"
    status = 404
    words = "没有找到这个预约。请核对预约码，或者直接取号。"


class NotOpen(Refusal):
    """Cancelled, used or missed already."""

    code = "booking_not_open"
    status = 409
    words = "这个预约已经取消、过期或用过了。请刷新“我的预约”再看。"


class TooLateToCancel(Refusal):
    """After the last moment to cancel.  Facts: `hours`."""

    code = "too_late_to_cancel"
    status = 409
    words = "取消要提前{hours}小时，现在来不及了。确实来不了的，请打大厅电话说明。"


class TooEarly(Refusal):
    """Before the slot's check-in opens.  Facts: `at`."""

    code = "too_early"
    status = 409
    words = "还没到报到时间。请在{at}以后报到，或者现在直接取普通号。"


class TooLate(Refusal):
    """The booking's time is over."""

    code = "too_late"
    status = 409
    words = "预约的时间已经过了。请直接取号，一样能办。"
