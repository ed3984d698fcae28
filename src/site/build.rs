//! Packs the built page that TABLERO_PAGE names, so that the program carries it; without it, an empty archive.
//!
//! The page is what `cargo site` puts into target/site/parts.

#[path = "files.rs"]
mod files;
#[path = "pack.rs"]
mod pack;

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-env-changed=TABLERO_PAGE");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=files.rs");
    println!("cargo:rerun-if-changed=pack.rs");
    let archive = match env::var_os("TABLERO_PAGE") {
        Some(page) if !page.is_empty() => {
            let page = Path::new(&page);
            println!("cargo:rerun-if-changed={}", page.display());
            let files = files::read_files(page)
                .map_err(|error| format!("TABLERO_PAGE: {}: {error}", page.display()))?;
            pack::pack(&files)?
        }
        _ => Vec::new(),
    };
    let out = env::var_os("OUT_DIR").ok_or("Cargo names no OUT_DIR")?;
    fs::write(Path::new(&out).join("page.zip"), archive)?;
    Ok(())
}
