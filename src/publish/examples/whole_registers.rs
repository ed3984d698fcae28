//! Measures for how many values of hidden counts a whole register is found.
//!
//! `cargo run --release -p publish --example whole_registers -- CODEBOOK RELEASE EFFORT RECORDS…`
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "it measures")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [codebook, release, effort, records @ ..] = arguments.as_slice() else {
        panic!("CODEBOOK RELEASE EFFORT RECORDS…")
    };
    let codebook = codebook::Codebook::open(codebook.as_ref()).unwrap();
    let release = release::read(release.as_ref()).unwrap();
    let records: Vec<_> = records.iter().map(Into::into).collect();
    let files = publish::candidate::list_files(&records).unwrap();
    let inputs: Vec<_> = files
        .iter()
        .map(|file| records::read::Input::parse(file, &codebook))
        .collect();
    let links = records::link::Links::for_one_run().unwrap();
    let intake =
        records::read::read(&codebook, &inputs, records::read::Values::default(), &links).unwrap();
    let begun = std::time::Instant::now();
    let shown = publish::whole_registers::show_values(
        &codebook,
        &intake.records,
        &release,
        1,
        effort.parse().unwrap(),
    );
    println!("{shown:?} {:?} % in {:?}", shown.percent(), begun.elapsed());
}
