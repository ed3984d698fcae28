//! Draws a square code (QR) that leads to an address, for slides and paper.

use qrcode::{Color, EcLevel, QrCode, types::QrError};

/// How many squares stay empty around a code, as readers of codes need it.
const QUIET: usize = 4;

/// Draws the code of an address as SVG.
pub fn draw(address: &str) -> Result<String, QrError> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M)?;
    let size = code.width() + 2 * QUIET;
    let runs = draw_runs(&code.to_colors(), code.width());
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"240\" height=\"240\">\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}h-{size}z\"/>\
         <path stroke=\"#000\" d=\"M{QUIET} {QUIET}.5{runs}\" shape-rendering=\"crispEdges\"/></svg>"
    ))
}

/// Draws dark squares as strokes, each run of a row one, from the end of the last: a third of the bytes of single squares.
fn draw_runs(colors: &[Color], width: usize) -> String {
    let (mut path, mut pen) = (String::new(), (0_isize, 0_isize));
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0_usize;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let right = x.cast_signed() - pen.0;
                let down = y.cast_signed() - pen.1;
                path += &format!("m{right} {down}h{}", run.len());
                pen = ((x + run.len()).cast_signed(), y.cast_signed());
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_too_long_is_refused() {
        assert!(draw("https://cifras.example/").is_ok());
        assert!(draw(&"a".repeat(4000)).is_err());
    }

    /// Follows the strokes of a path, and returns which squares they cover.
    fn follow(path: &str, width: usize) -> Vec<Color> {
        let mut squares = vec![Color::Light; width * width];
        let (mut x, mut y) = (0_isize, 0_isize);
        for stroke in path.split('m').skip(1) {
            let (move_by, length) = stroke.split_once('h').unwrap();
            let (right, down) = move_by.split_once(' ').unwrap();
            x += right.parse::<isize>().unwrap();
            y += down.parse::<isize>().unwrap();
            for _ in 0..length.parse::<usize>().unwrap() {
                squares[(y.cast_unsigned()) * width + x.cast_unsigned()] = Color::Dark;
                x += 1;
            }
        }
        squares
    }

    #[test]
    fn strokes_cover_every_dark_square_and_no_other() {
        for address in [
            "https://cifras.example/",
            "https://cifras.example/en/accredited/?anio=2020-2024&sexo=F&v=1",
        ] {
            let code = QrCode::with_error_correction_level(address, EcLevel::M).unwrap();
            let (colors, width) = (code.to_colors(), code.width());
            assert_eq!(
                follow(&draw_runs(&colors, width), width),
                colors,
                "{address}"
            );
        }
    }
}
