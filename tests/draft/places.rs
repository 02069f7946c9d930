//! The lines that each edit changes, in policies as they are mostly written. All other lines stay, byte for byte.

use wegwijzer::draft::edit::{Cell, NewThing, Value};
use wegwijzer::draft::{Edit, Thing};

use crate::cases::{add, assert_changed, list, only, owned, property, rule, text, when};
use crate::policies::files;

#[test]
fn a_cell_of_a_condition_changes_in_its_place() {
    let rule = || Thing::Rule(1);
    assert_changed(
        &files("tests/small"),
        vec![
            (
                when(rule(), "when", "want", only(&["read", "reserve"])),
                &[
                    "- when = { who = \"guest\", want = \"read\" }",
                    "+ when = { who = \"guest\", want = [\"read\", \"reserve\"] }",
                ],
            ),
            (
                when(rule(), "when", "want", Cell::Not(owned(&["borrow"]))),
                &[
                    "- when = { who = \"guest\", want = \"read\" }",
                    "+ when = { who = \"guest\", want = { not = \"borrow\" } }",
                ],
            ),
            (
                when(rule(), "when", "want", Cell::Any),
                &["- when = { who = \"guest\", want = \"read\" }", "+ when = { who = \"guest\" }"],
            ),
            (
                when(rule(), "when", "who", Cell::Any),
                &["- when = { who = \"guest\", want = \"read\" }", "+ when = { want = \"read\" }"],
            ),
            (
                when(Thing::Rule(0), "when", "want", only(&["read"])),
                &["- when = { who = \"member\" }", "+ when = { who = \"member\", want = \"read\" }"],
            ),
            (when(Thing::Rule(0), "when", "who", Cell::Any), &["- when = { who = \"member\" }", "+ when = {}"]),
            (
                when(Thing::Notice(0), "when", "who", only(&["guest"])),
                &["- when = { want = \"read\" }", "+ when = { who = \"guest\", want = \"read\" }"],
            ),
            (when(Thing::Notice(0), "when", "want", Cell::Any), &["- when = { want = \"read\" }"]),
            (
                when(Thing::Choice(1, 2), "offered-to", "who", Cell::Any),
                &[
                    "- choices = [\"borrow\", \"read\", { id = \"reserve\", offered-to = { who = \"member\" } }]",
                    "+ choices = [\"borrow\", \"read\", \"reserve\"]",
                ],
            ),
            (
                when(Thing::Choice(1, 0), "offered-to", "who", only(&["member"])),
                &[
                    "- choices = [\"borrow\", \"read\", { id = \"reserve\", offered-to = { who = \"member\" } }]",
                    "+ choices = [{ id = \"borrow\", offered-to = { who = \"member\" } }, \"read\", { id = \"reserve\", offered-to = { who = \"member\" } }]",
                ],
            ),
            (when(Thing::Channel(1), "open-to", "who", only(&["member"])), &["+ open-to = { who = \"member\" }"]),
        ],
    );
}

