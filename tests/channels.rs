//! Every kind of channel comes to whoever shows a policy with what it takes to use it; no link leads where it must not; and a
//! channel is offered to those alone to whom it is open.

mod common;

use common::plain::situations;
use common::{all_referrals, answers_of, outcome, project, words_in};
use wegwijzer::author::compile::{Compiled, compile};
use wegwijzer::author::dmn::to_dmn;
use wegwijzer::author::export::files;
use wegwijzer::author::guide::guide;
use wegwijzer::author::map;
use wegwijzer::author::source::Source;
use wegwijzer::author::terminal::{Look, Page};
use wegwijzer::check::openness;
use wegwijzer::decision::{State, Step, next_step};
use wegwijzer::policy::compiled::{Broken, CompiledPolicy};
use wegwijzer::policy::table::Table;
use wegwijzer::policy::work::Work;
use wegwijzer::policy::{Allowed, Ids};
use wegwijzer::screen::{Outcome, Target};

/// The small policy, with texts replaced in its files.
fn small(name: &str, replaced: &[(&str, &str)]) -> Source {
    let source = Source::read(&common::small(name, replaced));
    let errors: String = source.errors().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{errors}");
    source
}

/// The small policy with a channel of each kind that leads somewhere, all at one outcome; as the widget reads it.
fn all_kinds(name: &str) -> (Source, Compiled) {
    let source = small(
        name,
        &[
            (
                "id = \"desk\"\nkind = \"in-person\"",
                r#"id = "desk"
kind = "visit"
address = ["Main Street 1", "1234 AB Amsterdam"]
open-to = { who = "guest" }

[[channel]]
id = "helpline"
kind = "phone"
target = "+31 20 123-4567"

[[channel]]
id = "emergency"
kind = "phone"
target = "14 020"

[[channel]]
id = "post"
kind = "letter"
address = ["Library", "PO Box 12"]

[[channel]]
id = "form"
kind = "web"
target = "https://library.example/form""#,
            ),
            ("channels = [\"desk\"]", "channels = [\"desk\", \"helpline\", \"emergency\", \"post\", \"form\"]"),
            (
                "[channel.desk]",
                r#"[channel.helpline]
name = "Helpline"
text = "Call us."

[channel.emergency]
name = "Emergency"
text = "Call at once."

[channel.post]
name = "By post"
text = "Write to us."

[channel.form]
name = "Form"
text = "Fill it in."

[channel.desk]
hours = """
Monday to Friday: 9 to 5

Saturday: *by appointment*""""#,
            ),
        ],
    );
    let compiled = compile(&source).unwrap();
    let policy = CompiledPolicy::read(&compiled.policy.to_json(&[])).expect("a sound policy");
    assert_eq!(policy, compiled.policy, "what ships is read as it was written");
    (source, Compiled { policy, ..compiled })
}

fn no_card(compiled: &Compiled) -> Outcome {
    let referrals = all_referrals(&compiled.policy);
    let (_, referral) = referrals.iter().find(|(_, referral)| referral.outcome.id == "no-card").unwrap();
    outcome(compiled, "en", referral)
}

