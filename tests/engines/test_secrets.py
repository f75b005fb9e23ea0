"""A key reaches the service that it is for, and no file, log or message besides."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest

from support.engines_server import engines_server
from support.project import copy_sample, run, tree

KEY = "s3cr3t+key/of=the desk"
ENGINES = {
    "mymemory": "MYMEMORY_EMAIL",
    "microsoft": "MICROSOFT_API_KEY",
    "libretranslate": "LIBRE_API_KEY",
    "deepl": "DEEPL_AUTH_KEY",
    "openai": "OPENAI_API_KEY",
}
KEY_OF = {"mymemory": "s3cr3t@example.org"}


@pytest.mark.parametrize("name", ENGINES)
def test_no_file_and_no_line_holds_the_key(tmp_path, name):
    key = KEY_OF.get(name, KEY)
    project = copy_sample(tmp_path / "p")
    for path in project.glob("content/articles/*/en.po"):
        path.unlink()
    with engines_server() as server:
        settings = project / "mkdocs.yml"
        options = f'{{url: "{server.url(name)}", rps: 10000, model: m}}'
        if name != "openai":
            options = options.replace(", model: m", "")
        engine = f"- diglot:\n      engine: {name}\n      engine_options: {options}\n"
        text = settings.read_text(encoding="utf-8").replace("- diglot:\n", engine)
        settings.write_text(text, encoding="utf-8")
        told = b""
        # An answer that holds the key, refusals that print the request, success, then a bad key.
        for faults in (["key", "400", "413", "ok"], ["401"]):
            server.faults = list(faults)
            for command in (["translate", "--max-requests", "12"], ["probe", name]):
                done = run(project, "diglot", *command, env={ENGINES[name]: key}, network=True)
                assert done.returncode in (0, 3), done.stderr
                told += (done.stdout + done.stderr).encode()
        sent = "".join(str(request) for request in server.requests)
    assert key in sent or quote(key, safe="") in sent or quote(key) in sent
    files = tree(project) | {"stdout and stderr": told}
    assert any(path.endswith("translations.sqlite") for path in files)
    for form in (key, quote(key, safe=""), base64.b64encode(key.encode()).decode()):
        assert [path for path, data in files.items() if form.encode() in data] == []
    assert any(b"mt: " in data for path, data in files.items() if path.endswith("en.po"))
