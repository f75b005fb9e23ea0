"""What writing into the glossary never does: lose a byte, or say something else than was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.formats.actors_edit import respelled, with_spellings
from diglot.formats.actors_writer import scalar, with_entry, write_entry
from diglot.formats.actors_yaml import read_glossary
from diglot.formats.yaml_tree import Scalar, read_tree
from diglot.model.actors import Actor, ActorType, Glossary, Protection
from diglot.model.problem import DiglotError
from support.project import ROOT

HOSTILE = [
    "a: b",
    "- x",
    "[x",
    "{ar: x}",
    '"',
    "'",
    "#",
    " # x",
    "null",
    "~",
    "yes",
    "!!python/object:x",
    "&a",
    "*a",
    "| x",
    "%x",
    "\u202egro",
    "\u2028x",
    "\x85x",
    "\\n",
    "2023-06-01",
    "<b>",
    "x,y",
    "@x",
    "`x`",
    "\ufeffx",
    "…",
    "ـ",
]
LETTERS = st.sampled_from(
    [*"مجموعةفاغنرאבגپ Wagner'-.:,#[]{}\"\\|>&*!%@`~\u200c\u202e\u064e\u00a0"]
)
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(LETTERS, min_size=1, max_size=20),
    st.text(
        st.characters(
            exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufffe\uffff"
        ),
        min_size=1,
        max_size=12,
    ),
).map(lambda text: " ".join(text.split()))
NAMES = TEXTS.map(lambda text: f"{text} فاغنر".strip())
LANGS = st.sampled_from(["ar", "en", "fa", "he"])
MANY = st.dictionaries(LANGS, st.lists(NAMES, min_size=1, max_size=3, unique=True).map(tuple))
ACTORS = st.builds(
    Actor,
    id=st.just("new-one"),
    type=st.sampled_from(ActorType),
    name=st.dictionaries(LANGS, NAMES, min_size=1),
    aliases=MANY,
    context_aliases=MANY,
    weak_aliases=MANY,
    protect=st.sampled_from(Protection),
    role=st.dictionaries(LANGS, NAMES),
    as_of=st.sampled_from(["", "2023", "2023-06", "2023-06-01"]),
    source=st.just("") | NAMES,
    wikidata=st.sampled_from(["", "Q7747"]),
    former_ids=st.sampled_from([(), ("old",), ("old", "older")]),
)
FILES = [
    "",
    "# none yet\n",
    "actors:\n",
    "actors:  # none yet\n\n# end",
    "- id: russia\n  type: state\n  name: {ar: روسيا}\n",
    "- id: russia\n  type: state\n  name: {ar: روسيا}",
    (
        "# c\r\nactors:\r\n    # first\r\n    - id: russia\r\n      type: state\r\n      name:\r\n"
        "        ar: روسيا\r\n    # last\r\n"
    ),
    "\ufeff- {id: russia, type: state, name: {ar: روسيا}}  # kept\n\n\n",
    "- id: broken\n  type: state\n- id: russia\n  type: state\n  name: {ar: روسيا}\n",
]


@given(ACTORS)
def test_an_entry_is_read_back_equal(actor: Actor):
    read = read_glossary(write_entry(actor), "actors.yml")
    assert read.actors == (actor,)
    assert not [problem for problem in read.problems if problem.code != "actor-shared-alias"]


@given(TEXTS)
def test_a_text_is_read_back_equal_whatever_it_is(text: str):
    for tree in (read_tree(f"- {scalar(text)}"), read_tree(f"[{scalar(text)}]")):
        (item,) = tree.items
        assert isinstance(item, Scalar)
        assert (item.text, item.is_null) == (text, False)


@pytest.mark.parametrize("text", FILES)
@given(actor=ACTORS)
def test_a_file_keeps_every_byte_when_an_entry_is_added(text: str, actor: Actor):
    written = with_entry(text, actor, "actors.yml")
    assert written.startswith(text)
    assert read_glossary(written, "a") == Glossary((*read_glossary(text, "a").actors, actor))
    assert ("\r\n" in written) == ("\r\n" in text)
    assert written.count("\r") == written.count("\r\n")


@given(ACTORS, st.dictionaries(LANGS, NAMES), MANY)
def test_a_respelled_entry_is_all_that_changes(actor: Actor, names: dict, aliases: dict):
    above = "# head\nactors:\n- {id: a, type: state, name: {ar: روسيا}}  # one\n"
    below = "# foot\n- id: z\n  type: state\n  name: {ar: ليبيا}\n"
    text = f"{above}{write_entry(actor)}{below}"
    changed = with_spellings(text, "actors.yml", actor, names, aliases)
    assert changed.startswith(above)
    assert changed.endswith(below)
    wanted = [
        respelled(a, names, aliases) if a == actor else a for a in read_glossary(text, "").actors
    ]
    assert list(read_glossary(changed, "").actors) == wanted


def test_the_real_file_keeps_every_byte():
    text = (ROOT / "content/actors.yml").read_text("utf-8")
    actor = Actor("new", ActorType.PERSON, {"ar": "أحمد: سعيد"})
    assert with_entry(text, actor, "a") == text + write_entry(actor)


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("[]", ""),
        ("# none\n[]\n", "# none\n"),
        ("# none\r\n[ ]\r\n# end\r\n", "# none\r\n# end\r\n"),
        ("actors: []\n", "actors: \n"),
        ("actors: []  # none\n", "actors:   # none\n"),
        ("---\n[] # none\n", "---\n # none\n"),
    ],
)
def test_an_empty_list_is_opened(text: str, opened: str):
    actor = Actor("new", ActorType.PERSON, {"ar": "أحمد"})
    written = with_entry(text, actor, "actors.yml")
    assert written.startswith(opened)
    assert read_glossary(written, "actors.yml") == Glossary((actor,))


def test_the_glossary_of_a_new_publication_takes_an_entry():
    text = (ROOT / "generator/diglot/starter/actors.yml").read_text("utf-8")
    actor = Actor("new", ActorType.PERSON, {"ar": "أحمد"})
    assert with_entry(text, actor, "a") == text.removesuffix("[]\n") + write_entry(actor)


@pytest.mark.parametrize(
    "text",
    [
        "[{id: russia, type: state, name: {ar: روسيا}}]\n",
        "- id: russia\n  type: state\n  name: {ar: 'روسيا}\n",
        "- id: russia\n  type: state\n  name: {ar: روسيا}\n...\n",
        "russia: {type: state}\n",
    ],
)
def test_a_file_that_cannot_take_an_entry_is_refused(text: str):
    with pytest.raises(DiglotError, match="actors-layout"):
        with_entry(text, Actor("new", ActorType.PERSON, {"ar": "أحمد"}), "actors.yml")
