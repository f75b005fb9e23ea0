"""Which language a text is in, from its letters and its most frequent words."""

from __future__ import annotations

import re
from collections import Counter

from diglot.model.ingest import Recognition
from diglot.text.cue_words import CUES
from diglot.text.cues import key

_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u0750-\u077f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OWN_LETTERS = {
    "ar": re.compile(r"[ةىأإؤ]|\b(?:و|ب|ف|ك)?ال"),
    "fa": re.compile(r"[پچژگ]|[یک]"),
    "ur": re.compile(r"[ٹڈڑںےہھۓ]"),
}
# A letter that only one of the three writes outweighs one that two of them share.
_WEIGHT = {"ar": 1.0, "fa": 0.6, "ur": 1.5}
_WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")


def recognise(text: str) -> Recognition:
    """Recognise Arabic, Persian, Urdu or Hebrew.

    Returns:
        The language with a confidence from 0 to 1; an empty tag where most letters belong to
        none of their scripts.
    """
    hebrew, arabic = len(_HEBREW.findall(text)), len(_ARABIC.findall(text))
    latin = len(_LATIN.findall(text))
    total = hebrew + arabic + latin
    if max(hebrew, arabic) * 2 < latin or not max(hebrew, arabic):
        return Recognition("", 0.0, "few or no Arabic or Hebrew letters")
    if hebrew > arabic:
        return Recognition(
            "he", round(hebrew / total, 2), f"{hebrew} of {total} letters are Hebrew"
        )
    return _of_arabic_script(text)


def _of_arabic_script(text: str) -> Recognition:
    """Tell Arabic, Persian and Urdu apart."""
    found = Counter(key(word) for word in _WORD.findall(text))
    count = max(1, sum(found.values()))
    scores: dict[str, float] = {}
    for tag, letters in _OWN_LETTERS.items():
        known = sum(found[word] for word in CUES[tag].function_words)
        scores[tag] = (3 * known + _WEIGHT[tag] * len(letters.findall(text))) / count
    best, second = sorted(scores, key=lambda tag: -scores[tag])[:2]
    if not scores[best]:
        return Recognition("ar", 0.3, "Arabic script, without a word or letter that tells more")
    confidence = 0.5 + 0.5 * (scores[best] - scores[second]) / scores[best]
    # A handful of words proves little, however clear they look.
    confidence = min(confidence, 0.6 + count / 50)
    why = ", ".join(f"{tag} {scores[tag]:.2f}" for tag in sorted(scores, key=lambda t: -scores[t]))
    return Recognition(best, round(min(confidence, 0.99), 2), f"letters and words per word: {why}")
