"""The picture beside a shared link."""

from pathlib import Path

from PIL import Image, ImageChops

from infra.social import GROUND, INK, LINES, MARGIN, SIZE, draw


def drawn(folder: Path) -> Image.Image:
    draw(folder / "assets" / "social.png")
    return Image.open(folder / "assets" / "social.png").convert("RGB")


def test_the_text_stays_inside_the_margins_of_a_picture_of_the_usual_size(tmp_path: Path) -> None:
    picture = drawn(tmp_path)

    ground = Image.new("RGB", SIZE, GROUND)
    box = ImageChops.difference(picture, ground).getbbox()

    assert picture.size == SIZE
    assert box
    left, top, right, bottom = box
    assert left >= MARGIN
    assert right <= SIZE[0] - MARGIN
    assert top >= MARGIN / 2
    assert bottom <= SIZE[1] - MARGIN / 2


def test_the_picture_is_small_enough_to_share_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        draw(tmp_path / name)

    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert (tmp_path / "a.png").stat().st_size < 100_000


def test_it_asks_the_question_of_the_home_page() -> None:
    home = (Path(__file__).parents[2] / "docs" / "index.md").read_text("utf-8")
    title = next(text for text, _, color, _ in LINES if color == INK)

    assert f"# {title}\n" in home
