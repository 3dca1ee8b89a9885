"""After a deploy the site is asked as a reader would ask it."""

from dataclasses import dataclass, field

import pytest

from infra.operate.smoke import Reply, find_faults

URL = "https://follow-up.example.com"
DAY = "2026-11-23"
POLICY = {"content-security-policy": "default-src 'none'; frame-ancestors 'none'"}


@dataclass
class Site:
    """Answers by path; what is not listed is not found."""

    replies: dict[str, Reply] = field(
        default_factory=lambda: {
            "/": Reply(200, POLICY, b"Run by Example"),
            "/notes.json": Reply(200, {"content-type": "application/json"}),
            f"/api/plan?interviewed_on={DAY}&zone=Europe/Berlin": Reply(200, {}, b'{"plan": []}'),
            "/api/follow-ups": Reply(401, {}),
        }
    )

    def __call__(self, url: str) -> Reply:
        return self.replies.get(url.removeprefix(URL), Reply(404, {}))

    def faults(self, *, has_service: bool = True) -> list[str]:
        return find_faults(
            URL, name="Example", day=DAY, has_service=has_service, patience_s=0, ask=self
        )


def test_a_whole_site_has_no_faults() -> None:
    assert Site().faults() == []


def test_a_name_is_found_as_a_page_writes_it() -> None:
    site = Site()
    site.replies["/"] = Reply(200, POLICY, "Run by O&#39;Brien &amp; Söhne".encode())

    faults = find_faults(
        URL, name="O'Brien & Söhne", day=DAY, has_service=True, patience_s=0, ask=site
    )
    assert faults == []


def test_the_site_alone_is_not_asked_for_reminders() -> None:
    site = Site()
    site.replies = {path: each for path, each in site.replies.items() if "/api/" not in path}

    assert site.faults(has_service=False) == []
    assert len(site.faults()) == 2


@pytest.mark.parametrize(
    ("path", "reply", "wanted"),
    [
        ("/", Reply(0, {}), "answers nothing"),
        ("/", Reply(403, {}), "answers 403"),
        ("/", Reply(200, POLICY, b"Run by somebody else"), "an older copy"),
        ("/", Reply(200, {}, b"Run by Example"), "content security policy"),
        ("/notes.json", Reply(200, {"content-type": "text/html"}), "another type"),
        ("/no-such-page/", Reply(200, {}), "not answered with the page"),
        ("/api/follow-ups", Reply(403, {}), "answers 403 to somebody without a link"),
    ],
)
def test_whatever_is_wrong_is_said(path: str, reply: Reply, wanted: str) -> None:
    site = Site()
    site.replies[path] = reply

    [fault] = site.faults()
    assert wanted in fault
