//! Channels of each kind, and those that do not work.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::Desk;
use crate::elements::{all_in, text_of, value_of};

const DESK: &str = "policy.toml/channel/1";
const KIND: &str = "policy.toml/channel/1/kind";
const OF_DESK: &str = "id = \"desk\"\nkind = \"in-person\"\n";

/// Each kind of channel asks for what a visitor needs of it, and for no more.
#[wasm_bindgen_test]
async fn a_channel_of_each_kind_asks_for_what_it_needs() {
    let fields = ["target", "address", "open-to", "people"].map(|name| (format!("{DESK}/{name}"), name));
    let hours = ("words.en.toml/channel/desk/hours".to_owned(), "hours");
    let fields = fields.into_iter().chain([hours]).collect::<Vec<_>>();
    let desk = Desk::with_library().await;
    desk.unfold("Channels", DESK).await;
    let kinds: Vec<String> = all_in(&desk.at(KIND), "option").iter().map(value_of).collect();
    let asked: [(&str, &[&str]); 9] = [
        ("mail", &["target", "open-to"]),
        ("web", &["target", "open-to"]),
        ("phone", &["target", "open-to"]),
        ("visit", &["address", "open-to", "hours"]),
        ("letter", &["address", "open-to"]),
        ("in-app", &["open-to"]),
        ("in-person", &["open-to", "people"]),
        ("known", &["open-to"]),
        ("closed", &[]),
    ];
    assert_eq!(kinds, asked.map(|(kind, _)| kind), "every kind is offered, and tried here");
    let mut steps = 0;
    for (kind, asked) in asked {
        desk.choose(KIND, kind).await;
        steps += usize::from(kind != "in-person" || steps > 0);
        desk.assert_files(&[("policy.toml", OF_DESK, &format!("id = \"desk\"\nkind = \"{kind}\"\n"))]);
        let shown: Vec<&str> =
            fields.iter().filter(|(place, _)| desk.find_at(place).is_some()).map(|(_, name)| *name).collect();
        assert_eq!(shown, asked, "{kind}");
    }
    assert!(desk.text_at(DESK).contains("Why does it not work?"), "what is closed says why");
    desk.take_back(steps).await;
}

#[wasm_bindgen_test]
async fn a_channel_is_added_with_its_number() {
    let desk = Desk::with_library().await;
    desk.view("Channels").await;
    desk.press("Add a channel").await;
    desk.type_into(&desk.field("Name"), "Telephone").await;
    desk.choose_in(&desk.field("What can somebody do with it?"), "phone").await;
    desk.press("Add").await;
    let end = "[[channel]]\nid = \"phone\"\nkind = \"closed\"\n";
    let own = "\n[[channel]]\nid = \"telephone\"\nkind = \"phone\"\n";
    let last = "[channel.phone]\nname = \"phone\"\ntext = \"By phone.\"\n";
    let name = ("words.en.toml", last, &*format!("{last}\n[channel.telephone]\nname = \"Telephone\"\n"));
    desk.assert_files(&[("policy.toml", end, &format!("{end}{own}")), name]);
    desk.focused("words.en.toml/channel/telephone/name").await;
    let target = "policy.toml/channel/3/target";
    let kind = "policy.toml/channel/3/kind";
    assert!(desk.found_at(kind).starts_with("To mend:"), "nobody can call without a number: {}", desk.found_at(kind));
    desk.write(target, "+31 20 123 45 67").await;
    assert_eq!(desk.found_at(kind), "");
    desk.assert_files(&[("policy.toml", end, &format!("{end}{own}target = \"+31 20 123 45 67\"\n")), name]);
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn a_place_to_go_to_has_lines_and_hours() {
    let desk = Desk::with_library().await;
    desk.unfold("Channels", DESK).await;
    desk.choose(KIND, "visit").await;
    desk.write(&format!("{DESK}/address"), "The Library\n\n  Main Street 1 ").await;
    desk.write("words.en.toml/channel/desk/hours", "Monday\n\nTuesday").await;
    let address = "address = [\"The Library\", \"Main Street 1\"]\n";
    let text = "text = \"By desk.\"\n";
    let visit = ("policy.toml", OF_DESK, &*format!("id = \"desk\"\nkind = \"visit\"\n{address}"));
    desk.assert_files(&[visit, ("words.en.toml", text, &format!("{text}hours = \"\"\"\nMonday\n\nTuesday\n\"\"\"\n"))]);
    desk.take_back(3).await;
}

#[wasm_bindgen_test]
async fn a_channel_is_open_only_to_some() {
    let desk = Desk::with_library().await;
    desk.unfold("Channels", "policy.toml/channel/0").await;
    let open_to = "policy.toml/channel/0/open-to";
    assert_eq!(desk.said_at(open_to), "Whom is it open to? everybody");
    desk.click(&desk.at(open_to)).await;
    desk.press_at(open_to, "Who?: all").await;
    desk.tick("these answers only").await;
    desk.tick("Member").await;
    desk.done().await;
    let target = "target = \"desk@library.example\"\n";
    desk.assert_files(&[("policy.toml", target, &format!("{target}open-to = {{ who = \"member\" }}\n"))]);
    assert_eq!(desk.said_at(open_to), "Whom is it open to? Who? Member");
    assert!(desk.verdict().contains("to mend"), "guests are sent there, too: {}", desk.verdict());
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn a_closed_channel_is_said_beside_some_outcomes() {
    let desk = Desk::with_library().await;
    desk.view("Channels").await;
    let outcomes = "policy.toml/closed/0/outcomes";
    assert_eq!(desk.said_at(outcomes), "all");
    desk.click(&desk.at(outcomes)).await;
    desk.tick("No card").await;
    desk.done().await;
    let closed = "channel = \"phone\"\n";
    let facts = "facts = [\"L3\"]\n";
    let of = format!("{closed}{facts}");
    let after = format!("{closed}outcomes = [\"no-card\"]\n{facts}");
    let other = format!("{of}outcomes = [\"no-card\"]\n");
    let now = desk.file("policy.toml").unwrap();
    desk.assert_files(&[("policy.toml", &of, if now.contains(&after) { &after } else { &other })]);
    assert_eq!(desk.said_at(outcomes), "No card", "outcomes are called by their titles");
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn nothing_can_be_closed_without_a_channel_that_never_works() {
    let desk = Desk::with_library().await;
    desk.view("Channels").await;
    assert!(desk.is_enabled("Add a channel that does not work"));
    desk.press("Add a channel that does not work").await;
    let end = "[[closed]]\nchannel = \"phone\"\nfacts = [\"L3\"]\n";
    let twice = "\n[[closed]]\nchannel = \"phone\"\nfacts = []\n";
    desk.assert_files(&[("policy.toml", end, &format!("{end}{twice}"))]);
    desk.focused("policy.toml/closed/1").await;
    let sections = desk.all("section.item");
    assert!(sections.iter().all(|section| text_of(section).starts_with("phone")), "both are about the channel");
    desk.unfold("Channels", "policy.toml/channel/2").await;
    desk.choose("policy.toml/channel/2/kind", "known").await;
    assert!(!desk.is_enabled("Add a channel that does not work"));
    assert!(desk.text(".view").contains("There is no channel yet that never works."));
    desk.take_back(2).await;
}
