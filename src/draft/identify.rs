//! Recognizes columns that identify people: by their names, their fields, or first names in them.

use codebook::{
    identifiers::{DirectIdentifier, recognize_by_fields, recognize_by_name},
    notation::spelling::fold,
};

use crate::column::{Column, is_share};

/// From this share of the answers that begin with a first name, in percent, a column holds names of people. Some places
/// and institutions begin like one (“San José”, “María Auxiliadora”).
const NAMES: u64 = 30;
/// How often one text is looked at: more often says nothing more.
const MOST_ROWS: u64 = 20;

/// The most frequent first names in Spanish, Portuguese and English, folded.
const FIRST_NAMES: &str = "maria jose juan ana luis carlos jorge pedro manuel francisco antonio miguel rafael jesus \
    alejandro fernando roberto ricardo daniel david eduardo mario sergio javier marco oscar victor alberto andres diego \
    gabriel pablo julio cesar raul ramon enrique martin angel felipe sebastian mateo nicolas samuel kevin \
    rosa carmen marta martha laura patricia gloria sandra claudia adriana andrea paola carolina diana monica silvia \
    lucia sofia valentina isabella camila daniela gabriela alejandra natalia karla karen jessica melissa yolanda \
    teresa elena isabel cristina beatriz luz marisol rocio sara raquel ruth irma joao paulo pedro john james robert \
    michael william mary patricia jennifer linda elizabeth susan jane";

/// Recognizes a column that identifies people.
pub(crate) fn identify(column: &Column) -> Option<DirectIdentifier> {
    recognize_by_name(&column.name)
        .or_else(|| {
            let often = |(text, rows): (_, &u64)| {
                std::iter::repeat_n(text, usize::try_from((*rows).min(MOST_ROWS)).unwrap_or(1))
            };
            recognize_by_fields(
                column
                    .texts
                    .iter()
                    .map(|(text, rows)| (text.as_str(), rows))
                    .flat_map(often),
            )
        })
        .or_else(|| {
            let begins = |text: &str| {
                let folded = fold(text);
                let first = folded.split([' ', ',']).next().unwrap_or_default();
                FIRST_NAMES.split_whitespace().any(|name| name == first)
            };
            is_share(column.count(begins), column.answered(), NAMES)
                .then_some(DirectIdentifier::Name)
        })
}
