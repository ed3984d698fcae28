//! Searches for whole registers: exchanges answers until every published number is right and a hidden one is as wanted.

use std::collections::BTreeMap;

use codebook::Codebook;
use cube::Release;
use fastrand::Rng;
use records::tabulate::{AddressLookup, PackedRecords, Record};

use super::exchange::{Exchange, list_bundles};
use super::goals::Goals;
use super::membership::Membership;
use super::register::{Goal, Position, Register};

/// How many exchanges are made for one goal before it is given up: in the first round, and in the last; each round makes
/// twice as many as the one before.
const EXCHANGES: (usize, usize) = (4, 16);
/// How many exchanges are tried to find the best one.
const TRIES: usize = 100;

/// How many values of hidden counts whole registers have shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The values that hidden counts may have: for each count, those below the threshold, and the threshold or more.
    pub values: usize,
    /// Those that a whole register has.
    pub shown: usize,
}

impl Shown {
    /// The share, in whole percent, rounded down.
    pub fn percent(&self) -> Option<u8> {
        let percent = (100 * self.shown).checked_div(self.values)?;
        u8::try_from(percent).ok()
    }
}

/// Searches for whole registers that agree with a release made from these records. `effort` limits the work: how many
/// exchanges are tried for each value that a hidden count may have. The same seed gives the same registers. `None` if the
/// records do not add up to the release, because closed years stay as they were closed: then there is nothing to begin with.
pub fn show_values(
    codebook: &Codebook,
    records: &PackedRecords,
    release: &Release,
    seed: u64,
    effort: u64,
) -> Option<Shown> {
    visit_registers(codebook, records, release, (seed, effort), |_| {})
}

/// Calls `visit` with the first register and with each one that reaches a goal.
pub(super) fn visit_registers(
    codebook: &Codebook,
    records: &PackedRecords,
    release: &Release,
    (seed, effort): (u64, u64),
    mut visit: impl FnMut(&Register),
) -> Option<Shown> {
    let mut lookup = AddressLookup::new(codebook);
    lookup.keep_addresses_once();
    let bundles = list_bundles(codebook);
    let people: Vec<Record> = records.iter().collect();
    let mut goals = Goals::new(release, &lookup);
    let values = u64::try_from(goals.total()).unwrap_or(u64::MAX);
    let mut search = Search {
        membership: Membership::new(codebook, lookup.addresses()),
        register: Register::new(&lookup, &bundles, people, release),
        random: Rng::with_seed(seed),
        left: values.saturating_mul(effort),
    };
    if !search.register.wrong().is_empty() {
        return None;
    }
    let mut patience = EXCHANGES.0;
    visit(&search.register);
    goals.mark(&search.register);
    while search.left > 0 && patience <= EXCHANGES.1 {
        let mut open = goals.open();
        search.random.shuffle(&mut open);
        for goal in &open {
            if search.left > 0 && !goals.is_shown(goal) && search.reach(goal, patience) {
                visit(&search.register);
                goals.mark(&search.register);
            }
        }
        patience *= 2;
    }
    Some(Shown {
        values: goals.total(),
        shown: goals.shown(),
    })
}

struct Search<'a> {
    register: Register<'a>,
    membership: Membership,
    random: Rng,
    left: u64,
}

/// By address, pinned dimension and whether the count is too large: who may change it, and with whom.
type Candidates = BTreeMap<(Position, usize, bool), [Vec<usize>; 2]>;

/// An exchange between two persons.
type Made = (Exchange, [usize; 2]);