/// A number is read as its editor has grouped it, and called by its digits alone; a short one stays short.
#[test]
fn a_screen_has_what_it_takes_to_use_each_kind_of_channel() {
    let (_, compiled) = all_kinds("channels-screen");
    let channels = no_card(&compiled).channels.body;
    let [desk, helpline, emergency, post, form] = channels.as_slice() else { panic!("{channels:?}") };
    let Target::Visit(visit) = &desk.target else { panic!("{desk:?}") };
    let address = visit.address.as_ref().expect("an address");
    assert_eq!((address.label.as_str(), address.copy.as_str()), ("Visiting address", "Copy the address"));
    assert_eq!(address.lines, ["Main Street 1", "1234 AB Amsterdam"]);
    assert_eq!((visit.hours.heading.as_str(), visit.hours.body.len()), ("Opening hours", 2));
    let Target::Phone(phone) = &helpline.target else { panic!("{helpline:?}") };
    assert_eq!((phone.number.label.as_str(), phone.number.value.as_str()), ("Telephone", "+31 20 123-4567"));
    assert_eq!((phone.call.as_str(), phone.copy.as_str()), ("tel:+31201234567", "Copy the number"));
    let Target::Phone(phone) = &emergency.target else { panic!("{emergency:?}") };
    assert_eq!((phone.number.value.as_str(), phone.call.as_str()), ("14 020", "tel:14020"));
    let Target::Letter(place) = &post.target else { panic!("{post:?}") };
    assert_eq!((place.label.as_str(), place.lines.len()), ("Postal address", 2));
    assert!(matches!(&form.target, Target::Page(address) if address == "https://library.example/form"));
}

/// A desk that is another for each visitor has hours and no address.
#[test]
fn a_visit_can_do_without_an_address() {
    let source = small(
        "channels-own-desk",
        &[
            ("kind = \"in-person\"", "kind = \"visit\""),
            ("text = \"By desk.\"", "text = \"By desk.\"\nhours = \"Ask it.\""),
        ],
    );
    let screen = no_card(&compile(&source).unwrap());
    let Target::Visit(visit) = &screen.channels.body[0].target else { panic!("{screen:?}") };
    assert_eq!((&visit.address, visit.hours.body.len()), (&None, 1));
}

#[test]
fn whoever_shows_a_policy_shows_each_kind_of_channel() {
    let (source, compiled) = all_kinds("channels-shown");
    let texts = &source.words[0];
    let article = guide(&source.policy, &compiled.policy, words_in(&compiled, "en"), texts);
    for told in [
        "<strong>desk</strong>, Main Street 1, 1234 AB Amsterdam. By desk. \
         Opening hours: Monday to Friday: 9 to 5 Saturday: <em>by appointment</em>",
        // The marks around it keep a number from left to right in a text that runs the other way.
        "<strong>Helpline</strong> <a href=\"tel:+31201234567\">\u{2066}+31 20 123-4567\u{2069}</a>. Call us.",
        "<strong>By post</strong>, Library, PO Box 12. Write to us.",
        "<a href=\"https://library.example/form\">https://library.example/form</a>",
    ] {
        assert!(article.contains(told), "no {told} in {article}");
    }
    let page = map::page(&source, &compiled, "en").unwrap_or_default();
    for told in [
        "<code>Main Street 1, 1234 AB Amsterdam</code>",
        "Opening hours: Monday to Friday: 9 to 5 Saturday: <em>by appointment</em>",
        "<code dir=\"ltr\">+31 20 123-4567</code>",
        "<code>Library, PO Box 12</code>",
        "<span>Open to: </span>Who? <strong>Guest</strong>",
    ] {
        assert!(page.contains(told), "no {told} in the map");
    }
    let mut page = Page::new(Look::default());
    page.outcome(&no_card(&compiled));
    let typed = page.text();
    for told in [
        "  - desk: By desk.\n    Visiting address\n      Main Street 1\n      1234 AB Amsterdam\n    Opening hours: Monday to Friday: 9 to 5 Saturday",
        "  - Helpline: Call us.\n    Telephone +31 20 123-4567\n",
        "  - By post: Write to us.\n    Postal address\n      Library\n      PO Box 12\n",
    ] {
        assert!(typed.contains(told), "no {told} in {typed}");
    }
    let exported = files(&source, &compiled);
    let (_, routes) = exported.iter().find(|(name, _)| name == "routes.md").unwrap();
    for told in [
        "| desk (`desk`) | visit | Main Street 1, 1234 AB Amsterdam | `who=guest` |\n",
        "| Helpline (`helpline`) | phone | +31 20 123-4567 | all |\n",
        "| phone (`phone`) | closed |  | all |\n",
    ] {
        assert!(routes.contains(told), "no {told} in {routes}");
    }
    assert!(to_dmn(&source.policy).contains("<text>visit Main Street 1, 1234 AB Amsterdam</text>"));
}

