"""Browser windows that serve one test after the other.

A window that has shown the site before opens a page in a third of the time: its process runs, its
code is compiled. So a window is kept for those who ask for the same kind, and given back as new:
no storage, no routes, no permissions, no second tab. What cannot be taken back (a script that
comes before the page's own, a clock that runs) needs a window of its own:
`visit(…, is_alone=True)`. A clock that stands still can be set anew: `visit(…, now="2026-11-23")`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.watching import PATIENCE_MS, Watch

# What a window can be told anew; all else is of its kind.
MEDIA = {"color_scheme": "light", "reduced_motion": "no-preference"}
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"


@dataclass
class Window:
    kind: str
    context: BrowserContext
    page: Page

    def forget(self, site: str) -> None:
        """Leaves the page first: what it keeps on leaving goes too."""
        for other in self.context.pages:
            if other != self.page:
                other.close()
        self.page.unroute_all(behavior="ignoreErrors")
        self.context.unroute_all(behavior="ignoreErrors")
        self.context.set_offline(False)
        self.context.clear_permissions()
        self.page.goto(f"{site}/robots.txt")
        self.page.evaluate(FORGET)
        self.context.clear_cookies()
        self.page.mouse.move(0, 0)


@dataclass
class Visitors:
    browser: Browser
    idle: list[Window] = field(default_factory=list)

    def start(self, site: str) -> "Visits":
        return Visits(self, site)

    def window(self, kind: str, options: dict[str, Any]) -> Window:
        found = next((one for one in self.idle if one.kind == kind), None)
        if found:
            self.idle.remove(found)
            return found
        context = self.browser.new_context(**options)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        return Window(kind, context, page)


@dataclass
class Visits:
    """Those of one test; `faults` is what their pages did wrong."""

    visitors: Visitors
    site: str
    faults: list[str] = field(default_factory=list)
    shared: list[tuple[Window, Watch]] = field(default_factory=list)
    alone: list[Window] = field(default_factory=list)

    def open(
        self,
        path: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        is_alone: bool = False,
        now: str = "",
        permissions: Sequence[str] = (),
        **options: Any,
    ) -> Page:
        media = {name: options.pop(name, usual) for name, usual in MEDIA.items()}
        kind = repr((self.site, bool(now), sorted(options.items())))
        window = self.visitors.window("alone" if is_alone else kind, options)
        watch = Watch(window.page, self.site, self.faults)
        self.alone.append(window) if is_alone else self.shared.append((window, watch))
        window.page.set_viewport_size({"width": width, "height": height})
        window.page.emulate_media(media="null", **media)
        window.context.grant_permissions(list(permissions))
        if now:
            window.page.clock.set_fixed_time(now)
        window.page.goto(f"{self.site}/{path}")
        return window.page

    def end(self) -> None:
        for window in self.alone:
            window.context.close()
        for window, watch in self.shared:
            try:
                window.forget(self.site)
            except Error:  # a page that does not let go is given up
                window.context.close()
            else:
                self.visitors.idle.append(window)
            watch.end()
