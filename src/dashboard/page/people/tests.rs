//! Tests the dots.
