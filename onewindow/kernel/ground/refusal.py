"""The one way the house says no."""

from __future__ import annotations

from typing import Any, ClassVar


class Refusal(Exception):
    """A foreseen no: words for the person, code and facts for a program.

    Subclasses sit beside the function that raises them and set `code`, `status` and `words`;
    `words` is Chinese, says what to do next, and may name facts as `{fact}`.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 422
    words: ClassVar[str] = "这一步现在不能办。"

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.code)
        self.facts = facts

    @property
    def sentence(self) -> str:
        """The sentence in Chinese, with the facts in place."""
        return self.words.format_map(self.facts)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"


class BadAnswers(Refusal):
    """Answers that the form does not allow; `errors` maps a field code to one sentence."""

    code = "bad_answers"
    status = 422
    words = "有 {count} 处需要改正，请看标出的位置。"

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(count=len(errors), errors=errors)
        self.errors = errors
