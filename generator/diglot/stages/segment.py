"""Give the texts of an article that a catalogue translates, and join them back."""

from __future__ import annotations

from diglot.model.document import Document, FrontMatter, Inline, Segment, SegmentKind

_LINE_FIELDS = ("title", "author", "kind", "outlet", "summary")


def segment_meta(front: FrontMatter) -> dict[str, Segment]:
    """Give the translatable front matter by field name, empty fields left out.

    Returns:
        `title`, `author`, `kind`, `outlet`, `summary`, then `topics.1` … and `corrections.1` …
    """
    texts = {name: getattr(front, name) for name in _LINE_FIELDS}
    texts |= {f"topics.{n}": topic for n, topic in enumerate(front.topics, 1)}
    texts |= {f"corrections.{n}": c.note for n, c in enumerate(front.corrections, 1)}
    return {
        name: Segment(SegmentKind.META, text, (Inline("text", text),))
        for name, text in texts.items()
        if text
    }


def body_texts(document: Document) -> tuple[str, ...]:
    """Give the visible text of every body segment in order: what mentions are found in."""
    return tuple(segment.visible for segment in document.segments)
