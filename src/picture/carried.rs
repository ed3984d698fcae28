//! Writes the letters of a picture into it, so that it shows them wherever it is taken.

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{
    cut::cut,
    font::{Face, Fonts},
};

/// The letters that a picture has of each face.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used([BTreeSet<char>; Face::ALL.len()]);

impl Used {
    /// Notes the letters of a text.
    pub fn add(&mut self, face: Face, text: &str) {
        self.0[face as usize].extend(text.chars());
    }

    /// Notes the letters of another picture, which becomes part of this one.
    pub fn join(&mut self, other: &Used) {
        for (own, letters) in self.0.iter_mut().zip(&other.0) {
            own.extend(letters);
        }
    }

    /// Writes a style with a font for each face: these letters and no others. It asks for no file.
    pub fn to_style(&self, fonts: &Fonts) -> String {
        let faces = Face::ALL.into_iter().zip(&self.0);
        let rules: String = faces
            .filter(|(_, letters)| !letters.is_empty())
            .filter_map(|(face, letters)| Some(rule(face, &cut(fonts.bytes(face), letters)?)))
            .collect();
        if rules.is_empty() {
            rules
        } else {
            format!("<style>\n{rules}</style>\n")
        }
    }
}

fn rule(face: Face, font: &[u8]) -> String {
    format!(
        "@font-face{{font-family:\"{}\";font-weight:{};src:url(data:font/ttf;base64,{})}}\n",
        face.family(),
        face.weight(),
        STANDARD.encode(font)
    )
}
