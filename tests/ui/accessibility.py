"""What every page must pass: the rules of axe, on a page that was really styled."""

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


def assert_fits(page: Any, *, width: int = 360) -> None:
    """Fail where the page scrolls sideways on a narrow phone."""
    page.wait_for_load_state()
    page.set_viewport_size({"width": width, "height": 740})
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= width, f"{page.url} is {wide} pixels wide on a screen of {width}"
