"""Markdown as an author delivers it → article.md: the text to the letter, as a draft."""

from __future__ import annotations

import re

from diglot.formats.article_md import front_matter_fields, split_front_matter, unified

_STATUS = re.compile(r"^status[ \t]*:.*\n", re.MULTILINE)


def as_draft(text: str, lang: str) -> str:
    """Give the text with `status: draft` in its front matter, and its language if it names none.

    Args:
        text: the file; its front matter is readable.
        lang: tag of its language, or empty.
    """
    named = "lang" in front_matter_fields(text)
    front, body = split_front_matter(unified(text))
    own = _STATUS.sub("", front).split("\n")[1:-2] if front else []
    added = ["status: draft", *([f"lang: {lang}"] if lang and not named else [])]
    lines = "\n".join(["---", *own, *added, "---"])
    return f"{lines}\n{'' if front else chr(10)}{body}"
