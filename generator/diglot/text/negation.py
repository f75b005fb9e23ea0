"""Negations of a text, and whether another has lost or invented one.

Only words are counted, so this proves nothing; it points an editor to the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from diglot.text.pair_text import Side
from diglot.text.reduce import reduced


@dataclass(frozen=True, slots=True)
class Negations:
    """How often a text denies something."""

    plain: int
    """In plain words: not, never, without."""
    hidden: int = 0
    """Possibly, inside other words: fail, lack, unlikely."""
    only: int = 0
    """Of the plain ones, those that may make one “only” together: لم يبق غير."""


_STRONG_AR = frozenset(
    form
    for word in "لا لم لن ليس ليست ليسوا ليسا لسنا لست دون بدون غير عدم بلا كلا".split()
    for form in (word, f"و{word}", f"ف{word}", f"ب{word}", f"ل{word}", f"أ{word}", f"ال{word}")
)
_STRONG_AR_LOW = frozenset(map(reduced, _STRONG_AR)) - {"الا", "الم", "الن", "للا", "للم", "كلا"}
_NO_MORE = frozenset(
    "يقل تقل يقلون يزيد تزيد يزد تزد يزيدون يتعدي تتعدي يتعد تتعد يتجاوز تتجاوز يزل تزل".split()
)
_IDIOMS = {
    "لا": _NO_MORE
    | frozenset(
        "سيما يزال تزال يزالون زال زالت نزال بد يتجزا تتجزا محاله ازال بل جرم "
        "شك ريب غني مفر غبار باس".split()
    ),
    "لم": _NO_MORE,
    "لن": _NO_MORE,
    "غير": frozenset("ان انه انها انهم انني اننا ذلك".split()),
    "دون": frozenset(("شك", "ريب", "ادني")),
}
"""What after a negator makes an idiom that another language may say without one."""

_AND = frozenset(("ولا", "ولم", "ولن"))
_MA = frozenset(("ما", "وما", "فما"))
_AFTER_MA = frozenset(("من", "عاد", "عادت", "عادوا"))
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
    r"مجهول\w*|[يت]?جهل\w*|لا(?:مركز|عنف|انسان|شرع|سلط|مبال|وعي|شعور|نهاي|محدود|اخلاق|"
    r"عدال|مساوا|ادري|قانون|دين|عقلان|منطق)\w*|استثن\w*|عزوف|احجم\w*|[يت]حجم\w*|باطل\w*|عدا|"
    r"دحض\w*|[يت]دحض\w*|مناي|بمناي|نجا|قليل|قليله|ضئيل\w*|ايقاف|وقف|كفوا"
    r")(?!\w)"
)
_STRONG_EN = frozenset(
    "not no never none nobody nothing nowhere neither nor without cannot".split()
)
_LIGHT_EN = frozenset(
    (("not", "only"), ("not", "just"), ("not", "merely"), ("not", "simply"), ("no", "doubt"))
)
_HIDDEN_EN = re.compile(
    r"\b(?:un(?!til\b|der|ion|i[tvqo]|cle\b|anim|less\b|if)\w{3,}|unless|non-?\w{3,}|anti-?\w{3,}|"
    r"dis(?:trust|satisf|approv|agree|able|advant|honest|respect|order|regard|connect|avow|believ|"
    r"continu|engag|integrat|obey|obed|parit|proportion|qualif|reput|inclin|inform|comfort|"
    r"content|courag|pens|allow|arm|unit|pleas|like)\w*|"
    r"imp(?:oss|roper|rec|ract|robab|erf|artial|un|erm)\w*|il(?:leg|lic|log|lit)\w*|"
    r"irr(?:eg|esp|ev|ep|el|at)\w*|in(?:ab|adeq|app|cap|comp|conc|cons|corr|def|dir|disp|eff|"
    r"elig|eq|evit|exp|formal|just|op|sec|sens|sep|sig|stab|suf|surm|tang|tol|valid|vis|volun)\w*|"
    r"mis(?:trust|under|inf|conc|plac|guid)\w*|fail\w*|lack\w*|deni\w*|deny\w*|refus\w*|reject\w*|"
    r"absen\w*|prevent\w*|avoid\w*|hardly|barely|rarely|scarcely|seldom|few|little|"
    r"except\w*|rather|instead|far from|short of|stop\w*|halt\w*|ban|bans|banned|prohibit\w*|"
    r"forbid\w*|forbade|free of|free from|exempt\w*|yet to|beyond|false\w*|missing|depriv\w*|"
    r"too \w+ to|other than|away from|abstain\w*|refrain\w*|declin\w*|neglect\w*|"
    r"rule[ds]? out|ruling out|devoid|void|zero|loss|lost|lose\w*|shortage|keep\w* from|"
    r"kept from|barred?|block\w*|anything but|irrespective|"
    r"\w{3,}less(?:ly|ness)?|minus|decentral\w*|bereft|in vain|cease\w*|ceasing|shun\w*|"
    r"ignor\w*|doubt\w*|stay\w* (?:away|home|out)|boycott\w*|"
    r"dismiss\w* (?:\w+ )?(?:as|claim\w*|accus\w*|report\w*|alleg\w*|appeal\w*|case|complaint\w*)|"
    r"abnormal\w*|contrary|extra(?:legal|judicial)\w*"
    r")\b"
)


_ONLY_EN = re.compile(r"\b(?:only|just|mere|merely|alone|solely)\b")


def _arabic(words: Sequence[str]) -> Negations:
    strong = hidden = only = 0
    last = -99
    for i in [i for i, token in enumerate(words) if token in _STRONG_AR_LOW]:
        token = words[i]
        bare = _PROCLITIC.sub("", token)
        after = words[i + 1] if i + 1 < len(words) else ""
        if (
            after in _IDIOMS.get(bare, ())
            or (i and words[i - 1] in ("ما", "وما") and bare in ("لم", "دون"))
            or (token in _AND and i - last < 12)
            or not _ONLY.isdisjoint(words[i + 1 : i + 12])
        ):
            hidden += 1
        else:
            strong += 1
            only += 2 * (bare == "غير" and i - last < 12)
        last = i
    return Negations(strong + _denials_with_ma(words) + _asked(words), hidden, only)


def _asked(words: Sequence[str]) -> int:
    """Count the negations that open a question: ألم يكن, which reduced looks like “pain”."""
    if "؟" not in words:
        return 0
    return sum(a in ("الم", "اولم", "افلم") and b[0] in "يتن" for a, b in pairwise(words))


def _denials_with_ma(words: Sequence[str]) -> int:
    if _MA.isdisjoint(words):
        return 0
    return sum(a in _MA and b in _AFTER_MA for a, b in pairwise(words))


def _english(words: Sequence[str]) -> Negations:
    strong = hidden = 0
    for i in [i for i, word in enumerate(words) if word in _STRONG_EN or word[-3:] == "n't"]:
        after = words[i + 1] if i + 1 < len(words) else ""
        if words[i] == "nor" or (words[i], after) in _LIGHT_EN:
            hidden += 1
        else:
            strong += 1
    return Negations(strong, hidden)


@dataclass(frozen=True, slots=True)
class _Rules:
    """How one language denies."""

    signs: frozenset[str]
    """Words that deny plainly."""
    plainly: Callable[[Sequence[str]], Negations]
    hidden: re.Pattern[str]

    def veiled(self, text: Side) -> int:
        """Count the words that may hide a negation."""
        return len(self.hidden.findall(text.low))


_RULES = {
    "ar": _Rules(_STRONG_AR_LOW, _arabic, _HIDDEN_AR),
    "en": _Rules(_STRONG_EN, _english, _HIDDEN_EN),
}


def has_negations(lang: str) -> bool:
    """Whether the negations of this language are known here."""
    return lang in _RULES


def may_deny(text: Side) -> bool:
    """Whether a text has a plain negation at all: the quick question before the fine one."""
    if not _RULES[text.lang].signs.isdisjoint(text.tokens):
        return True
    if text.lang == "en":
        return "n't" in text.low
    return _denials_with_ma(text.tokens) + _asked(text.tokens) > 0


def balance(source: Side, target: Side) -> int:
    """Say whether a target has lost a negation (-1), invented one (1), or neither (0).

    Args:
        source: a text, or one sentence of it.
        target: the same of the translation.
    """
    ours, theirs = _RULES[source.lang], _RULES[target.lang]
    said, says = ours.plainly(source.tokens), theirs.plainly(target.tokens)
    if said.only and _ONLY_EN.search(target.low):
        said = Negations(said.plain - said.only, said.hidden + said.only)
    if said.plain > says.plain + says.hidden:
        return -1 if said.plain > says.plain + says.hidden + theirs.veiled(target) else 0
    if says.plain > said.plain + said.hidden:
        return 1 if says.plain > said.plain + said.hidden + ours.veiled(source) else 0
    return 0