#[test]
fn a_property_changes_in_its_place() {
    let new = "New: \"so\" it is.";
    assert_changed(
        &files("tests/small"),
        vec![
            (property(Thing::Policy, "version", "2"), &["- version = \"1\"", "+ version = \"2\""]),
            (property(Thing::Policy, "facts-language", "en"), &["+ facts-language = \"en\""]),
            (property(Thing::Rule(0), "outcome", "no-card"), &["- outcome = \"welcome\"", "+ outcome = \"no-card\""]),
            (property(Thing::Rule(0), "reading", new), &["+ reading = 'New: \"so\" it is.'"]),
            (
                property(Thing::Channel(0), "target", "other@library.example"),
                &["- target = \"desk@library.example\"", "+ target = \"other@library.example\""],
            ),
            (list(Thing::Channel(1), "address", &["Street 1", "Town"]), &["+ address = [\"Street 1\", \"Town\"]"]),
            (list(Thing::Rule(0), "facts", &["L1", "L3"]), &["- facts = [\"L1\"]", "+ facts = [\"L1\", \"L3\"]"]),
            (list(Thing::Outcome(1), "enclosures", &["card"]), &["+ enclosures = [\"card\"]"]),
            (
                Edit::Property { of: Thing::Outcome(0), name: "enclosures".to_owned(), value: Value::None },
                &["- enclosures = [\"card\"]"],
            ),
            (
                Edit::Fact { id: "L2".to_owned(), text: "Guests read here.".to_owned() },
                &["- L2 = \"Guests read.\"", "+ L2 = \"Guests read here.\""],
            ),
            (
                Edit::NeverSay { language: "en".to_owned(), phrases: Some(owned(&["we promise you", "always"])) },
                &["- en = [\"we promise you\"]", "+ en = [\"we promise you\", \"always\"]"],
            ),
            (Edit::NeverSay { language: "nl".to_owned(), phrases: Some(Vec::new()) }, &["+ nl = []"]),
        ],
    );
}

#[test]
fn a_text_changes_in_its_place() {
    assert_changed(
        &files("tests/small"),
        vec![
            (text("question.who.title", "Who is it?"), &["- title = \"Who?\"", "+ title = \"Who is it?\""]),
            (text("question.who.choice.guest", ""), &["- choice.guest = \"Guest\"", "+ choice.guest = \"\""]),
            (text("outcome.welcome.lead", ""), &["- lead = \"Come *in*.\""]),
            (text("outcome.no-card.lead", "No."), &["+ lead = \"No.\""]),
            (text("question.who.choice-hint.guest", "A hint"), &["+ choice-hint.guest = \"A hint\""]),
            (
                text("outcome.welcome.body", "Dear desk,\n\nGood \"day\"."),
                &["- body = \"Dear desk\"", "+ body = \"\"\"", "+ Dear desk,", "+ ", "+ Good \"day\".", "+ \"\"\""],
            ),
            (text("ui.continue", "Next"), &["+ ", "+ [ui]", "+ continue = \"Next\""]),
        ],
    );
}

