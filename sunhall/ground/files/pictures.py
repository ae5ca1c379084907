"""Pictures: turned upright and written anew, so that no place, device or hidden file stays."""

from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

THUMBNAIL = 320

_ORIENTATION = 0x0112
_FORMATS = {"jpg": {"JPEG", "MPO"}, "png": {"PNG"}, "webp": {"WEBP"}, "gif": {"GIF"}}
_SAVED_AS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}
_QUALITY = {"jpg": {"quality": 92}, "webp": {"quality": 90}}

# Everything a hostile or torn picture can make the decoder raise.
BROKEN = (
    UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning, OSError,
    ValueError, SyntaxError, EOFError, TypeError, IndexError, KeyError, OverflowError,
)  # fmt: skip


class Size(NamedTuple):
    """Width and height in pixels, upright."""

    width: int
    height: int


class TooLarge(ValueError):
    """More pixels than this house opens."""


def clean(source: Path, target: Path, thumbnail: Path, kind: str) -> Size:
    """Write a picture anew without its metadata, upright, with a small one beside it."""
    with Image.open(source) as picture:
        if picture.format not in _FORMATS[kind]:
            raise ValueError(f"{picture.format} inside {kind}")
        _limit_pixels(picture)
        if kind != "jpg" and getattr(picture, "n_frames", 1) > 1:
            _rewrite_moving(picture, target, kind)
        else:
            _rewrite(picture, target, kind)
    with Image.open(target) as picture:
        size = Size(*picture.size)
        _shrink(picture, thumbnail)
    return size


def _limit_pixels(picture: Image.Image) -> None:
    frames = 1 if picture.format in {"JPEG", "MPO"} else getattr(picture, "n_frames", 1)
    if picture.width * picture.height * frames > settings.PICTURE_MOST_PIXELS:
        raise TooLarge


def _rewrite(picture: Image.Image, target: Path, kind: str) -> None:
    turned = picture.getexif().get(_ORIENTATION, 1) != 1
    options = dict(_QUALITY.get(kind, {}))
    if picture.format == "JPEG" and not turned:
        # The same quantisation again loses next to nothing: the photo may be evidence.
        picture.info = _harmless(picture)
        picture.save(target, "JPEG", quality="keep", exif=b"")
        return
    upright = ImageOps.exif_transpose(picture)
    if kind == "jpg" and upright.mode not in {"L", "RGB", "CMYK"}:
        upright = upright.convert("RGB")
    upright.info = _harmless(upright)
    upright.save(target, _SAVED_AS[kind], **options)


def _harmless(picture: Image.Image) -> dict[str | tuple[int, int], Any]:
    """Of all notes in a picture keep those without which its colours would be wrong."""
    return {k: v for k, v in picture.info.items() if k in {"transparency", "icc_profile"}}


def _rewrite_moving(picture: Image.Image, target: Path, kind: str) -> None:
    frames, durations = [], []
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        frames.append(picture.convert("RGBA"))
        durations.append(int(picture.info.get("duration", 100)))
    for frame in frames:
        frame.info = {}
    frames[0].save(
        target,
        _SAVED_AS[kind],
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=0,
    )


def _shrink(picture: Image.Image, target: Path) -> None:
    picture.seek(0)
    picture.draft("RGB", (2 * THUMBNAIL, 2 * THUMBNAIL))
    small = picture.convert("RGBA")
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    ground = Image.new("RGB", small.size, "white")
    ground.paste(small, mask=small.getchannel("A"))
    ground.save(target, "JPEG", quality=80)