impl Search<'_> {
    /// Looks for a register that reaches the goal; if there is none, the register stays as it was.
    fn reach(&mut self, goal: &Goal, patience: usize) -> bool {
        let mut made: Vec<Made> = Vec::new();
        for _ in 0..patience {
            let is_reached = goal.distance(self.register.counts[goal.position]) == 0;
            if is_reached && self.register.wrong().is_empty() {
                return true;
            }
            let Some((exchange, persons)) = self.choose(goal, is_reached, &made) else {
                break;
            };
            self.register.make_exchange(exchange, persons);
            made.push((exchange, persons));
        }
        let is_reached = goal.distance(self.register.counts[goal.position]) == 0;
        if is_reached && self.register.wrong().is_empty() {
            return true;
        }
        for (exchange, persons) in made.into_iter().rev() {
            self.register.undo_exchange(exchange, persons);
        }
        false
    }

    /// The best of some exchanges that mend one count.
    fn choose(&mut self, goal: &Goal, is_reached: bool, made_before: &[Made]) -> Option<Made> {
        let mut best: Option<(i64, Made)> = None;
        let mut candidates = Candidates::new();
        for _ in 0..TRIES {
            self.left = self.left.saturating_sub(1);
            let (position, is_too_large) = self.choose_count(goal, is_reached);
            let Some(made) = self.propose(&mut candidates, position, is_too_large) else {
                continue;
            };
            if made_before.contains(&made) {
                continue;
            }
            let Some(cost) = self.register.try_exchange(made.0, made.1, goal) else {
                continue;
            };
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, made));
            }
        }
        best.map(|(_, made)| made)
    }

    /// A count that should be smaller or larger.
    fn choose_count(&mut self, goal: &Goal, is_reached: bool) -> (Position, bool) {
        let wrong = self.register.wrong();
        let choices = wrong.len() + usize::from(!is_reached);
        let choice = self.random.usize(0..choices);
        match wrong.get(choice) {
            Some(at) => (*at, self.register.surplus(*at) > 0),
            None => {
                let count = self.register.counts[goal.position];
                (goal.position, count > goal.values.1)
            }
        }
    }

    /// An exchange that takes a person out of a count, or brings one in.
    fn propose(
        &mut self,
        candidates: &mut Candidates,
        position: Position,
        is_too_large: bool,
    ) -> Option<Made> {
        let pins = self.membership.dimensions(position).len();
        if pins < 2 {
            return None;
        }
        // The dimension that fewer tables have, mostly: exchanging it changes fewer counts.
        let [one, other] = [self.random.usize(0..pins), self.random.usize(0..pins)];
        let pin = if self.tables_with(position, one) < self.tables_with(position, other) {
            one
        } else {
            other
        };
        let dimension = self.membership.dimensions(position).nth(pin)?;
        let [movers, partners] = candidates
            .entry((position, pin, is_too_large))
            .or_insert_with(|| self.find_candidates(position, pin, is_too_large));
        let mover = *self.random.choice(movers.as_slice())?;
        let partner = *self.random.choice(partners.as_slice())?;
        let mut bundles = self.register.bundles.iter();
        let at = bundles.position(|bundle| bundle.has(dimension))?;
        let persons = [mover, partner];
        let giver = persons[usize::from(!is_too_large)];
        let exchange = self.choose_exchange(at, giver);
        match exchange {
            Exchange::Option { .. } if !is_too_large => Some((exchange, [partner, mover])),
            _ => Some((exchange, persons)),
        }
    }

    /// Those who would leave a count, or enter it, by exchanging a pinned category, and those with whom they could.
    fn find_candidates(
        &self,
        position: Position,
        pin: usize,
        is_too_large: bool,
    ) -> [Vec<usize>; 2] {
        let (mut movers, mut partners) = (Vec::new(), Vec::new());
        for (person, record) in self.register.records.iter().enumerate() {
            let has = self.membership.has(position, pin, record);
            let has_others = self.membership.has_others(position, pin, record);
            if has_others && has == is_too_large {
                movers.push(person);
            } else if !has_others && has != is_too_large {
                partners.push(person);
            }
        }
        [movers, partners]
    }

    fn tables_with(&self, position: Position, pin: usize) -> usize {
        let dimension = self.membership.dimensions(position).nth(pin);
        let mut bundles = self.register.bundles.iter();
        let at = dimension.and_then(|dimension| bundles.position(|bundle| bundle.has(dimension)));
        at.map_or(usize::MAX, |at| self.register.tables[at].len())
    }

    fn choose_exchange(&mut self, at: usize, giver: usize) -> Exchange {
        match self.register.bundles[at].options {
            Some(dimension) if self.random.bool() => {
                let categories = self.register.records[giver].answers[dimension].categories();
                let category = categories[self.random.usize(0..categories.len())];
                Exchange::Option {
                    bundle: at,
                    category,
                }
            }
            _ => Exchange::Bundle(at),
        }
    }
}
