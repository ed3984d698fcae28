//! Escapes texts for HTML and XML.

/// Escapes a text for an element or an attribute in double quotes.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
