//! The lines that each edit changes where a policy is written in other ways that TOML has. The layout stays.

use wegwijzer::draft::edit::{Cell, NewThing};
use wegwijzer::draft::{Edit, Files, Thing};

use crate::cases::{add, assert_changed, list, only, owned, property, text, when};
use crate::policies::{edited, written_otherwise};

#[test]
fn a_condition_changes_however_it_is_written() {
    assert_changed(
        &written_otherwise(),
        vec![
            (
                when(Thing::Rule(0), "when", "who", only(&["staff"])),
                &["- who = [\"member\", \"staff\"]", "+ who = \"staff\""],
            ),
            (when(Thing::Rule(0), "when", "want", Cell::Any), &["- want = \"borrow\""]),
            (when(Thing::Channel(0), "people", "who", Cell::Any), &["- people.who = \"staff\""]),
            (when(Thing::Channel(0), "open-to", "who", only(&["guest"])), &["+ open-to = { who = \"guest\" }"]),
            (
                when(Thing::Rule(1), "when", "who", only(&["guest"])),
                &["- when = { who.not = [\"member\", \"staff\"] }", "+ when = { who = \"guest\" }"],
            ),
            (
                when(Thing::Rule(1), "when", "who", Cell::Any),
                &["- when = { who.not = [\"member\", \"staff\"] }", "+ when = {}"],
            ),
            (
                when(Thing::Rule(2), "when", "who", only(&["guest"])),
                &[
                    "- when = { \"who\" = [\"member\", \"staff\"], want = \"read\" }",
                    "+ when = { \"who\" = \"guest\", want = \"read\" }",
                ],
            ),
            (
                when(Thing::Choice(0, 2), "offered-to", "want", only(&["read"])),
                &[
                    "-   { id = \"staff\" , offered-to = {} }",
                    "+   { id = \"staff\" , offered-to = { want = \"read\" } }",
                ],
            ),
            (when(Thing::Notice(0), "when", "who", only(&["guest"])), &["+ when = { who = \"guest\" }"]),
        ],
    );
}

#[test]
fn a_property_keeps_the_way_it_is_written() {
    assert_changed(
        &written_otherwise(),
        vec![
            (property(Thing::Policy, "id", "even"), &["- id = \"odd\"   # its name", "+ id = \"even\"   # its name"]),
            (
                Edit::Fact { id: "F1".to_owned(), text: "Members may borrow.".to_owned() },
                &["- \"F1\" = 'Members borrow.' # said twice", "+ \"F1\" = 'Members may borrow.' # said twice"],
            ),
            (
                Edit::Fact { id: "F1".to_owned(), text: "Who's a member borrows.".to_owned() },
                &["- \"F1\" = 'Members borrow.' # said twice", "+ \"F1\" = \"Who's a member borrows.\" # said twice"],
            ),
            // A space at the start of a line that goes on would not be read.
            (
                Edit::Fact { id: "F2".to_owned(), text: "Guests  ead.".to_owned() },
                &["- F2 = \"\"\"", "- Guests \\", "-   read.\"\"\"", "+ F2 = \"Guests  ead.\""],
            ),
            (
                Edit::Fact { id: "F2".to_owned(), text: "Guests may read.".to_owned() },
                &["- Guests \\", "+ Guests may \\"],
            ),
            (
                property(Thing::Rule(1), "reading", "As we \"all\" read it."),
                &["- reading = '''As we \"read\" it.'''", "+ reading = '''As we \"all\" read it.'''"],
            ),
            (list(Thing::Outcome(0), "steps", &["write", "wait"]), &["+   \"wait\","]),
            (list(Thing::Outcome(0), "steps", &["go", "write"]), &["+   \"go\","]),
            (list(Thing::Rule(2), "facts", &["F1", "F2"]), &["- facts = [\"F2\"]", "+ facts = [\"F1\", \"F2\"]"]),
            (
                Edit::Add { thing: NewThing::Choice { question: 0, id: "boss".to_owned() }, at: Some(1) },
                &["+   \"boss\","],
            ),
            (
                add(NewThing::Choice { question: 0, id: "boss".to_owned() }),
                &[
                    "-   { id = \"staff\" , offered-to = {} }",
                    "+   { id = \"staff\" , offered-to = {} },",
                    "+   \"boss\"",
                ],
            ),
            (
                Edit::Remove { of: Thing::Choice(0, 0) },
                &[
                    "-   \"member\", # pays",
                    "- who.choice = { member = \"A member\", guest = 'A guest', staff = \"Staff\" }",
                    "+ who.choice = { guest = 'A guest', staff = \"Staff\" }",
                ],
            ),
            (
                Edit::Move { of: Thing::Choice(0, 2), to: 0 },
                &[
                    "-   \"member\", # pays",
                    "+   { id = \"staff\" , offered-to = {} }, # pays",
                    "-   \"guest\",",
                    "-   { id = \"staff\" , offered-to = {} }",
                    "+   \"member\",",
                    "+   \"guest\"",
                ],
            ),
        ],
    );
}

