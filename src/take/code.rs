//! Draws a square code (QR) that leads to an address, for slides and paper.

use qrcode::{Color, EcLevel, QrCode, types::QrError};

/// How many squares stay empty around a code, as readers of codes need it.
const QUIET: usize = 4;

/// Draws the code of an address as SVG.
pub fn draw(address: &str) -> Result<String, QrError> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M)?;
    let size = code.width() + 2 * QUIET;
    let mut path = String::new();
    for (at, square) in code.to_colors().into_iter().enumerate() {
        if square == Color::Dark {
            let (x, y) = (at % code.width() + QUIET, at / code.width() + QUIET);
            path += &format!("M{x} {y}h1v1h-1z");
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"240\" height=\"240\">\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}h-{size}z\"/><path d=\"{path}\" shape-rendering=\"crispEdges\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_too_long_is_refused() {
        assert!(draw("https://cifras.example/").is_ok());
        assert!(draw(&"a".repeat(4000)).is_err());
    }
}
