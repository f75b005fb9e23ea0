"""Negations of a text, and whether another has lost or invented one.

Only words are counted, so this proves nothing; it points an editor to the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from diglot.text.reduce import reduced


@dataclass(frozen=True, slots=True)
class Negations:
    """How often a text denies something."""

    plain: int
    """In plain words: not, never, without."""
    hidden: int = 0
    """Possibly, inside other words: fail, lack, unlikely."""


_STRONG_AR = frozenset(
    form
    for word in "لا لم لن ليس ليست ليسوا ليسا لسنا لست دون بدون غير عدم بلا كلا".split()
    for form in (word, f"و{word}", f"ف{word}", f"ب{word}", f"ل{word}", f"أ{word}", f"ال{word}")
)
_STRONG_AR_LOW = frozenset(map(reduced, _STRONG_AR)) - {"الا", "الم", "الن", "للا", "للم", "كلا"}
_NO_DENIAL = {
    "لا": frozenset(
        "سيما يزال تزال يزالون زال زالت نزال بد يتجزا تتجزا محاله ازال بل جرم يقل تقل يقلون "
        "يزيد تزيد يزيدون يتعدي تتعدي يتجاوز تتجاوز".split()
    ),
    "غير": frozenset("ان انه انها انهم انني اننا".split()),
    "دون": frozenset(("ال", "الخمسين")),
}
_HIDDEN_PAIRS = {
    "لا": frozenset("شك ريب غني مفر غبار".split()),
    "دون": frozenset(("شك", "ريب", "ادني")),
    "غير": frozenset(("ذلك",)),
}
_AND = frozenset(("ولا", "ولم", "ولن"))
_ONLY = frozenset("الا سوي فقط فحسب وحسب".split())
_PROCLITIC = re.compile(r"^[وفبلا](?=(?:لا|غير|دون|بدون|لم|لن|ليس\w*|عدم|بلا)$)|^ال(?=عدم$)")
_HIDDEN_AR = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:"
    r"[يتن]?نف[يت]\w*|نافي\w*|[يتن]?رفض\w*|رافض\w*|[يتن]?فشل\w*|فاشل\w*|[يتن]?منع\w*|ممنوع\w*|"
    r"[يتن]?حظر\w*|محظور\w*|حرم\w*|حرمان\w*|محروم\w*|[يت]?تعذر\w*|[يت]?ستحيل\w*|استحال\w*|"
    r"مستحيل\w*|انعدام\w*|منعدم\w*|[يت]?نعدم\w*|معدوم\w*|عديم\w*|افتق\w*|[يت]فتق\w*|فقد\w*|"
    r"فقدان\w*|فاقد\w*|نقص\w*|غياب\w*|غائب\w*|[يت]?غيب\w*|[يت]?تجنب\w*|[يت]?جنب\w*|"
    r"[يت]?متنع\w*|امتن\w*|[يت]?عجز\w*|عاجز\w*|انكر\w*|[يت]نكر\w*|انكار\w*|[يت]?توقف\w*|"
    r"نادر\w*|قلما|فقط|سوي|الا|لولا|بالكاد|بالكاد|خال|خاليه|[يت]خل[وا]?|كف|مناهض\w*|ضد|مضاد\w*|"
    r"حال دون|حالت دون|[يت]حول دون|ما كان\w*|كلا|ابدا|مطلقا|قط|بالمره|استبعد\w*|[يت]ستبعد\w*|"
    r"[يت]?لغ[يتا]\w*|الغاء\w*|تفاد\w*|[يت]تفاد\w*|تعثر\w*|[يت]تعثر\w*|كذب\w*|[يت]كذب\w*|"
    r"مجهول\w*|[يت]?جهل\w*|اللا\w+|لا\w{5,}|استثن\w*|عزوف|احجم\w*|[يت]حجم\w*|باطل\w*|عدا|"
    r"دحض\w*|[يت]دحض\w*|مناي|بمناي|نجا|قليل|قليله|ضئيل\w*|ايقاف|وقف|كفوا"
    r")(?!\w)"
)
_STRONG_EN = frozenset(
    "not no never none nobody nothing nowhere neither nor without cannot".split()
)
_HIDDEN_EN = re.compile(
    r"\b(?:un(?!til\b|der|ion|i[tvqo]|cle\b|anim|less\b|if)\w{3,}|unless|non-?\w{3,}|anti-?\w{3,}|"
    r"dis(?:trust|satisf|approv|agree|able|advant|honest|respect|order|regard|connect|avow|believ|"
    r"continu|engag|integrat|miss|obey|obed|parit|proportion|qualif|reput|inclin|inform|comfort|"
    r"content|courag|pens|allow|arm|unit|pleas|like)\w*|"
    r"imp(?:oss|roper|rec|ract|robab|erf|artial|un|erm)\w*|il(?:leg|lic|log|lit)\w*|"
    r"irr(?:eg|esp|ev|ep|el|at)\w*|in(?:ab|adeq|app|cap|comp|conc|cons|corr|def|dir|disp|eff|"
    r"elig|eq|evit|exp|formal|just|op|sec|sens|sep|sig|stab|suf|surm|tang|tol|valid|vis|volun)\w*|"
    r"mis(?:trust|under|inf|conc)\w*|fail\w*|lack\w*|deni\w*|deny\w*|refus\w*|reject\w*|"
    r"absen\w*|prevent\w*|avoid\w*|hardly|barely|rarely|scarcely|seldom|few|little|"
    r"except\w*|rather|instead|far from|short of|stop\w*|halt\w*|ban|bans|banned|prohibit\w*|"
    r"forbid\w*|forbade|free of|free from|exempt\w*|yet to|beyond|false\w*|missing|depriv\w*|"
    r"too \w+ to|other than|away from|abstain\w*|refrain\w*|declin\w*|neglect\w*|"
    r"rule[ds]? out|ruling out|devoid|void|zero|loss|lost|lose\w*|shortage|keep\w* from|"
    r"kept from|barred?|block\w*|anything but|irrespective|"
    r"\w{3,}less(?:ly|ness)?|minus|decentral\w*|bereft|in vain|cease\w*|ceasing|shun\w*|"
    r"ignor\w*|abnormal\w*|contrary|extra(?:legal|judicial)\w*"
    r")\b"
)


def _arabic(tokens: Sequence[str], low: str) -> Negations:
    strong = hidden = 0
    last = -99
    for i, token in enumerate(tokens):
        if token not in _STRONG_AR_LOW:
            continue
        bare = _PROCLITIC.sub("", token)
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        if after in _NO_DENIAL.get(bare, ()):
            hidden += 1
        elif (
            after in _HIDDEN_PAIRS.get(bare, ())
            or (i and tokens[i - 1] in ("ما", "وما") and bare == "لم")
            or (token in _AND and i - last < 12)
            or not _ONLY.isdisjoint(tokens[i + 1 : i + 12])
        ):
            hidden += 1
        else:
            strong += 1
        last = i
    strong += sum(
        a in ("ما", "وما", "فما") and b in ("من", "عاد", "عادت", "عادوا")
        for a, b in zip(tokens, tokens[1:])
    )
    return Negations(strong, hidden + len(_HIDDEN_AR.findall(low)))


def _english(tokens: Sequence[str], low: str) -> Negations:
    strong = hidden = 0
    for i, token in enumerate(tokens):
        if token not in _STRONG_EN and not token.endswith("n't"):
            continue
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        light = (
            after in ("only", "just", "merely", "simply")
            if token == "not"
            else (token == "no" and after in ("doubt", ".")) or token == "nor"
        )
        if light:
            hidden += 1
        else:
            strong += 1
    return Negations(strong, hidden + len(_HIDDEN_EN.findall(low)))


_READERS: dict[str, tuple[frozenset[str], Callable[[Sequence[str], str], Negations]]] = {
    "ar": (_STRONG_AR_LOW | {"ما", "وما", "فما"}, _arabic),
    "en": (_STRONG_EN, _english),
}


def has_negations(lang: str) -> bool:
    """Whether the negations of this language are known here."""
    return lang in _READERS


def may_deny(tokens: Sequence[str], lang: str) -> bool:
    """Whether a text has a plain negation at all: the quick question before the fine one."""
    words = _READERS[lang][0]
    return not words.isdisjoint(tokens) or (lang == "en" and any("n't" in t for t in tokens))


def read_negations(tokens: Sequence[str], low: str, lang: str) -> Negations:
    """Count the negations of a text, or of one sentence.

    Args:
        tokens: of `reduce.tokens`.
        low: the text that they were cut from.
        lang: a language of `has_negations`.
    """
    return _READERS[lang][1](tokens, low)


def balance(source: Negations, target: Negations) -> int:
    """Say whether a target has lost a negation (-1), invented one (1), or neither (0)."""
    if source.plain > target.plain + target.hidden:
        return -1
    if target.plain > source.plain + source.hidden:
        return 1
    return 0