#[test]
fn a_text_keeps_the_way_it_is_written() {
    assert_changed(
        &written_otherwise(),
        vec![
            (
                text("question.want.choice.read", "Read on"),
                &[
                    "- \"want\" = { title = \"What?\", choice.borrow = \"Borrow\", choice.read = \"Read\" }",
                    "+ \"want\" = { title = \"What?\", choice.borrow = \"Borrow\", choice.read = \"Read on\" }",
                ],
            ),
            (
                text("question.want.hint", "A hint"),
                &[
                    "- \"want\" = { title = \"What?\", choice.borrow = \"Borrow\", choice.read = \"Read\" }",
                    "+ \"want\" = { title = \"What?\", choice.borrow = \"Borrow\", choice.read = \"Read\", hint = \"A hint\" }",
                ],
            ),
            (text("outcome.yes.why", "Because\n of this."), &["-  of that.\"\"\"", "+  of this.\"\"\""]),
            (text("outcome.yes.body", "Hello \"all\",\n\nbye"), &["- Hello \\\"you\\\",", "+ Hello \\\"all\\\","]),
            (text("outcome.yes.body", "Hello \"you\",\n\nbye\nbye"), &["+ bye"]),
            (
                text("question.who.choice.guest", "No member"),
                &[
                    "- who.choice = { member = \"A member\", guest = 'A guest', staff = \"Staff\" }",
                    "+ who.choice = { member = \"A member\", guest = 'No member', staff = \"Staff\" }",
                ],
            ),
            (
                text("question.who.choice.guest", "It's a guest"),
                &[
                    "- who.choice = { member = \"A member\", guest = 'A guest', staff = \"Staff\" }",
                    "+ who.choice = { member = \"A member\", guest = \"It's a guest\", staff = \"Staff\" }",
                ],
            ),
        ],
    );
}

