"""Links between the pages of a site."""

from __future__ import annotations

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from diglot.model.address import relative

paths = st.lists(st.sampled_from(["ar", "articles", "a.html", "b.html", "."]), min_size=1).map(
    "/".join
)


@given(paths.map(posixpath.normpath), paths)
def test_a_link_is_the_one_of_the_standard_library(page, target):
    assert relative(page, target) == posixpath.relpath(target, posixpath.dirname(page) or ".")


def test_a_link_keeps_its_fragment_and_names_its_own_page_by_it_alone():
    assert relative("ar/articles/x.html", "articles/x.html#s-1") == "../../articles/x.html#s-1"
    assert relative("articles/x.html", "articles/x.html#s-1") == "#s-1"


def test_a_link_out_of_the_site_stays_out_of_it():
    assert relative("articles/x.html", "../other/") == "../../other"