#[test]
fn an_item_is_written_as_its_neighbours_are() {
    let steps: Vec<String> = (1..9).map(|number| format!("a-step-with-a-long-name-{number}")).collect();
    let when_new = vec![("who", only(&["guest"])), ("want", Cell::Not(owned(&["read"])))];
    assert_changed(
        &files("tests/small"),
        vec![
            (
                add(NewThing::Rule(rule("new", when_new))),
                &[
                    "+ ",
                    "+ [[rule]]",
                    "+ id = \"new\"",
                    "+ when = { who = \"guest\", want = { not = \"read\" } }",
                    "+ outcome = \"welcome\"",
                    "+ facts = [\"L1\", \"L2\"]",
                ],
            ),
            (
                Edit::Add { thing: NewThing::Rule(rule("new", Vec::new())), at: Some(0) },
                &[
                    "+ ",
                    "+ [[rule]]",
                    "+ id = \"new\"",
                    "+ when = {}",
                    "+ outcome = \"welcome\"",
                    "+ facts = [\"L1\", \"L2\"]",
                ],
            ),
            (
                add(NewThing::Question { id: "new".to_owned(), choices: owned(&["yes", "no"]) }),
                &["+ ", "+ [[question]]", "+ id = \"new\"", "+ choices = [\"yes\", \"no\"]"],
            ),
            (
                add(NewThing::Channel {
                    id: "new".to_owned(),
                    kind: "visit".to_owned(),
                    target: None,
                    address: owned(&["Street 1", "Town"]),
                }),
                &[
                    "+ ",
                    "+ [[channel]]",
                    "+ id = \"new\"",
                    "+ kind = \"visit\"",
                    "+ address = [\"Street 1\", \"Town\"]",
                ],
            ),
            (
                add(NewThing::Outcome {
                    id: "new".to_owned(),
                    verdict: "assessed".to_owned(),
                    channels: owned(&["mail"]),
                    steps,
                    enclosures: Vec::new(),
                }),
                &[
                    "+ ",
                    "+ [[outcome]]",
                    "+ id = \"new\"",
                    "+ verdict = \"assessed\"",
                    "+ channels = [\"mail\"]",
                    "+ steps = [",
                    "+   \"a-step-with-a-long-name-1\",",
                    "+   \"a-step-with-a-long-name-2\",",
                    "+   \"a-step-with-a-long-name-3\",",
                    "+   \"a-step-with-a-long-name-4\",",
                    "+   \"a-step-with-a-long-name-5\",",
                    "+   \"a-step-with-a-long-name-6\",",
                    "+   \"a-step-with-a-long-name-7\",",
                    "+   \"a-step-with-a-long-name-8\",",
                    "+ ]",
                ],
            ),
            (
                add(NewThing::Notice {
                    id: "new".to_owned(),
                    when: Vec::new(),
                    verdicts: owned(&["refused"]),
                    outcomes: Vec::new(),
                    facts: owned(&["L1"]),
                }),
                &["+ ", "+ [[notice]]", "+ id = \"new\"", "+ verdicts = [\"refused\"]", "+ facts = [\"L1\"]"],
            ),
            (add(NewThing::Fact { id: "L4".to_owned(), text: "New.".to_owned() }), &["+ L4 = \"New.\""]),
            (
                Edit::Duplicate { rule: 0 },
                &[
                    "+ when = { who = \"member\" }",
                    "+ outcome = \"welcome\"",
                    "+ facts = [\"L1\"]",
                    "+ ",
                    "+ [[rule]]",
                    "+ id = \"member-2\"",
                ],
            ),
            (
                Edit::Split { rule: 0, question: "want".to_owned() },
                &[
                    "- id = \"member\"",
                    "- when = { who = \"member\" }",
                    "+ id = \"member-borrow\"",
                    "+ when = { who = \"member\", want = \"borrow\" }",
                    "+ outcome = \"welcome\"",
                    "+ facts = [\"L1\"]",
                    "+ ",
                    "+ [[rule]]",
                    "+ id = \"member-read\"",
                    "+ when = { who = \"member\", want = \"read\" }",
                    "+ outcome = \"welcome\"",
                    "+ facts = [\"L1\"]",
                    "+ ",
                    "+ [[rule]]",
                    "+ id = \"member-reserve\"",
                    "+ when = { who = \"member\", want = \"reserve\" }",
                ],
            ),
        ],
    );
}

#[test]
fn a_comment_goes_with_what_it_stands_above() {
    assert_changed(
        &files("policies/cliendo").into_iter().filter(|(name, _)| name == "policy.toml").collect(),
        vec![
            (
                Edit::Move { of: Thing::Notice(0), to: 1 },
                &[
                    "- # The outcome speaks to all who ask for an assessment; these to some of them.",
                    "- id = \"owner-locked-out\"",
                    "- when = { who = \"admin\", main-admin = \"yes\", reach = \"neither\" }",
                    "+ id = \"equal-rights\"",
                    "+ when = { who = \"equal-party\" }",
                    "+ # The outcome speaks to all who ask for an assessment; these to some of them.",
                    "- id = \"equal-rights\"",
                    "- when = { who = \"equal-party\" }",
                    "+ id = \"owner-locked-out\"",
                    "+ when = { who = \"admin\", main-admin = \"yes\", reach = \"neither\" }",
                ],
            ),
            (
                Edit::Remove { of: Thing::Notice(0) },
                &[
                    "- ",
                    "- # The outcome speaks to all who ask for an assessment; these to some of them.",
                    "- [[notice]]",
                    "- id = \"owner-locked-out\"",
                    "- when = { who = \"admin\", main-admin = \"yes\", reach = \"neither\" }",
                    "- outcomes = [\"assessment\"]",
                    "- facts = [\"F24\"]",
                ],
            ),
            (
                Edit::Move { of: Thing::Question(6), to: 5 },
                &[
                    "+ [[question]]",
                    "+ id = \"reach\"",
                    "+ choices = [\"both\", \"mailbox\", \"login\", \"neither\"]",
                    "+ ",
                    "- ",
                    "- [[question]]",
                    "- id = \"reach\"",
                    "- choices = [\"both\", \"mailbox\", \"login\", \"neither\"]",
                ],
            ),
            (
                Edit::Remove { of: Thing::Rule(0) },
                &[
                    "- ",
                    "- [[rule]]",
                    "- id = \"owner-with-both\"",
                    "- when = { who = \"admin\", main-admin = \"yes\", what = { not = [\"expired-data\", \"arrears\"] }, reach = \"both\" }",
                    "- outcome = \"owner-mail-or-chat\"",
                    "- facts = [\"F01\", \"F03\", \"F07\", \"F08\", \"F09\"]",
                ],
            ),
        ],
    );
}

