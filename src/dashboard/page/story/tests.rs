//! Tests the story.
