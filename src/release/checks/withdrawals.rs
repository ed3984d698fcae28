//! Lets every call to the file system fail, or the process stop there, while a release is withdrawn.

use super::*;
use crate::{
    faults::{Fault, with_fault, without_exchange},
    list_other_files, read, read_withdrawn, withdraw,
};

/// Withdraws a release with a fault at every call. Each time the index must lead to a whole release, and the same command
/// must end what it began.
fn try_all_faults(name: &str, last: &str) -> usize {
    let mut tried = 0;
    for fault in [
        Fault::Fails,
        Fault::FailsFromHere,
        Fault::Stops,
        Fault::PowerFails,
    ] {
        for at in 0.. {
            let beside = tempfile::tempdir().unwrap();
            let (folder, keep) = (beside.path().join("public"), beside.path().join("keep"));
            for (name, count) in [("2026", 6), ("2027", 7), ("2028", 8)] {
                put(publish, &release(name, count), &folder).unwrap();
            }
            let old = read(&folder.join("releases").join(name)).unwrap();
            let (done, calls) = with_fault(fault, at, || withdraw(&folder, name, "error", &keep));
            if calls.len() <= at {
                assert!(done.is_ok() && at > 15, "{at} calls");
                break;
            }
            tried += 1;
            let told = format!("{fault:?} at call {at} of {calls:?}: {done:?}");
            let found = read(&folder).unwrap_or_else(|error| panic!("{told}: {error}"));
            assert!(["2028", last].contains(&&*found.catalog.release), "{told}");
            // As long as it is listed, it is there; once it is not, it is kept.
            match names(&folder).iter().any(|listed| listed == name) {
                true => assert_eq!(names(&folder).len(), 3, "{told}"),
                false => {
                    assert_eq!(read(&keep.join(name)).unwrap(), old, "{told}");
                    assert_eq!(read_withdrawn(&folder).unwrap().len(), 1, "{told}");
                }
            }
            withdraw(&folder, name, "error", &keep).unwrap();
            assert_eq!(read(&folder).unwrap().catalog.release, last, "{told}");
            assert_eq!(read(&keep.join(name)).unwrap(), old, "{told}");
            assert_eq!(
                list_other_files(&folder).unwrap(),
                [] as [PathBuf; 0],
                "{told}"
            );
            assert_eq!(leftovers(beside.path()), [] as [PathBuf; 0], "{told}");
            assert!(
                !folder
                    .join("releases")
                    .join(name)
                    .join("index.json")
                    .exists()
            );
        }
    }
    tried
}

#[test]
fn whatever_fails_while_a_release_is_withdrawn_a_whole_one_is_public_and_none_is_lost() {
    assert!(try_all_faults("2027", "2028") > 60);
}

#[test]
fn whatever_fails_while_the_last_release_is_withdrawn_the_one_before_or_it_is_public() {
    assert!(try_all_faults("2028", "2027") > 60);
}

#[test]
fn the_same_holds_where_folders_cannot_be_exchanged() {
    assert!(without_exchange(|| try_all_faults("2026", "2028")) > 60);
}

#[test]
fn a_release_is_not_added_without_those_that_were_withdrawn_nor_under_their_names() {
    let beside = tempfile::tempdir().unwrap();
    let (folder, keep) = (beside.path().join("public"), beside.path().join("keep"));
    for (name, count) in [("2026", 6), ("2027", 7)] {
        put(publish, &release(name, count), &folder).unwrap();
    }
    withdraw(&folder, "2026", "error", &keep).unwrap();
    let add_with = |name: &str, earlier: &[&str]| {
        let earlier = earlier.iter().map(|name| (*name).to_owned()).collect();
        let next = release(name, 9);
        let certificate = certificate(&next, earlier);
        let checked = crate::check_add(&next, &certificate, &folder);
        let added = add(&next, &certificate, &folder).map(drop);
        assert_eq!(checked.is_ok(), added.is_ok());
        added.map_err(|error| error.to_string())
    };
    let error = add_with("2028", &["2027"]).unwrap_err();
    assert!(error.starts_with("“2026” was withdrawn, but somebody may have kept it"));
    let error = add_with("2026", &["2027", "2026"]).unwrap_err();
    assert!(
        error.starts_with("a release “2026” was withdrawn"),
        "{error}"
    );
    add_with("2028", &["2026", "2027"]).unwrap();
    assert_eq!(names(&folder), ["2027", "2028"]);
}
