//! `tablero release`: a candidate becomes what is public, after one more attack.

use cube::Release;
use publish::{
    candidate,
    certificate::{Others, certify},
};

use crate::cli;
use crate::command::{
    done::{Done, Exit},
    failure::Failure,
};

pub(super) fn run(options: &cli::Release) -> Result<Done, Failure> {
    let cli::Release {
        candidate,
        public,
        earlier,
    } = options;
    let new = release::read(candidate)?;
    let mut known = earlier
        .iter()
        .map(|place| release::read(place))
        .collect::<Result<Vec<_>, _>>()?;
    if release::stands(public) {
        known.push(release::read(public)?);
    }
    candidate::check_name(&new, &known)?;
    let report = attack::attack(&known.iter().chain([&new]).collect::<Vec<&Release>>());
    if !report.is_safe() {
        return Ok(Done {
            text: format!("nothing was released\n{report}"),
            code: Exit::Unsafe,
        });
    }
    let others = Others::certified(release::certificate(candidate)?.as_ref(), &known);
    release::write(&new, &certify(&new, &known, &report, others), public)?;
    let withstood = match known.len() {
        0 => "it withstood the attack".into(),
        1 => "it withstood the attack together with the release before it".into(),
        earlier => format!("it withstood the attack together with {earlier} earlier releases"),
    };
    Ok(Done::well(format!(
        "{} is public in {}; {withstood}",
        new.catalog.release,
        public.display()
    )))
}
