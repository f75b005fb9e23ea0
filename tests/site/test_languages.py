"""Arabic and English are not a special case: other sources, and more than one target."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.project import ROOT, diglot, tree

SETTINGS = """site_name: L
docs_dir: content
use_directory_urls: false
theme: {{name: null, custom_dir: {theme}}}
plugins:
  - diglot: {{source: {source}, targets: [{targets}], contact: errors@l.example}}
"""


@pytest.mark.parametrize(
    ("source", "targets", "text"),
    [
        ("fa", ("en",), "این یک پاراگراف است."),
        ("ur", ("en",), "یہ ایک پیراگراف ہے۔"),
        ("he", ("en",), "זוהי פסקה אחת."),
        ("ar", ("en", "fr"), "هذه فقرة واحدة."),
        ("en", ("ar",), "This is one paragraph."),
    ],
)
def test_a_pair_of_languages(tmp_path: Path, source: str, targets: tuple[str, ...], text: str) -> None:
    settings = SETTINGS.format(theme=ROOT / "theme", source=source, targets=", ".join(targets))
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    folder = tmp_path / "content/articles/one"
    folder.mkdir(parents=True)
    (folder / "article.md").write_text(f"---\ntitle: T\n---\n\n{text}\n", "utf-8")
    done = diglot(tmp_path, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert {p.name for p in folder.iterdir()} == {"article.md", "source.pot", *(f"{t}.po" for t in targets)}
    site = tree(tmp_path / "site")
    direction = "ltr" if source == "en" else "rtl"
    page = site["articles/one.html"].decode()
    assert f'<html lang="{source}" dir="{direction}">' in page
    assert text in page
    for number, target in enumerate(targets):
        side = f"articles/one.{target}.html" if number else "articles/one.html"
        other = "rtl" if target == "ar" else "ltr"
        assert f'lang="{target}" dir="{other}"' in site[side].decode()
        assert f'<html lang="{target}" dir="{other}">' in site[f"{target}/articles/one.html"].decode()
