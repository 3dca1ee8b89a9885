"""The front of the local cloud answers this machine's own pages and nobody else."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from urllib.parse import quote, urlsplit

import pytest

from infra.front import MAX_BODY, Answer, Front, PortTaken, Request
from infra.local import read_port
from infra.site_files import SiteFiles
from tests.infra.calls import Reply, call, send_raw

PAGES = {
    "index.html": "home",
    "guide/index.html": "guide",
    "404.html": "lost",
    "javascripts/site.mjs": "export {}",
    "headers.json": '{"/*": {"X-Everywhere": "yes"}, "/guide/*": {"Cache-Control": "no-store"}}',
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in PAGES.items():
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "site"


@pytest.fixture
def front(site: Path) -> Iterator[Front]:
    front = Front(0)
    front.open({"/": SiteFiles(site), "/api/": echo})
    yield front
    front.close()


def echo(request: Request) -> Answer:
    said = f"{request.method} {request.target} {len(request.body)}"
    return Answer(200, said.encode(), {"X-Seen-From": request.viewer})


def get(front: Front, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Reply:
    return call(front.url, path, method, body or None, **headers)


@pytest.mark.parametrize("name", ["a" * 256, "ä" * 200, "a" * 5_000])
def test_a_name_no_file_can_have_is_not_found(front: Front, name: str) -> None:
    assert get(front, f"/{quote(name)}").status == 404


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "localhost:9", "LOCALHOST:8000"])
def test_it_answers_to_the_names_of_this_machine(front: Front, host: str) -> None:
    assert get(front, "/", Host=host).text == "home"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1]", "[bad", "0"],
)
def test_it_answers_to_no_other_name(front: Front, host: str) -> None:
    reply = get(front, "/", Host=host)

    assert reply.status == 421
    assert "home" not in reply.text


def test_a_request_without_a_host_is_refused(front: Front) -> None:
    assert send_raw(front.url, b"GET / HTTP/1.1\r\n\r\n").status == 421


def test_it_knows_the_viewer_by_the_socket_alone(front: Front) -> None:
    reply = get(front, "/api/plan", X_Forwarded_For="192.0.2.1", X_Viewer_Address="192.0.2.1")

    assert reply.headers["x-seen-from"] == "127.0.0.1"


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "PUT"])
@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:1", "null", ""])
def test_a_write_from_another_page_is_refused(front: Front, method: str, origin: str) -> None:
    assert get(front, "/api/x", method, Origin=origin).status == 403


def test_a_write_from_its_own_page_is_taken(front: Front) -> None:
    assert get(front, "/api/x", "POST", b"abc", Origin=front.url).text == "POST /api/x 3"


def test_a_mail_program_names_no_page_and_may_write(front: Front) -> None:
    assert get(front, "/api/stop/t", "POST", b"List-Unsubscribe=One-Click").status == 200


def test_an_own_page_that_hides_its_address_may_write(front: Front) -> None:
    hidden = get(front, "/api/x", "POST", Origin="null", Sec_Fetch_Site="same-origin")
    foreign = get(front, "/api/x", "POST", Origin="null", Sec_Fetch_Site="cross-site")

    assert (hidden.status, foreign.status) == (200, 403)


def test_a_large_body_is_refused_before_it_is_read(front: Front) -> None:
    head = f"POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: {MAX_BODY + 1}\r\n\r\n"

    assert send_raw(front.url, head.encode()).status == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "²", "0x10", " "])
def test_a_length_that_makes_no_sense_is_refused(front: Front, length: str) -> None:
    head = f"POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"

    assert send_raw(front.url, head.encode("latin-1")).status == 400


def test_a_body_of_unknown_length_is_refused(front: Front) -> None:
    head = b"POST /api/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"

    assert send_raw(front.url, head).status == 411


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/guide/../../secret.txt",
        "//secret.txt",
        "/guide/%00",
        "/..%5csecret.txt",
        "/%2e%2e%2f%2e%2e%2fetc/passwd",
    ],
)
def test_nothing_outside_the_site_is_served(front: Front, path: str) -> None:
    reply = get(front, path)

    assert (reply.status, reply.text) == (404, "lost")


def test_a_link_out_of_the_site_is_not_followed(front: Front, site: Path) -> None:
    (site / "link.txt").symlink_to(site.parent / "secret.txt")

    assert get(front, "/link.txt").status == 404


def test_a_folder_is_shown_by_its_index(front: Front) -> None:
    assert get(front, "/guide/?t=1").text == "guide"


def test_a_folder_without_its_slash_leads_to_the_one_with_it(front: Front) -> None:
    reply = get(front, "/guide?t=1")

    assert (reply.status, reply.headers["location"]) == (301, "/guide/?t=1")


def test_a_slash_too_many_leads_to_no_other_host(front: Front) -> None:
    reply = get(front, "//guide")

    assert reply.headers.get("location") == "/guide/"


def test_modules_are_served_as_scripts(front: Front) -> None:
    reply = get(front, "/javascripts/site.mjs")

    assert reply.headers["content-type"] == "text/javascript; charset=utf-8"


def test_the_site_names_its_own_header_fields(front: Front) -> None:
    home, guide = get(front, "/"), get(front, "/guide/")

    assert (home.headers["x-everywhere"], guide.headers["x-everywhere"]) == ("yes", "yes")
    assert (home.headers["cache-control"], guide.headers["cache-control"]) == (
        "no-cache",
        "no-store",
    )


def test_a_site_takes_no_writes(front: Front) -> None:
    assert get(front, "/guide/", "POST").status == 405


def test_a_head_request_gets_the_head_only(front: Front) -> None:
    with socket.create_connection(front.address, timeout=10) as wire:
        wire.sendall(b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: wire.recv(4096), b""))

    assert b"Content-Length: 4\r\n" in answer
    assert answer.endswith(b"\r\n\r\n")


def test_the_address_of_a_request_is_passed_on_unchanged(front: Front) -> None:
    assert get(front, "/api/plan?zone=Europe%2FBerlin&x=%20").text.endswith(
        "/api/plan?zone=Europe%2FBerlin&x=%20 0"
    )


def test_a_visitor_who_leaves_early_is_no_news(capsys: pytest.CaptureFixture[str]) -> None:
    front, has_left = Front(0), threading.Event()
    serving: Queue[threading.Thread] = Queue()

    def answer_late(_: Request) -> Answer:
        serving.put(threading.current_thread())
        assert has_left.wait(10)
        return Answer(200, b"a" * 10_000_000)

    front.open({"/": answer_late})
    with socket.create_connection(("127.0.0.1", urlsplit(front.url).port or 0)) as visitor:
        visitor.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        served = serving.get(timeout=10)
        visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    has_left.set()
    served.join(30)
    front.close()

    assert not served.is_alive()
    assert capsys.readouterr().err == ""


def test_a_taken_port_is_named_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(PortTaken, match=f"Port {port} is taken(.|\n)*PORT={port + 1} make run"):
            Front(port)


def test_it_listens_on_loopback_only() -> None:
    front = Front(0)

    host, _ = front.address
    front.close()
    assert host == "127.0.0.1"


def test_the_port_is_8000_if_nobody_chose() -> None:
    assert (read_port(""), read_port(" 8001 ")) == (8000, 8001)


@pytest.mark.parametrize("given", ["eight", "0", "65536", "-1", "80 01", "٨٠"])
def test_a_port_that_is_none_is_named(given: str) -> None:
    with pytest.raises(SystemExit, match="is no port"):
        read_port(given)
