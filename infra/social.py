"""The picture that stands beside a link to this site in chats and feeds.

Drawn at build with the one typeface Pillow brings along, so it needs no font of the machine.
"""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)  # what Open Graph readers expect: 1.91 to 1
MARGIN = 96
GROUND = "#14573f"  # --accent of the light palette
INK = "#ffffff"
INK_SOFT = "#cfe3d8"

# Text, height in pixels, color, where its line begins from the top.
LINES = (
    ("Interview Follow-Up", 38, INK_SOFT, 88),
    ("Did I get the job?", 124, INK, 200),
    ("What to do after a job interview,", 46, INK, 424),
    ("when, and in what words.", 46, INK, 486),
)


def draw(path: Path) -> None:
    """Writes the picture as PNG."""
    picture = Image.new("RGB", SIZE, GROUND)
    pen = ImageDraw.Draw(picture)
    for text, height, color, top in LINES:
        pen.text((MARGIN, top), text, fill=color, font=ImageFont.load_default(height))
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path)
