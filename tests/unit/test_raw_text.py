import pytest

from diglot.formats.raw_text import decode
from diglot.model.problem import DiglotError

ARABIC = "مَن المستفيد؟\nبقلم: سارة خليل\n\nقال إن «الاتفاق» قريب، وإن العمل جارٍ.\n"
ENCODABLE = "من المستفيد؟\r\nقال إن «الاتفاق» قريب، وإن العمل جار.\r\n"
PERSIAN = "چرا دریاچه خشک شد؟\nنوشته: سارا محمدی\n"


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("text", [ARABIC, PERSIAN, "כותרת\nמאת: נועה לוי\n", "عنوان", "English"])
def test_unicode_is_detected_with_and_without_a_mark(text, codec, mark, name):
    decoded = decode(mark + text.encode(codec), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, name)


def test_windows_1256_is_detected():
    decoded = decode(ENCODABLE.encode("windows-1256"), "a.txt")
    assert (decoded.text, decoded.encoding) == (ENCODABLE, "windows-1256")


def test_windows_1256_beside_much_latin():
    text = "قالت منظمة Human Rights Watch في New York Times إن الأمر خطير"
    assert decode(text.encode("windows-1256"), "a.txt").text == text


def test_an_empty_file_is_an_empty_text():
    assert decode(b"", "a.txt").text == ""


def problem_of(data: bytes):
    with pytest.raises(DiglotError) as raised:
        decode(data, "raw/a.txt")
    (problem,) = raised.value.problems
    assert problem.location.path == "raw/a.txt"
    assert problem.remedy
    return problem


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04" + bytes(range(256)), ".docx"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
        (b"{\\rtf1\\ansi", ".rtf"),
        (b"\x89PNG\r\n", "PNG"),
    ],
)
def test_other_kinds_of_file_are_named(data, word):
    problem = problem_of(data)
    assert problem.code == "not-text"
    assert word in problem.message


def test_nul_bytes_are_refused_with_their_line():
    problem = problem_of(ARABIC.encode() + b"\nabc\x00\x00\x01def")
    assert problem.code == "nul-bytes"
    assert problem.location.line == ARABIC.count("\n") + 2


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-8"])
def test_nul_characters_under_a_mark_are_refused(codec):
    mark = "\ufeff".encode(codec)
    assert problem_of(mark + "نص\x00نص".encode(codec)).code == "nul-bytes"


def test_damaged_utf8_is_not_taken_for_windows_1256():
    data = ARABIC.encode()
    at = data.index("قال".encode()) + 1
    problem = problem_of(data[:at] + b"\xff" + data[at + 1 :])
    assert problem.code == "damaged-text"
    assert problem.location.line == 4


def test_truncated_utf8_is_damaged():
    assert problem_of(ARABIC.encode().rstrip()[:-3] + b"\xd8").code == "damaged-text"


def test_truncated_utf16_is_damaged():
    assert problem_of(b"\xff\xfe" + ARABIC.encode("utf-16-le")[:-1]).code == "damaged-text"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(1, 256)) * 3,
        "Ça a été une journée très difficile à Évry, où l'été".encode("latin-1"),
        "Привет, как дела у вас сегодня".encode("koi8-r"),
        "השנה השלישית ברציפות של גשמים מועטים".encode("windows-1255"),
        "السنة الثالثة على التوالي من الأمطار القليلة".encode("iso8859-6"),
    ],
)
def test_what_reads_as_no_supported_encoding_is_refused(data):
    assert problem_of(data).code in ("unknown-encoding", "damaged-text", "nul-bytes")
