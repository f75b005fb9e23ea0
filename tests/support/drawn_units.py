"""Units as Hypothesis draws them: in every state, and in some that no program would write."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from diglot.model.fingerprint import fingerprint
from diglot.model.translation import Dismissal, MachineStamp, ReviewStamp, Unit

WORDS = ["By hand.", "A draft.", "Draft of 2024.", "A [link][1].", "*x*", "نص"]
HASH = st.sampled_from(["00000000", *map(fingerprint, WORDS)])
DATE = st.just("2026-01-02")


@st.composite
def units(draw: st.DrawFn, like: Unit, *, obsolete: bool = False) -> Unit:
    """Give the unit of a segment in any state, and some that no program would write."""
    target = draw(st.sampled_from(["", *WORDS]))
    ours, theirs = fingerprint(like.source), fingerprint(target)
    stamp = st.builds(MachineStamp, st.just("google"), DATE, st.just(theirs) | HASH)
    seal = st.builds(ReviewStamp, st.just("Rana Aziz"), DATE, st.just(ours), st.just(theirs) | HASH)
    ok = st.builds(Dismissal, st.just("length"), st.just(ours), st.just(theirs), st.just("short"))
    return replace(
        like,
        target=target,
        fuzzy=draw(st.booleans()),
        previous=draw(st.none() | st.sampled_from(["قديم", like.source])),
        mt=draw(st.none() | stamp),
        review=draw(st.none() | st.none() | seal),
        accepted=draw(st.sampled_from([False, False, True])),
        hold=draw(st.none() | st.none() | st.sampled_from(["", "ask the author"])),
        dismissals=tuple(draw(st.lists(ok, max_size=1))),
        comments=tuple(
            draw(st.lists(st.sampled_from(["A person’s note.", "similar: x"]), max_size=2))
        ),
        obsolete=obsolete,
    )
