"""Pages of actors: the index by letter, long concordances on pages of their own, former addresses."""

from __future__ import annotations

import re
from pathlib import Path

from support.project import copy_sample, diglot

ACTOR = "- id: {id}\n  type: person\n  name: {{ar: {ar}, en: {en}}}\n"
PARAGRAPH = "قال كنعان إن العمل مستمر في الفقرة {n} من المقالة {article}."


def archive(project: Path, size: int, first: int = 0) -> None:
    """Write articles of ten paragraphs that all name one actor, a day apart."""
    actors = project / "content/actors.yml"
    if "kanaan" not in (text := actors.read_text("utf-8")):
        actors.write_text(text + ACTOR.format(id="kanaan", ar="كنعان", en="Kanaan"), "utf-8")
    for number in range(first, first + size):
        folder = project / f"content/articles/day-{number:03}"
        folder.mkdir()
        body = "\n\n".join(PARAGRAPH.format(n=n, article=number) for n in range(10))
        date = f"2026-{1 + number // 28:02}-{1 + number % 28:02}"
        (folder / "article.md").write_text(f"---\ntitle: يوم {number}\ndate: {date}\n---\n\n{body}\n", "utf-8")


def sheets(project: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (project / "site/actors").glob("kanaan*.html")}


def test_a_long_concordance_is_divided_and_a_new_article_touches_the_newest_page(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    archive(project, 40)
    assert diglot(project, "build", "--strict").returncode == 0
    before = sheets(project)
    assert len(before) >= 3
    everything = b"".join(before.values()).decode()
    for number in range(40):
        for n in range(10):
            assert everything.count(f"إن العمل مستمر في الفقرة {n} من المقالة {number}.") == 1
    own = before["kanaan.html"].decode()
    assert "يرد هذا الاسم في 400 فقرة" in own
    assert "Earlier passages" in own
    assert "Later passages" not in own
    assert max(map(len, before.values())) < 200_000
    archive(project, 1, first=40)
    assert diglot(project, "build", "--strict").returncode == 0
    after = sheets(project)
    changed = {name for name in before if after.get(name) != before[name]}
    assert "kanaan.html" in changed
    assert len(changed) <= 2


def test_every_page_of_a_concordance_is_reached_from_the_first(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    archive(project, 40)
    diglot(project, "build")
    seen, name = [], "kanaan.html"
    while name:
        seen.append(name)
        page = (project / "site/actors" / name).read_text("utf-8")
        found = re.search(r'href="([^"]+)" rel="next"', page)
        name = found[1] if found else ""
    assert sorted(seen) == sorted(sheets(project))


def test_the_index_stands_in_the_order_of_each_alphabet(sample: Path) -> None:
    names = {"ar": ["بيروت", "سلمى حدّاد", "هيئة الميناء"], "en": ["Beirut", "Port Authority", "Salma Haddad"]}
    for lang, path in (("ar", "index.html"), ("en", "index.en.html")):
        page = (sample / "site/actors" / path).read_text("utf-8")
        listed = page[page.index('<section class="letter"') :]
        found = re.findall(rf'lang="{lang}" dir="\w+"><a href="[^"]+">([^<]+)</a>', listed)
        assert found == names[lang]
        for anchor in re.findall(r'href="#([^"]+)"', page[page.index("alphabets") :]):
            assert f'id="{anchor}"' in page


def test_former_addresses_lead_to_the_present_ones(sample: Path) -> None:
    site = sample / "site"
    for old, new in (
        ("actors/harbour-office.html", "port-authority.html"),
        ("articles/port.html", "harbour.html"),
        ("ar/articles/port.html", "harbour.html"),
        ("en/articles/port.html", "harbour.html"),
    ):
        page = (site / old).read_text("utf-8")
        assert f'<noscript><meta http-equiv="refresh" content="0; url={new}"></noscript>' in page
        assert '<meta name="robots" content="noindex">' in page
        address = f"https://sample.example/edition/{Path(old).parent.as_posix()}/{new}"
        assert f'<link rel="canonical" href="{address}">' in page


def test_a_former_address_never_takes_a_living_one(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    actors = project / "content/actors.yml"
    actors.write_text(actors.read_text("utf-8").replace("[harbour-office]", "[beirut, ../x, Beirut]"), "utf-8")
    done = diglot(project, "build")
    assert done.returncode == 1
    assert "[address-taken]" in done.stderr
    assert done.stderr.count("actor-bad-former-id") == 2
    assert 'wikidata.org/wiki/Q3820' in (project / "site/actors/beirut.html").read_text("utf-8")


def test_the_picture_has_a_mark_per_passage_and_the_first_where_reading_begins(sample: Path) -> None:
    page = (sample / "site/articles/harbour.presence.html").read_text("utf-8")
    strips = dict(re.findall(r'aria-label="([^"]+)">(<a.*?)</svg>', page))
    assert set(strips) == {"سلمى حدّاد · Salma Haddad", "هيئة الميناء · Port Authority", "بيروت · Beirut"}
    places = re.findall(r'href="harbour.html#(s-\w+)"><title>[^<]+ · (\d+)</title><line x1="([\d.]+)%"', strips["سلمى حدّاد · Salma Haddad"])
    assert [number for _, number, _ in places] == ["1", "2"]
    assert float(places[0][2]) > float(places[1][2]) > 90
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", page)
    assert len(rows) == 3
    for id_, number, _ in places:
        assert f'<a href="harbour.html#{id_}">{number}</a>' in rows[0] + rows[1] + rows[2]


def test_hostile_names_stay_text_in_the_drawing(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "p")
    actors = project / "content/actors.yml"
    name = "<script>alert(1)</script> & \"q\""
    actors.write_text(actors.read_text("utf-8").replace("en: Beirut", f"en: '{name}'"), "utf-8")
    diglot(project, "build")
    page = (project / "site/articles/harbour.presence.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