/// A policy may come from anywhere: by a page's attribute, say. A link of it opens a page of https or calls a number, and
/// nothing that it holds can run or be taken for a command.
#[test]
fn no_link_of_a_policy_from_elsewhere_leads_where_it_must_not() {
    let (_, compiled) = all_kinds("channels-elsewhere");
    let good: serde_json::Value = serde_json::from_str(&compiled.policy.to_json(&[])).unwrap();
    let with = |kind: &str, target: serde_json::Value| {
        let mut file = good.clone();
        file["channels"][2] = serde_json::json!({ "id": "helpline", "kind": kind, "target": target });
        CompiledPolicy::read(&file.to_string())
    };
    assert!(with("phone", "+31 20 123-4567".into()).is_ok() && with("phone", "112".into()).is_ok());
    for number in ["javascript:alert(1)", "*#06#", "112,9", "112;ext=9", "", "+", " 112", "١١٢", "tel:112", "112\n"]
    {
        assert_eq!(with("phone", number.into()), Err(Broken::Dangling("targets")), "{number:?}");
    }
    assert_eq!(with("phone", serde_json::Value::Null), Err(Broken::Dangling("targets")));
    for page in ["http://library.example/", "mailto:a@b.example", "tel:112", "data:text/html,x", "HTTPS//x", ""] {
        assert_eq!(with("web", page.into()), Err(Broken::Dangling("targets")), "{page:?}");
    }
    assert_eq!(with("fax", "112".into()), Err(Broken::Unreadable));
}

/// For whatever channel and condition: the check says that a channel is offered to whom it is not open if and only if some
/// situation comes to it.
#[test]
fn a_channel_is_offered_to_those_alone_to_whom_it_is_open() {
    let mut found = [0, 0];
    for folder in ["tests/small", "examples/policies/library-card", "examples/policies/security-contact"] {
        let source = Source::read(&project(folder));
        let compiled = compile(&source).unwrap();
        let policy = &compiled.policy;
        let met: Vec<(Vec<usize>, Vec<usize>)> = (situations(&source.policy).into_iter())
            .map(|situation| {
                let state = State::from_answers(policy, answers_of(policy, &situation));
                let Step::Refer(referral) = next_step(policy, &state) else { panic!("{situation:?} is not answered") };
                (situation, referral.outcome.channels.iter().map(|channel| channel.get()).collect())
            })
            .collect();
        for (number, question) in source.policy.questions.iter().enumerate() {
            for (choice, named) in question.choices.iter().enumerate() {
                let ids = Ids::One(named.id.clone());
                for allowed in [Allowed::Only(ids.clone()), Allowed::Not { not: ids }] {
                    let is_open = |given: usize| (given == choice) == matches!(allowed, Allowed::Only(_));
                    for channel in 0..source.policy.channels.len() {
                        let mut changed = source.policy.clone();
                        changed.channels[channel].open_to = [(question.id.clone(), allowed.clone())].into();
                        let mut flaws = Vec::new();
                        let table = Table::of(&changed);
                        openness::flaws(&changed, &table, &mut flaws, &mut Work::of(1_000_000)).expect("little work");
                        let said = !flaws.is_empty();
                        let wrong = |(situation, offered): &(Vec<usize>, Vec<usize>)| {
                            offered.contains(&channel) && !is_open(situation[number])
                        };
                        let id = &changed.channels[channel].id;
                        assert_eq!(said, met.iter().any(wrong), "{folder}: {id}, {}: {allowed:?}", question.id);
                        found[usize::from(said)] += 1;
                    }
                }
            }
        }
    }
    assert!(found.iter().all(|count| *count > 20), "{found:?}");
}

