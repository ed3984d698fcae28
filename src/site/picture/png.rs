//! Turns pictures into PNG.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};
use thiserror::Error;

use crate::picture::font::{Face, Fonts};

/// Why a picture cannot be made into PNG.
#[derive(Debug, Error)]
pub enum PictureError {
    /// A text has a letter that no font of the page has.
    #[error(
        "the picture of “{title}” cannot be made: the page's fonts have no “{letter}”; leave out --url, or choose other words"
    )]
    Letter {
        /// What the picture shows.
        title: String,
        /// The letter.
        letter: char,
    },
    /// The picture cannot be drawn.
    #[error("the picture of “{title}” cannot be drawn: {reason}")]
    Drawing {
        /// What the picture shows.
        title: String,
        /// The reason.
        reason: String,
    },
}

/// Makes the PNG of a picture; `title` says which one it is.
pub fn to_png(fonts: &Fonts, title: &str, svg: &str) -> Result<Vec<u8>, PictureError> {
    let failed = |reason: String| PictureError::Drawing {
        title: title.into(),
        reason,
    };
    let options = Options {
        fontdb: fonts.database(),
        font_family: Face::Sans.family().into(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| failed(error.to_string()))?;
    let size = tree.size().to_int_size();
    let mut pixels =
        Pixmap::new(size.width(), size.height()).ok_or_else(|| failed("it has no size".into()))?;
    resvg::render(&tree, Transform::default(), &mut pixels.as_mut());
    pixels
        .encode_png()
        .map_err(|error| failed(error.to_string()))
}

/// Refuses a picture with a letter that no font has: it would be missing.
pub fn check_letters(fonts: &Fonts, title: &str, svg: &str) -> Result<(), PictureError> {
    let letters = svg.chars().filter(|letter| !letter.is_control());
    match fonts.missing(Face::Sans, &letters.collect::<String>()) {
        Some(letter) => Err(PictureError::Letter {
            title: title.into(),
            letter,
        }),
        None => Ok(()),
    }
}
