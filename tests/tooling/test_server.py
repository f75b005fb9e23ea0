"""The loopback server answers as GitHub Pages would, under the root and under a prefix."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from support.server import serve


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "ar").mkdir(parents=True)
    (folder / "index.html").write_text("the front page", encoding="utf-8")
    (folder / "ar" / "index.html").write_text("الصفحة العربية", encoding="utf-8")
    (folder / "theme.css").write_text("p { color: red }", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not of the site", encoding="utf-8")
    return folder


def get(base, path, method="GET"):
    """Return the answer to one request, redirects not followed."""
    connection = HTTPConnection(urlsplit(base).netloc, timeout=5)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("prefix", ["/", "/repo/"])
def test_the_site_stands_under_its_prefix(site, prefix):
    with serve(site, prefix) as base:
        assert base.endswith(prefix)
        assert get(base, prefix)[2] == "the front page"
        assert get(base, prefix + "index.html?q=1")[2] == "the front page"
        assert get(base, prefix + "ar/")[2] == "الصفحة العربية"


def test_nothing_stands_outside_the_prefix(site):
    with serve(site, "/repo/") as base:
        assert get(base, "/index.html")[0] == 404
        assert get(base, "/repo")[0] == 404


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/ar/../../secret.txt"])
def test_nothing_stands_outside_the_folder(site, path):
    with serve(site) as base:
        status, _, body = get(base, path)
        assert (status, "not of the site" in body) == (404, False)


def test_a_folder_without_its_slash_is_sent_to_it(site):
    with serve(site, "/repo/") as base:
        status, headers, _ = get(base, "/repo/ar?q=1")
        assert (status, headers["Location"]) == (301, "/repo/ar/?q=1")


def test_a_folder_is_not_listed(site):
    (site / "fonts").mkdir()
    with serve(site) as base:
        assert get(base, "/fonts/")[0] == 404


def test_a_missing_page_is_answered_with_the_sites_own(site):
    (site / "404.html").write_text("not here", encoding="utf-8")
    with serve(site) as base:
        status, headers, body = get(base, "/nowhere.html")
        assert (status, body) == (404, "not here")
        assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_types_are_the_same_on_every_machine(site):
    with serve(site) as base:
        assert get(base, "/theme.css")[1]["Content-Type"] == "text/css; charset=utf-8"
        assert get(base, "/theme.css", "HEAD")[2] == ""


def test_a_prefix_without_its_slashes_is_refused(site):
    with pytest.raises(ValueError, match="slash"), serve(site, "repo"):
        pass