/// Whatever stands in the subject and the text of a message, and in the address: a program for mail takes that address, that
/// subject and that text out of the link, and no other recipient or field.
#[test]
fn a_draft_adds_no_recipient_and_no_field() {
    let nasty = [
        "a&cc=thief@evil.example",
        "a?bcc=thief@evil.example",
        "a%26cc%3Dthief@evil.example",
        "a%0D%0ABcc: thief@evil.example",
        "a&amp;cc=thief@evil.example",
        "a\nBcc: thief@evil.example",
        "a#b&c=d;e,f+g h/i:j@k\\l\"m'n<o>p",
        "100% é 日本 \u{202e}x",
        "=",
        "&",
    ];
    let mut opened = 0;
    for (number, text) in nasty.iter().enumerate() {
        for subject in [true, false] {
            let (about, body) = if subject { (*text, "Plain") } else { ("Plain", *text) };
            let body = format!("{body}\nsecond line\n\n{body}");
            let mut compiled = written_to("info@library.example", number);
            let words = &mut compiled.words[0].texts;
            words.insert("outcome.no-card.subject".to_owned(), about.to_owned());
            words.insert("outcome.no-card.body".to_owned(), body.clone());
            // A line end in the subject is a space: what comes behind it is no field.
            assert_eq!(opens(&compiled), ("info@library.example".to_owned(), about.replace('\n', " "), body));
            opened += 1;
        }
    }
    for address in [
        "a?b@library.example",
        "a&b@library.example",
        "a%62@library.example",
        "a#b@library.example",
        "o'b+c=d/e@library.example",
    ] {
        let mut compiled = written_to(address, 0);
        let words = &mut compiled.words[0].texts;
        words.insert("outcome.no-card.subject".to_owned(), "About".to_owned());
        words.insert("outcome.no-card.body".to_owned(), "Text".to_owned());
        assert_eq!(opens(&compiled), (address.to_owned(), "About".to_owned(), "Text".to_owned()));
        // The article has the address alone.
        let source = small("channels-drafts-article", &[("desk@library.example", address)]);
        let article = guide(&source.policy, &compile(&source).unwrap().policy, &compiled.words[0], &source.words[0]);
        let link = article.split("href=\"mailto:").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
        let link = url::Url::parse(&format!("mailto:{link}")).expect("a link");
        assert_eq!((link.query(), link.fragment()), (None, None), "{link}");
        assert_eq!(percent_encoding::percent_decode_str(link.path()).decode_utf8().expect("UTF-8"), address);
        opened += 1;
    }
    assert_eq!(opened, 2 * 10 + 5);
}

/// The small policy with a mailbox at its one refusal.
fn written_to(address: &str, number: usize) -> Compiled {
    let channel = format!("id = \"desk\"\nkind = \"mail\"\ntarget = \"{address}\"");
    let source = small(&format!("channels-drafts-{number}"), &[("id = \"desk\"\nkind = \"in-person\"", &channel)]);
    compile(&source).expect("a small diagram")
}

/// What a program for mail makes of the link: to whom, the subject, and the text.
fn opens(compiled: &Compiled) -> (String, String, String) {
    let Target::Mail(mail) = no_card(compiled).channels.body[0].target.clone() else { panic!("a mailbox") };
    let link = url::Url::parse(&mail.draft.expect("a draft").write.value).expect("a link");
    assert_eq!((link.scheme(), link.fragment()), ("mailto", None), "{link}");
    let decoded = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().expect("UTF-8").into_owned();
    let fields: Vec<(String, String)> = (link.query().expect("fields").split('&'))
        .map(|field| field.split_once('=').expect("a name and a value"))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    let [(subject, about), (body, text)] = fields.as_slice() else { panic!("{link}") };
    assert_eq!((subject.as_str(), body.as_str()), ("subject", "body"));
    assert!(!about.contains(['\r', '\n']), "a line end begins another field: {link}");
    (decoded(link.path()), about.clone(), text.replace("\r\n", "\n"))
}
