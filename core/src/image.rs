//! A picture that somebody chose: its bytes, and what they are by their first ones, whatever its name says.

use alloc::string::String;
use alloc::sync::Arc;

/// A file as it was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// What is in it.
    pub bytes: Arc<[u8]>,
    /// Its name, without folders.
    pub name: String,
}

/// Largest picture taken, in bytes.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// The formats that an image may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// [JPEG](https://www.w3.org/Graphics/JPEG/).
    Jpeg,
    /// [PNG](https://www.w3.org/TR/png-3/).
    Png,
    /// [GIF](https://www.w3.org/Graphics/GIF/spec-gif89a.txt).
    Gif,
    /// Windows' bitmap.
    Bmp,
}

impl Format {
    /// What a file is by its first bytes.
    #[must_use]
    #[inline(never)]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let starts = |with: &[u8]| bytes.starts_with(with);
        if starts(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if starts(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if starts(b"GIF87a") || starts(b"GIF89a") {
            Some(Self::Gif)
        } else if starts(b"BM") && is_bitmap_header(bytes) {
            Some(Self::Bmp)
        } else {
            None
        }
    }

    /// Its media type.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Bmp => "image/bmp",
        }
    }
}

/// Many a text starts with "BM": a bitmap also says how long its header is, and there are only so many.
fn is_bitmap_header(bytes: &[u8]) -> bool {
    let Some(&[size, 0, 0, 0]) = bytes.get(14..18) else {
        return false;
    };
    matches!(size, 12 | 40 | 52 | 56 | 64 | 108 | 124)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let bitmap = b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02";
        for (bytes, format) in [
            (&b"\xff\xd8\xff\xe0\0\x10JFIF"[..], Some(Format::Jpeg)),
            (b"\x89PNG\r\n\x1a\n\0\0", Some(Format::Png)),
            (b"GIF87a", Some(Format::Gif)),
            (b"GIF89a;", Some(Format::Gif)),
            (bitmap, Some(Format::Bmp)),
            (b"", None),
            (b"BM", None),
            (b"BMW owners' club, members of 2024", None),
            (b"\x89PNG\n\x1a\n", None),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", None),
            (b"RIFF\0\0\0\0WEBPVP8 ", None),
            (b"GIF88a", None),
            (b"\xff\xd8", None),
        ] {
            assert_eq!(Format::of(bytes), format, "{bytes:?}");
        }
        assert_eq!(Format::Png.mime(), "image/png");
    }
}
