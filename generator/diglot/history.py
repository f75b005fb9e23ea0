"""What git knows of a publication: its catalogues as they were at some revision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diglot.formats.po import read_catalogue
from diglot.git import ask
from diglot.model.acceptance import Acceptance
from diglot.model.problem import DiglotError, Location, Problem, Severity
from diglot.model.settings import Settings
from diglot.model.translation import Catalogue
from diglot.publication import Publication, article_folder, read_unit_file, shown
from diglot.stages.compare_acceptance import compare_acceptance


def accepted_since(publication: Publication, revision: str) -> list[Acceptance]:
    """Give the units that the files at hand accept and those of a revision did not.

    A catalogue that cannot be read now is left out, for the checks report it; one that could not
    be read then counts as new.

    Args:
        publication: the publication, in a work tree of git.
        revision: any name of a commit that git understands.

    Raises:
        DiglotError: there is no git, no work tree, or no such commit.
    """
    settings = publication.settings
    commit = _commit(settings, revision)
    changed = _changed(settings, commit)
    found: list[Acceptance] = []
    for slug in publication.slugs:
        for target in settings.targets:
            path = article_folder(settings, slug) / f"{target}.po"
            name = shown(settings, path)
            if name not in changed:
                continue
            try:
                after = read_unit_file(settings, path)
            except DiglotError:
                continue
            if after is not None:
                then = ask(settings.root, "show", f"{commit}:./{name}")
                found += compare_acceptance(_read(then, name), after)
    return found


def _read(text: str | None, name: str) -> Catalogue | None:
    """Read a catalogue of the past, None where there was none to read."""
    if text is None:
        return None
    try:
        return read_catalogue(text, name)
    except DiglotError:
        return None


def _commit(settings: Settings, revision: str) -> str:
    """Give the id of the commit that a revision names."""
    found = None
    if not revision.startswith("-"):
        found = ask(settings.root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is None:
        raise DiglotError(
            Problem(
                "no-revision",
                Severity.ERROR,
                f"git knows no commit {revision} here",
                Location(settings.root),
                "Name a commit of this repository; a shallow clone may have to fetch it first.",
            )
        )
    return found.strip()


def _changed(settings: Settings, commit: str) -> frozenset[str]:
    """Give the files that differ from a commit or are new, from the publication's root."""
    differ = ask(settings.root, "diff", "--name-only", "--relative", "-z", commit, "--", ".")
    new = ask(settings.root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(f"{differ or ''}{new or ''}".split("\0"))


def versions(settings: Settings, name: str, limit: int = 100) -> list[Catalogue]:
    """Give the readable versions that git has of a catalogue, the newest first.

    Args:
        settings: of the publication; without git or a work tree there are none.
        name: the file, slash-separated, from the publication's root.
        limit: commits to look at.
    """
    return list(_versions(settings, name, limit))


def _versions(settings: Settings, name: str, limit: int) -> Iterator[Catalogue]:
    log = ask(settings.root, "log", "--format=%H", f"--max-count={limit}", "--", name)
    found = (_read(ask(settings.root, "show", f"{c}:./{name}"), name) for c in (log or "").split())
    return (catalogue for catalogue in found if catalogue is not None)


def machine_texts(
    settings: Settings, name: str, wanted: Iterable[str], limit: int = 100
) -> dict[str, str]:
    """Give what a machine once wrote into a catalogue, as far as git knows.

    Args:
        settings: of the publication; without git or a work tree nothing is known.
        name: the file, slash-separated, from the publication's root.
        wanted: fingerprints of the texts, as the units' stamps prove them.
        limit: commits to look at.

    Returns:
        The texts by fingerprint.
    """
    missing, found = set(wanted), dict[str, str]()
    if not missing:
        return found
    for catalogue in _versions(settings, name, limit):
        for unit in catalogue.units:
            if unit.mt is not None and unit.mt.out in missing and unit.written_by_machine:
                found[unit.mt.out] = unit.target
        missing -= found.keys()
        if not missing:
            break
    return found
