//! Defines the formats of the workbook's cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const INK: Color = Color::RGB(0x1f_2937);
const BLUE: Color = Color::RGB(0x1f_4e79);
const RUST: Color = Color::RGB(0x9a_3412);
const PALE: Color = Color::RGB(0xe8_eef5);
const LINE: Color = Color::RGB(0xc3_cedb);
const YELLOW: Color = Color::RGB(0xff_f2b3);
const GREY: Color = Color::RGB(0xd9_d9d9);
const DARK_GREY: Color = Color::RGB(0x59_5959);

/// The title of a sheet.
pub(super) fn title() -> Format {
    Format::new()
        .set_bold()
        .set_font_size(16)
        .set_font_color(BLUE)
        .set_align(FormatAlign::VerticalCenter)
}

/// A heading among paragraphs.
pub(super) fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_font_size(12)
        .set_font_color(BLUE)
        .set_align(FormatAlign::Bottom)
}

/// A paragraph.
pub(super) fn text() -> Format {
    Format::new()
        .set_text_wrap()
        .set_font_color(INK)
        .set_align(FormatAlign::Top)
}

/// A line that explains the table below it.
pub(super) fn legend() -> Format {
    Format::new()
        .set_italic()
        .set_font_color(INK)
        .set_align(FormatAlign::VerticalCenter)
}

/// The title of a column.
pub(super) fn header() -> Format {
    band(BLUE)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::White)
}

/// The title of a column that must be filled in.
pub(super) fn required_header() -> Format {
    header().set_background_color(RUST)
}

/// The first row of a dimension in a table.
pub(super) fn block() -> Format {
    Format::new()
        .set_bold()
        .set_background_color(PALE)
        .set_font_color(BLUE)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
}

/// The definition and note of a dimension.
pub(super) fn block_note() -> Format {
    block().unset_bold().set_font_color(INK)
}

/// A cell of a table for reading.
pub(super) fn cell() -> Format {
    text()
        .set_align(FormatAlign::Left)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(LINE)
}

/// A group of answers, which cannot be chosen itself.
pub(super) fn group() -> Format {
    cell().set_bold()
}

/// A required cell that is empty.
pub(super) fn missing() -> Format {
    Format::new().set_background_color(YELLOW)
}

/// A cell that does not apply to this person.
pub(super) fn not_applicable() -> Format {
    Format::new()
        .set_background_color(GREY)
        .set_font_color(DARK_GREY)
}

/// The height of a row with a text in a column of this width in digits: not all spreadsheets adjust it by themselves.
pub(super) fn height(text: &str, width: u16) -> f64 {
    // Letters are at least a tenth narrower than digits.
    let (length, width) = (text.chars().count(), usize::from(width * 11 / 10).max(1));
    15.0 * u32::try_from(length.div_ceil(width).max(1)).map_or(1.0, f64::from) + 1.0
}

fn band(color: Color) -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(color)
        .set_text_wrap()
}
