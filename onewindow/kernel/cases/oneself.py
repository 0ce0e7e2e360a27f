"""A resident files a matter about oneself: the number in the form is one's own."""

from __future__ import annotations

from onewindow.kernel.cases.effects import Change
from onewindow.kernel.ground.refusal import Refusal
from onewindow.kernel.people.persons import oneself


class NotYourself(Refusal):
    """A resident typed the number of somebody else.  Facts: `title` of the field."""

    code = "not_yourself"
    status = 422
    words = "“{title}”不是您本人登录时的身份号码。替别人办的，请选代办；不能代办的，请本人登录或到窗口办理。"


class NotProved(Refusal):
    """The identity was typed and never checked against a card or a register."""

    code = "not_proved"
    status = 403
    words = "您的身份还没有核实过，这件事涉及个人隐私，网上先不能办。请带身份证到任一窗口核实一次，以后就都能网上办了。"


def confirm(change: Change, field: str, title: str, *, proved: bool = False) -> None:
    """Refuse a resident whose own number is not the one in this field.

    `proved` wants an identity that somebody vouched for: what is handed out is nobody else's business.
    At the window a member of staff looks at the card and the face; nothing is refused there.
    """
    if change.actor.staff:
        return
    me = oneself(change.actor)
    if me is None or not me.id_no or me.id_no != str(change.case.answers.get(field, "")):
        raise NotYourself(title=title)
    if proved and me.proof == "claimed":
        raise NotProved()
