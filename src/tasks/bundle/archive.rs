//! Packs the program and its texts as a tar.gz: fixed dates, owners and order, so that the same files make the same bytes.

use std::io::Write;

use anyhow::Result;
use flate2::{Compression, GzBuilder};
use tar::{Builder, Header};

/// Packs a program `tablero` and texts into one folder of this name.
pub fn pack(folder: &str, program: &[u8], texts: &[(&str, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut archive = Builder::new(Vec::new());
    add(&mut archive, &format!("{folder}/tablero"), program, 0o755)?;
    for (name, text) in texts {
        add(&mut archive, &format!("{folder}/{name}"), text, 0o644)?;
    }
    let archive = archive.into_inner()?;
    let mut packed = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    packed.write_all(&archive)?;
    Ok(packed.finish()?)
}

fn add(archive: &mut Builder<Vec<u8>>, name: &str, content: &[u8], mode: u32) -> Result<()> {
    let mut header = Header::new_ustar();
    header.set_size(content.len() as u64);
    header.set_mode(mode);
    // The first day of 1980, the oldest that all programs take.
    header.set_mtime(315_532_800);
    header.set_uid(0);
    header.set_gid(0);
    Ok(archive.append_data(&mut header, name, content)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_same_files_make_the_same_bytes_and_the_program_can_be_run() {
        let texts = [("LEAME.md", b"Lea".to_vec())];
        let packed = pack("tablero-1", b"program", &texts).unwrap();
        assert_eq!(packed, pack("tablero-1", b"program", &texts).unwrap());
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(&*packed));
        let mut found = Vec::new();
        for entry in archive.entries().unwrap() {
            let mut entry = entry.unwrap();
            let name = entry.path().unwrap().display().to_string();
            let mode = entry.header().mode().unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            found.push((name, mode, text));
        }
        let expected = [
            ("tablero-1/tablero".to_owned(), 0o755, "program".to_owned()),
            ("tablero-1/LEAME.md".to_owned(), 0o644, "Lea".to_owned()),
        ];
        assert_eq!(found, expected);
    }
}
