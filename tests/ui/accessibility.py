"""What every page must pass: the rules of axe, on a page that was really styled."""

from collections import Counter
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

_STANDARDS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
_STYLESHEETS = """() => [...document.styleSheets].map((sheet) => [sheet.href, sheet.cssRules.length])"""


def assert_accessible(page: Any) -> None:
    """Fail on any finding of axe, naming the rule and the elements, and where a stylesheet did not load.

    Without its styles a page has nothing for axe to find wrong.
    """
    assert_styled(page)
    assert_nothing_found(page)


def assert_nothing_found(page: Any) -> None:
    """Fail on any finding of axe: for a document, which bears its own style."""
    findings = Axe().run(page, options=_STANDARDS).response["violations"]
    told = [
        f"{finding['id']}: {finding['help']}\n" + "\n".join(f"  {node['html'][:200]}" for node in finding["nodes"])
        for finding in findings
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)


def assert_styled(page: Any) -> None:
    """Fail where a stylesheet of the page is missing or empty."""
    page.wait_for_load_state()  # a click returns once the next page has begun to load
    sheets = page.evaluate(_STYLESHEETS)
    names = [Path(address).name for address, _rules in sheets]
    assert any("govuk-frontend" in name for name in names), f"{page.url} has no GOV.UK stylesheet, only {names}"
    assert any("cia" in name for name in names), f"{page.url} has no stylesheet of ours, only {names}"
    assert all(rules for _address, rules in sheets), f"A stylesheet of {page.url} is empty: {sheets}"
    margin = page.evaluate("() => getComputedStyle(document.querySelector('.govuk-template__body')).margin")
    assert margin == "0px", f"{page.url} is drawn without its stylesheets"


_WORDS = """() => document.body.innerText.split(/\\s+/).filter(Boolean).sort()"""
_CONTROLS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter((each) => each.checkVisibility({ visibilityProperty: true })).map((each) => each.outerHTML.slice(0, 120))"""
# What is cut off at the edge of its box, apart from what only a screen reader is told.
_CUT_OFF = """() => [...document.querySelectorAll('body *')]
    .filter((each) => ['hidden', 'clip'].includes(getComputedStyle(each).overflowX)
        && each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.outerHTML.slice(0, 200))"""
_WITHOUT_AN_EDGE = """() => [...document.querySelectorAll(
        '.govuk-button, .cia-mark, .cia-marked, .cia-marked-whole, .cia-level, .cia-scale__chosen > *'
    )]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .filter((each) => {
        const style = getComputedStyle(each);
        return !['Top', 'Right', 'Bottom', 'Left'].some((side) =>
            parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== 'none')
            && style.textDecorationLine === 'none';
    })
    .map((each) => each.outerHTML.slice(0, 200))"""
# A radio button and a checkbox are drawn by their label.
_WITHOUT_A_FOCUS = """() => [...document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex="0"]'
    )]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.type !== 'hidden' && !each.disabled)
    .slice(0, 40)
    .filter((each) => {
        each.focus({ focusVisible: true });
        const drawn = each.matches('.govuk-radios__input, .govuk-checkboxes__input')
            ? getComputedStyle(each.nextElementSibling, '::before') : getComputedStyle(each);
        return document.activeElement === each && (drawn.outlineStyle === 'none' || parseFloat(drawn.outlineWidth) < 2);
    })
    .map((each) => each.outerHTML.slice(0, 200))"""
_NOT_SEEN_AS_CHOSEN = """() => [...document.querySelectorAll('input:checked')]
    .filter((each) => each.matches('.govuk-radios__input, .govuk-checkboxes__input'))
    .filter((each) => parseFloat(getComputedStyle(each.nextElementSibling, '::after').borderBottomWidth) < 1)
    .map((each) => each.outerHTML.slice(0, 200))"""


def assert_whole_when_zoomed(page: Any) -> None:
    """Fail where a page of 1280 pixels, enlarged to twice its size, loses words or controls or scrolls sideways."""
    page.wait_for_load_state()
    page.set_viewport_size({"width": 1280, "height": 900})
    words, controls = page.evaluate(_WORDS), page.evaluate(_CONTROLS)
    assert_fits(page, width=640)
    if (menu := page.locator(".govuk-service-navigation__toggle")).count():
        menu.click()  # waits until the menu is folded up
    lost = Counter(words) - Counter(page.evaluate(_WORDS))
    assert not lost, f"{page.url} loses words at 200 %: {sorted(lost)}"
    lost = Counter(controls) - Counter(page.evaluate(_CONTROLS))
    assert not lost, f"{page.url} loses something to press or fill in at 200 %: {list(lost)}"
    cut_off = page.evaluate(_CUT_OFF)
    assert not cut_off, f"{page.url} cuts off at 200 %: {cut_off}"


def assert_told_apart_in_forced_colours(page: Any) -> None:
    """Fail where, in a reader's own two colours, a button, a mark, a level, what is chosen or the focus has no edge."""
    page.emulate_media(forced_colors="active")
    for script, what in (
        (_WITHOUT_AN_EDGE, "has no edge"),
        (_NOT_SEEN_AS_CHOSEN, "is not seen to be chosen"),
        (_WITHOUT_A_FOCUS, "is not seen to have the focus"),
    ):
        found = page.evaluate(script)
        assert not found, f"On {page.url}, in forced colours, this {what}: {found}"
    page.emulate_media(forced_colors="none")


def assert_fits(page: Any, *, width: int = 360) -> None:
    """Fail where the page scrolls sideways on a narrow phone."""
    page.wait_for_load_state()
    page.set_viewport_size({"width": width, "height": 740})
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= width, f"{page.url} is {wide} pixels wide on a screen of {width}"
