//! Names the test that holds each sentence of the two pages on the method; a sentence without one is not written.
//!
//! That the named tests exist is checked where the code map is.

/// What the codebook of the tests warns of.
pub(super) const CAVEAT: &str = "A warning by the codebook";

/// The beginning of each English sentence, and the tests that hold it.
pub(super) const EVIDENCE: &[(&str, &[&str])] = &[
    // The page for everybody.
    (
        "From what is published, it cannot be derived that a group has fewer than",
        &[
            "`src/protect/tests/promise.rs::linked_tables_with_a_nested_dimension_give_nothing_away`",
            "`tests/registers.rs::registers_of_every_size_are_published_and_withstand_the_attack`",
        ],
    ),
    (
        "This is checked before every release",
        &["`tests/candidate.rs::a_candidate_that_gives_something_away_is_not_released`"],
    ),
    (
        "If a table said that there is only one person",
        &[
            "`src/attack/tests/outsider/textbook.rs::a_published_count_below_the_threshold_is_a_finding`",
        ],
    ),
    (
        "That is why no number below",
        &[
            "`tests/mission.rs::no_small_count_is_published_and_about_as_many_cells_as_with_small_ones_of_the_not_known`",
            "`src/protect/tests/suppression.rs::zero_is_hidden_like_any_small_count`",
            "`src/attack/tests/outsider/textbook.rs::a_row_of_one_category_is_found_by_its_zeros`",
        ],
    ),
    (
        "Zero is shown only where nobody can be",
        &[
            "`tests/mission.rs::no_small_count_is_published_and_about_as_many_cells_as_with_small_ones_of_the_not_known`",
        ],
    ),
    (
        "Hiding only the small numbers is not enough",
        &["`src/attack/tests/outsider/textbook.rs::a_published_total_gives_the_hidden_rest_away`"],
    ),
    (
        "Anybody who knows the total and the other parts",
        &["`src/attack/tests/outsider/textbook.rs::a_published_total_gives_the_hidden_rest_away`"],
    ),
    (
        "In this invented example",
        &["`src/attack/tests/outsider/textbook.rs::a_published_total_gives_the_hidden_rest_away`"],
    ),
    (
        "That is why more numbers are hidden",
        &["`src/protect/tests/suppression.rs::a_lone_small_cell_takes_three_others_with_it`"],
    ),
    (
        "A “c” means only this",
        &["`src/cube/json_stat/tests.rs::a_dataset_is_what_other_tools_expect`"],
    ),
    (
        "Small and large numbers carry the same mark",
        &["`src/cube/json_stat/tests.rs::a_dataset_is_what_other_tools_expect`"],
    ),
    (
        "Nothing is rounded or altered",
        &["`tests/registers.rs::every_published_number_is_what_counting_one_by_one_gives`"],
    ),
    (
        "Which tables, categories and years there are never depends",
        &["`tests/structure.rs::two_sets_of_records_give_the_same_files_but_for_numbers`"],
    ),
    (
        "The numbers of a closed year stay as they were closed",
        &["`tests/ledger.rs::no_number_of_a_closed_year_changes_whatever_becomes_of_the_records`"],
    ),
    (
        "If they changed by few people",
        &[
            "`src/attack/tests/outsider/releases.rs::a_correction_shows_by_how_much_a_group_changed`",
        ],
    ),
    (
        "A release that revises closed years says so",
        &["`tests/ledger.rs::a_revision_counts_the_records_again`"],
    ),
    (
        "People of whom something is not known are protected like everybody",
        &[
            "`src/attack/tests/outsider/textbook.rs::a_small_count_of_what_is_not_known_is_one_as_any_other_and_so_is_zero`",
            "`tests/mission.rs::no_small_count_is_published_and_about_as_many_cells_as_with_small_ones_of_the_not_known`",
        ],
    ),
    (
        "That is why some dimensions count them with another group",
        &[
            "`tests/mission.rs::women_and_men_minors_and_adults_nationals_and_foreigners_are_published_for_most_years`",
        ],
    ),
    (
        "Before anything is published, another program",
        &[
            "`tests/arrows.rs::protection_and_attack_share_no_code`",
            "`src/attack/tests/outsider/enumeration.rs::what_is_proved_is_what_all_tables_have_in_common`",
        ],
    ),
    (
        "If it finds out anything, nothing is published",
        &["`tests/candidate.rs::a_candidate_that_gives_something_away_is_not_released`"],
    ),
    (
        "Every release carries a certificate",
        &[
            "`src/publish/tests/method.rs::the_threshold_and_what_was_tried_are_those_of_the_release`",
        ],
    ),
    (
        "Anybody can repeat the attempt in their browser",
        &["`tests/browser/attack.rs::a_visitor_can_attack_the_release` (needs a browser)"],
    ),
    (
        "Somebody who knows their own record knows a little more",
        &["`src/attack/tests/outsider/insider.rs::who_is_alone_can_subtract_themselves`"],
    ),
    (
        "The certificate says whether anything about other people was tried",
        &["`tests/command.rs::the_certificate_says_whose_records_were_tried`"],
    ),
    (
        "Not everything that can be known from other sources",
        &[
            "`src/attack/tests/outsider/releases.rs::what_is_in_print_is_known_and_no_finding_by_itself`",
        ],
    ),
    (
        "A community may be recognized although nobody in it is",
        &["`src/codebook/tests.rs::the_published_family_follows_from_the_codebook_alone`"],
    ),
    (
        "Which tables are not published for that reason",
        &["`src/codebook/tests.rs::the_published_family_follows_from_the_codebook_alone`"],
    ),
    (
        CAVEAT,
        &[
            "`src/publish/tests/method.rs::the_threshold_and_what_was_tried_are_those_of_the_release`",
        ],
    ),
    // The page for statisticians.
    (
        "What is promised, by which method it is kept",
        &[
            "`src/publish/tests/method.rs::the_threshold_and_what_was_tried_are_those_of_the_release`",
        ],
    ),
    (
        "The numbers on this page are those of the release",
        &[
            "`src/publish/tests/method.rs::the_threshold_and_what_was_tried_are_those_of_the_release`",
        ],
    ),
    (
        "The threshold is k",
        &[
            "`src/publish/tests/method.rs::the_threshold_and_what_was_tried_are_those_of_the_release`",
        ],
    ),
    (
        "Take any hidden cell of a published table",
        &[
            "`src/protect/tests/promise.rs::linked_tables_with_a_nested_dimension_give_nothing_away`",
        ],
    ),
    (
        "Over all tables of whole, non-negative counts",
        &[
            "`src/attack/tests/outsider/enumeration.rs::what_is_proved_is_what_all_tables_have_in_common`",
            "`src/protect/tests/promise.rs::linked_tables_with_a_nested_dimension_give_nothing_away`",
        ],
    ),
    (
        "“Everything published” is all tables together",
        &["`src/protect/tests/promise.rs::two_releases_together_give_nothing_away`"],
    ),
    (
        "The attacker is allowed every linear combination",
        &[
            "`src/attack/tests/outsider/textbook.rs::two_hidden_cells_in_every_line_do_not_suffice`",
            "`src/attack/tests/outsider/textbook.rs::a_row_of_one_category_is_found_by_its_zeros`",
            "`src/attack/tests/outsider/relations.rs::two_tables_that_are_safe_alone_leak_together`",
        ],
    ),
    (
        "Every hidden cell is judged, primary or complementary alike",
        &[
            "`src/attack/tests/outsider/enumeration.rs::what_is_proved_is_what_all_tables_have_in_common`",
        ],
    ),
    (
        "Groups that no table shows and the tables imply",
        &[
            "`src/attack/tests/outsider/relations.rs::over_all_years_the_rest_of_a_whole_is_a_group`",
        ],
    ),
    (
        "Each total is the sum of its parts",
        &["`src/attack/tests/outsider/relations.rs::a_parent_is_the_sum_of_its_children`"],
    ),
    (
        "A cell that is in several tables is one and the same",
        &["`src/attack/tests/outsider/relations.rs::two_tables_that_are_safe_alone_leak_together`"],
    ),
    (
        "Where a person may give several answers",
        &[
            "`src/attack/tests/outsider/relations.rs::one_option_alone_is_everybodys`",
            "`src/attack/tests/outsider/relations.rs::everybody_who_answered_has_an_option`",
        ],
    ),
    (
        "Persons without the option are a group as well",
        &["`src/attack/tests/outsider/relations.rs::whoever_lacks_an_option_is_a_group_too`"],
    ),
    (
        "A measure that is part of another does not exceed it",
        &[
            "`src/attack/tests/outsider/releases.rs::nobody_is_accredited_before_they_have_applied`",
            "`src/attack/tests/outsider/relations.rs::over_all_years_the_rest_of_a_whole_is_a_group`",
        ],
    ),
    (
        "The same holds for the category of the other",
        &[
            "`src/attack/tests/outsider/relations.rs::what_becomes_of_applications_tells_who_is_accredited`",
        ],
    ),
    (
        "The relations that everybody knows and the codebook declares",
        &[
            "`src/attack/tests/outsider/relations.rs::equal_categories_are_one_cell`",
            "`src/attack/tests/outsider/relations.rs::whoever_is_in_one_category_is_in_the_one_that_it_implies`",
            "`src/attack/tests/outsider/relations.rs::two_categories_that_exclude_each_other_leave_little_room`",
        ],
    ),
    (
        "The codebooks of all releases",
        &[
            "`src/protect/tests/codebooks.rs::any_division_can_follow_any_other`",
            "`src/attack/lattice/partition.rs::periods_of_other_borders_are_divided_where_any_border_lies`",
        ],
    ),
    (
        "A count of the same persons and years is one number",
        &["`src/protect/tests/codebooks.rs::the_outsider_relates_codebooks`"],
    ),
    (
        "What cannot be related counts as a finding",
        &["`src/protect/tests/codebooks.rs::what_nothing_relates_is_refused_by_name`"],
    ),
    (
        "If published counts of the same years differ",
        &[
            "`src/attack/tests/outsider/releases.rs::a_correction_shows_by_how_much_a_group_changed`",
        ],
    ),
    (
        "Nothing is assumed about what happened to hidden counts",
        &["`src/attack/tests/outsider/releases.rs::a_hidden_count_may_have_changed_or_not`"],
    ),
    (
        "Of two releases, the net change of each group",
        &[
            "`src/attack/tests/outsider/releases.rs::a_correction_shows_by_how_much_a_group_changed`",
            "`src/protect/tests/earlier.rs::a_revision_shows_changes_of_at_least_the_threshold_alone`",
        ],
    ),
    (
        "Who was added and who was removed is not asked",
        &[
            "`src/attack/tests/outsider/releases.rs::a_correction_shows_by_how_much_a_group_changed`",
        ],
    ),
    (
        "Counts are whole and not negative",
        &["`src/attack/bounds/propagation.rs::persons_are_whole`"],
    ),
    (
        "It does not know which cells were hidden because they are small",
        &["`tests/arrows.rs::protection_and_attack_share_no_code`"],
    ),
    (
        "Exact or hidden",
        &["`tests/registers.rs::every_published_number_is_what_counting_one_by_one_gives`"],
    ),
    (
        "1 tables are published with 5 different cells",
        &[
            "`src/publish/tests/method.rs::the_threshold_and_what_was_tried_are_those_of_the_release`",
        ],
    ),
    (
        "Which tables, categories and years exist depends on the codebook",
        &["`tests/structure.rs::two_sets_of_records_give_the_same_files_but_for_numbers`"],
    ),
    (
        "Primary suppression",
        &[
            "`src/protect/tests/suppression.rs::zero_is_hidden_like_any_small_count`",
            "`tests/mission.rs::no_small_count_is_published_and_about_as_many_cells_as_with_small_ones_of_the_not_known`",
        ],
    ),
    (
        "Totals of years, or of periods in their place",
        &[
            "`src/protect/tests/refusals.rs::a_year_below_the_threshold_is_refused`",
            "`src/protect/tests/refusals.rs::totals_that_show_how_few_wait_are_hidden`",
        ],
    ),
    (
        "How applications ended is always hidden",
        &[
            "`tests/outcomes.rs::what_is_settled_is_published_year_after_year`",
            "`src/attack/tests/outsider/releases.rs::what_is_not_settled_changes_without_having_been_corrected`",
        ],
    ),
    (
        "Complementary suppression",
        &["`src/protect/tests/promise.rs::two_releases_together_give_nothing_away`"],
    ),
    (
        "For each hidden number that could be below k",
        &[
            "`src/protect/tests/promise.rs::linked_tables_with_a_nested_dimension_give_nothing_away`",
        ],
    ),
    (
        "In the end, what was not needed is published again",
        &["`src/protect/tests/suppression.rs::a_lone_small_cell_takes_three_others_with_it`"],
    ),
    (
        "A secret key draws the prices and the order",
        &["`src/protect/tests/replay.rs::the_key_decides_which_cells_are_hidden`"],
    ),
    (
        "Tables by year, and by year and one more dimension",
        &["`src/codebook/tests.rs::every_contradiction_is_named_with_its_place`"],
    ),
    (
        "Crossings of two dimensions are published as well",
        &["`src/codebook/tests.rs::every_contradiction_is_named_with_its_place`"],
    ),
    (
        "Such linked tables can say together what none says alone",
        &["`src/attack/tests/outsider/relations.rs::two_tables_that_are_safe_alone_leak_together`"],
    ),
    (
        "There were no earlier releases to consider",
        &[
            "`src/publish/tests/method.rs::the_threshold_and_what_was_tried_are_those_of_the_release`",
        ],
    ),
    (
        "Together with the earlier releases",
        &[
            "`src/publish/tests/method.rs::the_threshold_and_what_was_tried_are_those_of_the_release`",
        ],
    ),
    (
        "No published count is below k",
        &[
            "`src/attack/tests/outsider/textbook.rs::a_published_count_below_the_threshold_is_a_finding`",
        ],
    ),
    (
        "Attack on all tables and releases at once",
        &["`tests/command.rs::what_can_be_derived_ends_with_3`"],
    ),
    (
        "Records whose owner could derive something",
        &["`tests/command.rs::the_certificate_says_whose_records_were_tried`"],
    ),
    (
        "Whole registers were sought as well",
        &[
            "`src/publish/whole_registers/tests.rs::every_invented_register_agrees_with_what_is_published_and_with_known_rules`",
        ],
    ),
    (
        "One was found for 61 %",
        &[
            "`src/publish/whole_registers/tests.rs::every_invented_register_agrees_with_what_is_published_and_with_known_rules`",
        ],
    ),
    // What was not verified: the certificate lists it, whatever the release.
    (
        "Whether somebody who repeated this same method",
        &["`src/protect/tests/replay.rs::the_key_decides_which_cells_are_hidden`"],
    ),
    (
        "The promise is about what the files prove",
        &[
            "`src/attack/tests/outsider/enumeration.rs::what_is_proved_is_what_all_tables_have_in_common`",
        ],
    ),
    (
        "What is known from other sources",
        &[
            "`src/attack/tests/outsider/releases.rs::what_is_in_print_is_known_and_no_finding_by_itself`",
        ],
    ),
    (
        "The attack accepts a list of facts in print",
        &[
            "`src/attack/tests/outsider/releases.rs::what_is_in_print_is_known_and_no_finding_by_itself`",
        ],
    ),
    (
        "That the alternative tables are sums of one table of four or more variables, or of three",
        &[
            "`src/protect/tests/whole.rs::crossings_of_three_give_nothing_away`",
            "`tests/mutations_triples.rs::a_lifted_triangle_is_found_every_time`",
        ],
    ),
    (
        "Every three variables were reckoned with",
        &[
            "`src/attack/latent/exact.rs::counts_or_an_inequality_are_found`",
            "`src/protect/tests/whole.rs::crossings_of_three_give_nothing_away`",
            "`tests/mutations_triples.rs::a_lifted_triangle_is_found_every_time`",
        ],
    ),
    (
        "That the alternative tables are margins of one table",
        &[
            "`src/attack/tests/outsider/enumeration.rs::what_is_proved_is_what_all_tables_have_in_common`",
        ],
    ),
    (
        "What is demanded is that whole-number tables exist",
        &[
            "`src/attack/tests/outsider/enumeration.rs::what_is_proved_is_what_all_tables_have_in_common`",
        ],
    ),
    (
        "That no community is recognized",
        &["`src/codebook/tests.rs::the_published_family_follows_from_the_codebook_alone`"],
    ),
    (
        "Those who decide which tables are not published",
        &["`src/codebook/tests.rs::the_published_family_follows_from_the_codebook_alone`"],
    ),
    (
        "What several people could derive",
        &["`src/cube/certificate.rs::a_certificate_reads_as_json`"],
    ),
    (
        "What somebody who knows their own record can derive about other people",
        &["`tests/command.rs::the_certificate_says_whose_records_were_tried`"],
    ),
    (
        "What somebody who knows their own record can derive together with earlier releases",
        &["`src/attack/tests/outsider/insider.rs::an_earlier_release_says_who_has_come_since`"],
    ),
    (
        "An alternative table of whole numbers is a proof",
        &[
            "`src/attack/tests/outsider/enumeration.rs::what_is_proved_is_what_all_tables_have_in_common`",
        ],
    ),
    (
        "A result of linear programming in floating point is never enough",
        &[
            "`src/attack/tests/outsider/enumeration.rs::what_is_proved_is_what_all_tables_have_in_common`",
        ],
    ),
    (
        "The promise is not about probabilities",
        &[
            "`src/attack/tests/outsider/enumeration.rs::what_is_proved_is_what_all_tables_have_in_common`",
        ],
    ),
    (
        "“Nothing hidden can be derived” is not the same",
        &[
            "`src/attack/tests/outsider/enumeration.rs::what_is_proved_is_what_all_tables_have_in_common`",
        ],
    ),
];
