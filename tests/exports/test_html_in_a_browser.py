"""The HTML brief as a browser shows it; skipped where there is no chromium with playwright."""

from __future__ import annotations

import shutil

import pytest

from truceline.exports.html import html

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(coded, tmp_path_factory):
    file = tmp_path_factory.mktemp("brief") / "brief.html"
    file.write_text(html(coded), encoding="utf8")
    return file.as_uri()


@pytest.fixture
def page(browser, address):
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.goto(address)
    yield opened
    opened.close()


def lit(page) -> list[str]:
    return page.eval_on_selector_all(".lit", "nodes => nodes.map(n => n.id || n.textContent)")


def test_the_policy_lets_the_page_s_own_style_and_script_through_and_nothing_complains(page):
    assert page.evaluate("getComputedStyle(document.querySelector('main')).display") == "grid"
    assert page.complaints == []


def test_pointing_at_a_record_lights_its_words(page):
    page.hover("#r-positions-1")
    assert lit(page) == ["r-positions-1", "Oster backs the Front"]


def test_pointing_at_words_lights_all_their_records(page):
    page.hover("text=buffer zone around Tarn >> nth=-1")
    assert {"r-zones-1", "r-event-4", "r-agreements-1"} <= set(lit(page))


def test_the_keyboard_walks_the_records(page):
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert lit(page)[0] == "r-event-2"


def test_unticking_a_status_hides_its_records(page):
    page.uncheck("#show-planned")
    assert not page.is_visible("#r-event-3")
    assert page.is_visible("#r-event-1")


@pytest.mark.parametrize("width", [360, 1280, 1920])
def test_no_width_scrolls_sideways(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_a_link_lights_the_words(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}#r-positions-1")
    words = page.locator("[data-r~='positions-1']")
    assert words.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    context.close()