#[test]
fn a_thing_goes_with_its_own_texts_and_nothing_else() {
    assert_changed(
        &files("tests/small"),
        vec![
            (
                Edit::Remove { of: Thing::Question(0) },
                &[
                    "- ",
                    "- [[question]]",
                    "- id = \"who\"",
                    "- choices = [\"member\", \"guest\"]",
                    "- ",
                    "- [question.who]",
                    "- title = \"Who?\"",
                    "- choice.member = \"Member\"",
                    "- choice.guest = \"Guest\"",
                ],
            ),
            (
                Edit::Remove { of: Thing::Choice(1, 0) },
                &[
                    "- choices = [\"borrow\", \"read\", { id = \"reserve\", offered-to = { who = \"member\" } }]",
                    "+ choices = [\"read\", { id = \"reserve\", offered-to = { who = \"member\" } }]",
                    "- choice.borrow = \"Borrow\"",
                ],
            ),
            (
                Edit::Remove { of: Thing::Outcome(1) },
                &[
                    "- ",
                    "- [[outcome]]",
                    "- id = \"no-card\"",
                    "- verdict = \"refused\"",
                    "- channels = [\"desk\"]",
                    "- steps = [\"join\"]",
                    "- [outcome.no-card]",
                    "- title = \"No card\"",
                    "- why = \"Because.\"",
                    "- ",
                    "- join = \"Join **first**.\"",
                ],
            ),
            (
                Edit::Remove { of: Thing::Channel(2) },
                &[
                    "- ",
                    "- [[channel]]",
                    "- id = \"phone\"",
                    "- kind = \"closed\"",
                    "- ",
                    "- [channel.phone]",
                    "- name = \"phone\"",
                    "- text = \"By phone.\"",
                ],
            ),
            (
                Edit::Remove { of: Thing::Notice(0) },
                &[
                    "- ",
                    "- [[notice]]",
                    "- id = \"quiet\"",
                    "- when = { want = \"read\" }",
                    "- verdicts = [\"accepted\"]",
                    "- facts = [\"L2\"]",
                    "- ",
                    "- [notice.quiet]",
                    "- title = \"Quiet\"",
                    "- text = \"Please.\"",
                ],
            ),
            (
                Edit::Remove { of: Thing::Closed(0) },
                &["- ", "- [[closed]]", "- channel = \"phone\"", "- facts = [\"L3\"]"],
            ),
            (
                Edit::Remove { of: Thing::Contradiction(0) },
                &["- ", "- [[contradiction]]", "- fact = \"L1\"", "- excludes = [\"L3\"]"],
            ),
            (Edit::Remove { of: Thing::Fact("L2".to_owned()) }, &["- L2 = \"Guests read.\""]),
            (Edit::Remove { of: Thing::Step("join".to_owned()) }, &["- join = \"Join **first**.\""]),
            (Edit::Remove { of: Thing::Enclosure("card".to_owned()) }, &["- card = \"Your card\""]),
        ],
    );
}
