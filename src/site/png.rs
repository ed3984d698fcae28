//! Turns pictures into PNG.

use std::sync::Arc;

use picture::{Face, Fonts};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{
        Options, Tree,
        fontdb::{Database, FaceInfo, ID, Language, Source, Stretch, Style, Weight},
    },
};
use thiserror::Error;

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

/// Reads the fonts of pictures as resvg asks for them.
pub fn read_fonts(fonts: &Fonts) -> Arc<Database> {
    let mut database = Database::new();
    for face in Face::ALL {
        // The files name themselves after the font that they were cut from.
        database.push_face_info(FaceInfo {
            id: ID::dummy(),
            source: Source::Binary(fonts.file(face)),
            index: 0,
            families: vec![(face.family().into(), Language::English_UnitedStates)],
            post_script_name: face.path().into(),
            style: Style::Normal,
            weight: Weight(face.weight()),
            stretch: Stretch::Normal,
            monospaced: false,
        });
    }
    Arc::new(database)
}

/// Makes the PNG of a picture; `title` says which one it is.
pub fn to_png(fonts: &Arc<Database>, title: &str, svg: &str) -> Result<Vec<u8>, PictureError> {
    let failed = |reason: String| PictureError::Drawing {
        title: title.into(),
        reason,
    };
    let options = Options {
        fontdb: Arc::clone(fonts),
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

#[cfg(test)]
mod tests {
    use cube::{Catalog, Release};
    use dashboard::Request;
    use picture::{SIZE, draw_preview};

    use super::*;

    fn fonts() -> Fonts {
        Fonts::read(|_| Some(include_bytes!("../picture/letters.ttf").to_vec())).unwrap()
    }

    #[test]
    fn a_preview_has_the_size_that_networks_show_and_the_same_bytes_every_time() {
        let (fonts, catalog) = (fonts(), Catalog::default());
        let release = Release {
            catalog: catalog.clone(),
            tables: Default::default(),
        };
        let view = dashboard::view(&release, &Request::parse(&catalog, "", ""));
        let make = || {
            let svg = draw_preview(&fonts, &catalog, &view, None, None);
            to_png(&read_fonts(&fonts), "Edad", &svg).unwrap()
        };
        let png = make();
        let length = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!((length(16), length(20)), SIZE);
        assert_eq!(png, make());
    }

    #[test]
    fn a_letter_that_no_font_has_is_named() {
        let error = check_letters(&fonts(), "Edad", "<text>Ж</text>").unwrap_err();
        assert!(error.to_string().contains("have no “Ж”"), "{error}");
    }
}
