"""The judges see planted faults, name their place, and let a sound page pass."""

import pytest

from support.validators import axe_violations, nu_errors

SOUND = """<!doctype html>
<html lang="ar" dir="rtl">
<head><meta charset="utf-8"><title>تمرد فاغنر</title></head>
<body><main><h1>تمرد فاغنر</h1><p>نص <span lang="en" dir="ltr">Wagner</span>.</p></main></body>
</html>
"""


@pytest.fixture
def write(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.java
@pytest.mark.usefixtures("validators")
class TestNu:
    def test_a_sound_page_passes(self, write):
        assert nu_errors([write("sound.html", SOUND)]) == []

    def test_planted_faults_are_found_each_in_its_file_and_line(self, write):
        page = write("fault.html", SOUND.replace("<p>", '<p dir="middle">'))
        style = write("fault.css", "p {\n  colour: red;\n}\n")
        sound = write("sound.html", SOUND)
        errors = nu_errors([sound, page, style])
        assert len(errors) == 2
        assert any(error.startswith(f"{page}:4: ") and "middle" in error for error in errors)
        assert any(error.startswith(f"{style}:2: ") and "colour" in error for error in errors)

    def test_an_arabic_path_is_a_path(self, write):
        (error,) = nu_errors([write("مقالة فيها خطأ.html", SOUND.replace("<h1>", "<h1 x=y>"))])
        assert "مقالة فيها خطأ.html:4: " in error

    def test_warnings_are_told_when_asked_for(self, write):
        page = write("warned.html", SOUND.replace("<main>", "<main><section>س</section>"))
        assert nu_errors([page]) == []
        assert "Section lacks heading" in nu_errors([page], warnings=True)[0]

    def test_a_file_that_is_not_there_is_no_sound_page(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            nu_errors([tmp_path / "none.html"])


@pytest.mark.browser
@pytest.mark.usefixtures("validators")
class TestAxe:
    def test_a_sound_page_passes(self, page):
        page.set_content(SOUND)
        assert axe_violations(page) == []

    def test_a_planted_image_without_a_text_is_found(self, page):
        page.set_content(SOUND.replace("<p>", "<p><img id=planted src='data:,'>"))
        (violation,) = axe_violations(page)
        assert (violation.rule, violation.targets) == ("image-alt", ("#planted",))
        assert "image-alt (critical): " in str(violation)

    def test_a_page_whose_policy_forbids_scripts_is_judged_too(self, page):
        policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">'
        page.set_content(SOUND.replace("<title>", policy + "<title>").replace(' lang="ar"', ""))
        assert [violation.rule for violation in axe_violations(page)] == ["html-has-lang"]
