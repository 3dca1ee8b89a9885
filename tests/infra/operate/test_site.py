"""The site with an operator's name in it, built once by MkDocs itself."""

import re
from pathlib import Path

import pytest

from infra.operate import layers
from infra.operate.__main__ import main
from infra.operate.settings import Settings, read_settings
from infra.operate.site import build_site
from infra.operate.texts import check_texts
from infra.pages import CSS_COMMENT

URL = "https://follow-up.example.com"
# What an operator had beside the release before this one: settings, a page, colors, two texts.
PREVIOUS = Path(__file__).parent / "previous"


@pytest.fixture(scope="module")
def settings() -> Settings:
    return read_settings("prod", PREVIOUS)


@pytest.fixture(scope="module")
def laid(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> layers.Layers:
    check_texts(PREVIOUS / "templates")
    return layers.lay(settings, tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def site(settings: Settings, laid: layers.Layers) -> Path:
    return build_site(settings, laid, URL, laid.docs.parent / "site")


@pytest.mark.parametrize("page", ["index.html", "about/index.html", "privacy/index.html"])
def test_a_reader_sees_who_runs_it(site: Path, page: str) -> None:
    html = (site / page).read_text("utf-8")

    assert re.search("Run by Career Centre O(’|&#39;)Brien &amp; Söhne", html)
    assert "mailto:careers@example.com" in html


@pytest.mark.parametrize("page", ["about", "privacy"])
def test_two_pages_say_it_in_a_sentence(site: Path, page: str) -> None:
    article = (site / page / "index.html").read_text("utf-8").partition("<article")[2]

    assert "This copy is run by <strong>Career Centre O" in article.partition("<footer")[0]


def test_the_page_colors_and_words_of_the_operator_are_in_it(site: Path) -> None:
    html = (site / "index.html").read_text("utf-8")

    assert 'href="hours/"' in html
    assert html.rfind("stylesheets/operator.css") > html.rfind("stylesheets/site.css") > 0
    assert "OUR OWN SUBJECT" in (site / "notes.json").read_text("utf-8")


def test_the_sheets_of_all_pages_are_one_file_in_their_order(site: Path) -> None:
    named = re.findall(
        r"- (stylesheets/.*)", (layers.DOCS.parent / "mkdocs.yml").read_text("utf-8")
    )
    joined = (site / "stylesheets" / "site.css").read_text("utf-8")
    firsts = [first_rule(layers.DOCS / name) for name in named]

    assert len(named) > 1
    assert sorted(firsts, key=joined.index) == firsts
    assert not any((site / name).exists() for name in named)


def first_rule(sheet: Path) -> str:
    return CSS_COMMENT.sub("", sheet.read_text("utf-8")).lstrip().partition("{")[0]


def test_the_name_and_the_address_are_the_operators(site: Path) -> None:
    html = (site / "index.html").read_text("utf-8")

    assert f'<link rel="canonical" href="{URL}/">' in html
    assert re.search('<a class="wordmark"[^>]*>After the Interview</a>', html)


def test_after_an_upgrade_the_letters_still_have_the_operators_words(laid: layers.Layers) -> None:
    letters = laid.functions / layers.TEMPLATES / "en" / "letters"

    assert "Your link to the career centre" in (letters / "link.txt").read_text("utf-8")


def test_nothing_of_ours_was_changed(site: Path) -> None:  # noqa: ARG001
    ours = (layers.DOCS / "about.md").read_text("utf-8")

    assert "<!-- operator -->" in ours
    assert not (layers.DOCS / "hours.md").exists()


def test_a_dry_run_needs_no_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dryrun.toml").write_text((PREVIOUS / "prod.toml").read_text("utf-8"), "utf-8")
    for name, value in {"OPERATOR": str(tmp_path), "STAGE": "dryrun", "DRY_RUN": "yes"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")

    assert main(["deploy"]) == 0
    assert "up to the first call of AWS went well" in capsys.readouterr().out


def test_a_page_that_leads_nowhere_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "broken.toml").write_text((PREVIOUS / "prod.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "docs" / "hours.md").write_text("# Hours\n\n[Nowhere](nowhere.md)\n")
    monkeypatch.setenv("OPERATOR", str(tmp_path))
    monkeypatch.setenv("STAGE", "broken")
    monkeypatch.setenv("DRY_RUN", "yes")

    assert main(["deploy"]) == 1
    assert "nowhere.md" in capsys.readouterr().err