#[test]
fn an_item_goes_however_it_is_written() {
    assert_changed(
        &written_otherwise(),
        vec![
            (
                Edit::Remove { of: Thing::Question(0) },
                &[
                    "- [[question]]",
                    "- id = 'who'",
                    "- choices = [",
                    "-   \"member\", # pays",
                    "-   # who does not",
                    "-   \"guest\",",
                    "-   { id = \"staff\" , offered-to = {} }",
                    "- ]",
                    "- who.title = \"Who are you?\"",
                    "- who.choice = { member = \"A member\", guest = 'A guest', staff = \"Staff\" }",
                ],
            ),
            (
                Edit::Remove { of: Thing::Question(1) },
                &[
                    "- [[question]]",
                    "- id = \"want\"",
                    "- choices = [ \"borrow\",\"read\" ]",
                    "- \"want\" = { title = \"What?\", choice.borrow = \"Borrow\", choice.read = \"Read\" }",
                ],
            ),
            (
                Edit::Remove { of: Thing::Channel(0) },
                &[
                    "- [[channel]]",
                    "- id = \"desk\"",
                    "- kind = \"in-person\"",
                    "- people.who = \"staff\"",
                    "- people.want = { not = \"read\" }",
                    "- [channel.desk]",
                    "- name = \"Desk\"",
                    "- text = \"Come\"",
                ],
            ),
            (
                Edit::Remove { of: Thing::Rule(0) },
                &[
                    "- ",
                    "- # Only members.",
                    "- [[rule]]",
                    "- id = \"member\"",
                    "- outcome = \"yes\"",
                    "- facts = [\"F1\"]",
                    "- [rule.when]",
                    "- # A comment inside.",
                    "- who = [\"member\", \"staff\"]",
                    "- want = \"borrow\"",
                ],
            ),
            (
                Edit::Remove { of: Thing::Rule(2) },
                &[
                    "- ",
                    "- [[rule]]",
                    "- id = \"readers\"",
                    "- when = { \"who\" = [\"member\", \"staff\"], want = \"read\" }",
                    "- outcome = \"no\"",
                    "- facts = [\"F2\"]",
                ],
            ),
            (
                Edit::Remove { of: Thing::Choice(1, 1) },
                &[
                    "- choices = [ \"borrow\",\"read\" ]",
                    "+ choices = [ \"borrow\" ]",
                    "- \"want\" = { title = \"What?\", choice.borrow = \"Borrow\", choice.read = \"Read\" }",
                    "+ \"want\" = { title = \"What?\", choice.borrow = \"Borrow\" }",
                ],
            ),
            (
                Edit::Rename { of: Thing::Choice(1, 1), to: "sit".to_owned() },
                &[
                    "- choices = [ \"borrow\",\"read\" ]",
                    "+ choices = [ \"borrow\",\"sit\" ]",
                    "- people.want = { not = \"read\" }",
                    "+ people.want = { not = \"sit\" }",
                    "- when = { \"who\" = [\"member\", \"staff\"], want = \"read\" }",
                    "+ when = { \"who\" = [\"member\", \"staff\"], want = \"sit\" }",
                    "- \"want\" = { title = \"What?\", choice.borrow = \"Borrow\", choice.read = \"Read\" }",
                    "+ \"want\" = { title = \"What?\", choice.borrow = \"Borrow\", choice.sit = \"Read\" }",
                ],
            ),
            (
                Edit::Rename { of: Thing::Question(0), to: "whoever".to_owned() },
                &[
                    "- id = 'who'",
                    "+ id = 'whoever'",
                    "- people.who = \"staff\"",
                    "+ people.whoever = \"staff\"",
                    "- who = [\"member\", \"staff\"]",
                    "+ whoever = [\"member\", \"staff\"]",
                    "- when = { who.not = [\"member\", \"staff\"] }",
                    "+ when = { whoever.not = [\"member\", \"staff\"] }",
                    "- when = { \"who\" = [\"member\", \"staff\"], want = \"read\" }",
                    "+ when = { \"whoever\" = [\"member\", \"staff\"], want = \"read\" }",
                    "- who = [\"member\", \"staff\"]",
                    "+ whoever = [\"member\", \"staff\"]",
                    "- who.title = \"Who are you?\"",
                    "- who.choice = { member = \"A member\", guest = 'A guest', staff = \"Staff\" }",
                    "+ whoever.title = \"Who are you?\"",
                    "+ whoever.choice = { member = \"A member\", guest = 'A guest', staff = \"Staff\" }",
                ],
            ),
            (Edit::Remove { of: Thing::Fact("F2".to_owned()) }, &["- F2 = \"\"\"", "- Guests \\", "-   read.\"\"\""]),
            (Edit::Remove { of: Thing::Step("write".to_owned()) }, &["- write = \"Write\""]),
            (
                Edit::Move { of: Thing::Rule(2), to: 0 },
                &[
                    "+ [[rule]]",
                    "+ id = \"readers\"",
                    "+ when = { \"who\" = [\"member\", \"staff\"], want = \"read\" }",
                    "+ outcome = \"no\"",
                    "+ facts = [\"F2\"]",
                    "+ ",
                    "- ",
                    "- [[rule]]",
                    "- id = \"readers\"",
                    "- when = { \"who\" = [\"member\", \"staff\"], want = \"read\" }",
                    "- outcome = \"no\"",
                    "- facts = [\"F2\"]",
                ],
            ),
            (
                Edit::Duplicate { rule: 0 },
                &[
                    "+ ",
                    "+ [[rule]]",
                    "+ id = \"member-2\"",
                    "+ outcome = \"yes\"",
                    "+ facts = [\"F1\"]",
                    "+ [rule.when]",
                    "+ # A comment inside.",
                    "+ who = [\"member\", \"staff\"]",
                    "+ want = \"borrow\"",
                ],
            ),
        ],
    );
}

#[test]
fn the_first_of_its_kind_stands_where_its_kind_does() {
    let bare: Files = [("policy.toml".to_owned(), "id = \"a\"\n\n# Rules\n\n[[rule]]\nid = \"x\"".to_owned())].into();
    let closed = NewThing::Closed { channel: "mail".to_owned(), outcomes: Vec::new(), facts: owned(&["F1"]) };
    let draft = edited(
        &bare,
        &[
            add(NewThing::Question { id: "new".to_owned(), choices: owned(&["yes", "no"]) }),
            add(closed),
            Edit::NeverSay { language: "en".to_owned(), phrases: Some(owned(&["never"])) },
            add(NewThing::Fact { id: "F1".to_owned(), text: "New.".to_owned() }),
        ],
    );
    let expected = r#"id = "a"

[facts]
F1 = "New."

[never-say]
en = ["never"]

[[question]]
id = "new"
choices = ["yes", "no"]

# Rules

[[rule]]
id = "x"

[[closed]]
channel = "mail"
facts = ["F1"]"#;
    assert_eq!(draft.files()["policy.toml"], expected);
}
