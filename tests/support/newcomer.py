"""A newcomer's first day: what is written, by whom, and with which tools."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from support.project import run

TITLE = "The Market Review"


@dataclass(frozen=True)
class Story:
    """What one newsroom does on its first day."""

    source: str
    targets: tuple[str, ...]
    title: str
    """Of the first article."""
    paragraphs: tuple[str, str]
    heading: str
    corrected: str
    """The second paragraph as a person writes it in the first target language."""
    reviewer: str


ARABIC = (
    "أسواق المدينة القديمة",
    (
        "تفتح أسواق المدينة أبوابها مع الفجر، ويصل التجّار من القرى المجاورة قبل شروق الشمس.",
        "يقول التجّار إنّ الزبائن صاروا أقلّ، وينتظرون ترميم السقف.",
    ),
    "تجارة تتغيّر",
)
ENGLISH = "The traders say that customers have become fewer, and they are waiting for the roof."
STORIES = {
    "ar-en": Story("ar", ("en",), *ARABIC, ENGLISH, "Salma Haddad"),
    "fa-en": Story(
        "fa",
        ("en",),
        "بازار شهر قدیم",
        (
            "بازار شهر سپیده‌دم باز می‌شود و بازرگانان پیش از برآمدن آفتاب از روستاها می‌رسند.",
            "بازرگانان می‌گویند که مشتریان کمتر شده‌اند و چشم به راه تعمیر سقف هستند.",
        ),
        "داد و ستدی که دگرگون می‌شود",
        ENGLISH,
        "Shirin Karimi",
    ),
    "he-en": Story(
        "he",
        ("en",),
        "השוק של העיר העתיקה",
        (
            "השוק של העיר נפתח עם עלות השחר, והסוחרים מגיעים מן הכפרים לפני הזריחה.",
            "הסוחרים אומרים שהלקוחות מתמעטים, והם ממתינים לשיפוץ הגג.",
        ),
        "מסחר משתנה",
        ENGLISH,
        "Noa Barak",
    ),
    "ar-en-fr": Story("ar", ("en", "fr"), *ARABIC, ENGLISH, "سلمى حدّاد"),
}


class Newcomer:
    """Runs the commands in one publication, each of which must succeed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str) -> str:
        """Run `diglot`, out of the network's reach unless it drafts, and give what it says."""
        online = arguments[0] == "translate"
        done = run(self.folder, "diglot", *arguments, network=online)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def edit(self, path: str, old: str, new: str) -> None:
        """Change one place of a file, as an editor does."""
        file = self.folder / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, (path, old)
        file.write_text(text.replace(old, new), "utf-8")

    def commit(self) -> None:
        git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
        for command in (["add", "-A"], ["commit", "-q", "-m", "A day's work"]):
            subprocess.run([*git, *command], cwd=self.folder, check=True)


def letters(text: str) -> str:
    """Translate letter by letter: made of words, other than the source, no figure invented."""
    return re.sub(r"[\u05d0-\u06ff]", lambda letter: chr(97 + ord(letter[0]) % 26), text)


def saved_by_poedit(catalogue: str, old: str, new: str) -> str:
    """Give a catalogue as Poedit saves it once a text was changed.

    It takes the flag off what was edited, dates and signs the header, and lets gettext wrap the
    lines.
    """
    entries = catalogue.split("\n\n")
    (at,) = [n for n, entry in enumerate(entries) if f'msgstr "{old}"' in entry]
    entries[at] = (
        entries[at].replace(f'msgstr "{old}"', f'msgstr "{new}"').replace("#, fuzzy\n", "")
    )
    entries[0] = entries[0].replace("1970-01-01 00:00+0000", "2026-11-24 18:20+0200")
    entries[0] = entries[0].replace(
        '"Language-Team: \\n"',
        '"Language-Team: \\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        '"X-Generator: Poedit 3.5\\n"',
    )
    return subprocess.run(
        ["msgcat", "--width=79", "-"],
        input="\n\n".join(entries),
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
