"""The markers of list items, printed in each language as its readers write them."""

from __future__ import annotations

from diglot.model.document import ListStyle

_ORDINALS = {
    "ar": "أولاً ثانياً ثالثاً رابعاً خامساً سادساً سابعاً ثامناً تاسعاً عاشراً".split(),
    "fa": "اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم".split(),
    "ur": "اول دوم سوم چہارم پنجم ششم ہفتم ہشتم نہم دہم".split(),
    "he": "ראשית שנית שלישית רביעית חמישית שישית שביעית שמינית תשיעית עשירית".split(),
    "en": "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth".split(),
}
_LETTERS = {
    "ar": "أ ب ج د ه و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ".split(),
    "fa": "الف ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی".split(),
    "ur": "الف ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ہ ی".split(),
    "he": "א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת".split(),
}
_LATIN_LETTERS = [chr(code) for code in range(ord("a"), ord("z") + 1)]
_DIGITS = {
    "ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    "ur": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}


def marker(style: ListStyle, number: int, lang: str) -> str:
    """Give the marker of one item.

    Args:
        style: how the source numbered the list.
        number: the item's number, from the list's start.
        lang: language of the text the marker stands before.

    Returns:
        The marker with its full stop, or the bullet. A number beyond the words or letters
        of a language is written in digits.
    """
    if style is ListStyle.BULLET:
        return "•"
    words: list[str] = []
    if style is ListStyle.ORDINAL:
        words = _ORDINALS.get(lang, [])
    elif style is ListStyle.LETTER:
        words = _LETTERS.get(lang, _LATIN_LETTERS)
    if 1 <= number <= len(words):
        return f"{words[number - 1]}."
    digits = str(number)
    if style is ListStyle.INDIC and lang in _DIGITS:
        digits = digits.translate(_DIGITS[lang])
    return f"{digits}."
