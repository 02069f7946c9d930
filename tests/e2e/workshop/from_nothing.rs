//! The policy of docs/tutorial.md, made from nothing by an editor who has a keyboard and nothing else. What the command line
//! makes of the tutorial's own lines is the same policy.
//!
//! In two browsers: by its driver's keys, nothing can be chosen from a menu in WebKitGTK.

use std::fs;

use thirtyfour::Key;

use super::editor::{drawn, laid_out, proven, start, tab_to, taken};
use crate::browser::{Browser, Engine};
use crate::common::project;
use crate::server::Server;
use crate::tool::wegwijzer;
use crate::tutorial::blocks;

/// How an editor knows a control: by what it is called.
const CALLED: &str = "
    window.called = (control) => {
        const label = control.labels?.[0];
        const name = control.getAttribute('aria-label') ?? (label?.querySelector('span') ?? label)?.textContent
            ?? control.querySelector(':scope > h3')?.textContent ?? control.textContent;
        return name.trim();
    };
    window.focused = () => called(document.activeElement);";

const RIGHT: &str = "\u{e014}";
const ESCAPE: &str = "\u{e00c}";

/// The most presses of a key until a control has the focus.
const MOST: usize = 120;

#[tokio::test]
async fn the_policy_of_the_tutorial_is_made_by_keyboard_in_chromium() {
    make_by_keyboard(Engine::Chromium).await;
}

#[tokio::test]
async fn the_policy_of_the_tutorial_is_made_by_keyboard_in_firefox() {
    make_by_keyboard(Engine::Firefox).await;
}

async fn make_by_keyboard(engine: Engine) {
    let server = Server::start(&project("dist"));
    let browser = Browser::start_engine(engine).await;
    start(&browser, &server).await;
    browser.run(CALLED).await;
    let keyboard = Keyboard(&browser);
    keyboard.press("English").await;
    proven(&browser).await;

    name_it(keyboard).await;
    write_down_what_was_decided(keyboard).await;
    open_the_desk(keyboard).await;
    say_where_visitors_are_sent(keyboard).await;
    ask(keyboard).await;
    decide(keyboard).await;
    proven(&browser).await;
    keyboard.back_to("Take it away…").await;
    browser.press(Browser::ENTER).await;
    keyboard.press("Download a zip").await;

    let made = laid_out(&taken(&browser).await, &format!("lending-{engine:?}"));
    let made = made.to_str().unwrap();
    let done = wegwijzer(&["check", made], "");
    assert_eq!(done.code, Some(0), "{engine:?}: {}{}", done.out, done.err);
    assert!(done.out.contains(": 4 rules over 3 questions, proven\n"), "{engine:?}: {}", done.out);
    let done = wegwijzer(&["diff", &of_the_tutorial(engine), made], "");
    assert!(done.out.contains("Nothing: every visitor sees the same screens."), "{engine:?}: {}{}", done.out, done.err);
    browser.quit().await;
}

/// The tutorial's policy before it begins a second language.
fn of_the_tutorial(engine: Engine) -> String {
    let folder = project("target/workshop").join(format!("tutorial-{engine:?}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let policy = folder.join("lending").to_str().unwrap().to_owned();
    let done = wegwijzer(&["new", "policy", &policy], "");
    assert_eq!(done.code, Some(0), "{}", done.err);
    for block in blocks().iter().take_while(|block| !block.heading.starts_with("10.")) {
        block.change(&folder);
    }
    // The workshop has no form for the people of the scenarios, and goes without a file of them as well.
    fs::remove_file(folder.join("lending/scenarios.toml")).unwrap();
    policy
}

async fn name_it(keyboard: Keyboard<'_>) {
    // Once something is open, the focus is at the top of the page.
    keyboard.press("Policy and languages").await;
    keyboard.write("Id of the policy", "lending").await;
    keyboard.view("Other texts").await;
    keyboard.write("Title of the page.", "Borrow a tool").await;
}

async fn write_down_what_was_decided(keyboard: Keyboard<'_>) {
    keyboard.view("Facts").await;
    let facts = [
        ("F1 Members may ask for a new password by mail.", "Members borrow tools. They reserve them by e-mail."),
        ("F2 Who is no member asks a member.", "Who is no member joins first, at the desk."),
        ("F3 Nobody gets a password by telephone.", "Nobody reserves a tool by telephone."),
        ("F4 A mail is answered on working days.", "An e-mail is answered on working days."),
    ];
    for (before, now) in facts {
        keyboard.press(before).await;
        keyboard.write("What was decided?", now).await;
    }
    keyboard.add("Add a fact", "A machine is for members who have done the safety course.", "").await;
    keyboard.is_at("F5 A machine is for members who have done the safety course.").await;
}

async fn open_the_desk(keyboard: Keyboard<'_>) {
    keyboard.view("Channels").await;
    keyboard.press("A member").await;
    keyboard.rename("desk").await;
    keyboard.write("Name", "The desk").await;
    keyboard.write("How is it used?", "Elm Street 12, on Saturday from 9 to 12.").await;
    keyboard.press("Telephone").await;
    keyboard.write("Why does it not work?", "On the telephone we cannot see what is free.").await;
}

async fn say_where_visitors_are_sent(keyboard: Keyboard<'_>) {
    let title = "Title: what somebody can do";
    let lead = "Below the title (may be empty)";
    keyboard.view("Outcomes").await;

    keyboard.press("Send us an e-mail").await;
    keyboard.rename("reserve-by-mail").await;
    keyboard.write(title, "Reserve it by e-mail").await;
    keyboard.write(lead, "Write to us two days before you need it.").await;
    keyboard.write("Step 1", "Write what you need, and when.").await;
    keyboard.rename("write-what-you-need").await;
    keyboard.write("Subject of the message", "I would like to borrow something").await;
    let body = "Hello,\n\nI am a member. I would like to borrow: [what you need]\nI need it on: [date]\n\nKind regards,\n[your name]\n";
    keyboard.write("Text of the message", body).await;
    keyboard.write("Why", "All members share the tools. With an e-mail we know who has what.").await;

    keyboard.press("Ask a member").await;
    keyboard.rename("join-first").await;
    keyboard.write(title, "Become a member first").await;
    keyboard.write(lead, "It takes five minutes.").await;
    keyboard.write("Step 1", "Come to the desk on Saturday morning.").await;
    keyboard.rename("come-to-the-desk").await;
    keyboard.add("Write a new step…", "Pay the fee for this year.", "").await;
    keyboard.is_at("Step 2").await;
    keyboard.rename("pay-the-fee").await;
    keyboard.write("Why", "The tools belong to all members together. So only members borrow them.").await;

    keyboard.add("Add an outcome…", "Take the safety course first", "").await;
    keyboard.is_at(title).await;
    keyboard.back_to("Change id…").await;
    keyboard.rename_here("take-the-course").await;
    keyboard.choose("Verdict", "It d", "It does not work this way").await;
    keyboard.write(lead, "It is on the first Saturday of the month.").await;
    keyboard.add("Write a new step…", "Sign up for the course at the desk.", "").await;
    keyboard.is_at("Step 1").await;
    keyboard.rename("sign-up-for-the-course").await;
    keyboard.add("Write a new step…", "Have you done it? Then start again here.", "").await;
    keyboard.is_at("Step 2").await;
    keyboard.rename("start-again").await;
    keyboard.choose("A channel", "The", "The desk").await;
    keyboard.press("Add: A channel").await;
    keyboard.write("Why", "A machine can hurt you. In the course you learn to work with it safely.").await;
}

async fn ask(keyboard: Keyboard<'_>) {
    keyboard.view("Questions").await;
    keyboard.add("Add a question…", "What would you like to borrow?", "A hand tool\nA ladder\nA machine").await;
    keyboard.is_at("Question").await;
    keyboard.back_to("Change id…").await;
    keyboard.rename_here("thing").await;
    for (choice, hint) in [("hand-tool", ""), ("ladder", ""), ("machine", "Anything with a motor.")] {
        keyboard.write("Explanation of this answer (may be empty)", hint).await;
        keyboard.rename(choice).await;
    }
    keyboard.add("Add a question…", "Have you done our safety course?", "Yes\nNo, not yet").await;
    keyboard.is_at("Question").await;
    keyboard.back_to("Change id…").await;
    keyboard.rename_here("course").await;
    // The first answer has its id from its text.
    keyboard.to("Change id…").await;
    keyboard.rename("no").await;
}

async fn decide(keyboard: Keyboard<'_>) {
    let (member, thing, course) =
        ("Are you a member?", "What would you like to borrow?", "Have you done our safety course?");
    keyboard.view("Rules").await;
    keyboard.to("member").await;
    keyboard.tick_cell(thing, &["A hand tool", "A ladder"]).await;

    let by_mail = ("Res", "Reserve it by e-mail");
    let to_the_course = ("Take", "Take the safety course first");
    for (id, answer, outcome, facts) in [
        ("machine-with-course", "Yes", by_mail, ["F1", "F5"].as_slice()),
        ("machine-without-course", "No, not yet", to_the_course, ["F5"].as_slice()),
    ] {
        keyboard.back_to("Add a rule").await;
        keyboard.enter().await;
        keyboard.is_at("new-rule").await;
        keyboard.tick_cell(member, &["Yes, I am a member"]).await;
        keyboard.tick_cell(thing, &["A machine"]).await;
        keyboard.tick_cell(course, &[answer]).await;
        keyboard.choose("Outcome", outcome.0, outcome.1).await;
        keyboard.open("Facts: none").await;
        keyboard.tick(facts).await;
        keyboard.back_to("new-rule").await;
        keyboard.enter().await;
        keyboard.rename(id).await;
        keyboard.is_at(id).await;
    }
}

/// The keyboard of an editor. Whatever has a name is reached by Tab, and what is pressed there is pressed by a key.
#[derive(Clone, Copy)]
struct Keyboard<'b>(&'b Browser);

impl Keyboard<'_> {
    /// Presses Tab until a control has the focus that is called so.
    async fn to(self, name: &str) {
        self.by(name, false).await;
    }

    /// The same in the other direction.
    async fn back_to(self, name: &str) {
        self.by(name, true).await;
    }

    async fn by(self, name: &str, is_back: bool) {
        let mut passed = Vec::new();
        for _ in 0..MOST {
            if is_back {
                self.0.tab_back().await;
            } else {
                self.0.press(Browser::TAB).await;
            }
            let focused = self.0.run("return focused()").await;
            if focused == name {
                return;
            }
            passed.push(focused);
        }
        panic!("Tab does not lead to {name}, only to {passed:?}");
    }

    /// Asserts that a control has the focus that is called so, once all is drawn.
    async fn is_at(self, name: &str) {
        drawn(self.0).await;
        assert_eq!(self.0.run("return focused()").await, name);
    }

    async fn enter(self) {
        self.0.press(Browser::ENTER).await;
        drawn(self.0).await;
    }

    /// Reaches a button and presses it.
    async fn press(self, name: &str) {
        self.to(name).await;
        self.enter().await;
    }

    /// Goes to a part of the policy.
    async fn view(self, name: &str) {
        self.back_to(name).await;
        self.enter().await;
    }

    /// Writes in a field in the place of what is there.
    async fn write(self, name: &str, text: &str) {
        self.to(name).await;
        self.write_here(text).await;
    }

    async fn write_here(self, text: &str) {
        self.0.press_with(Key::Control, "a").await;
        self.0.press(&text.replace('\n', Browser::ENTER)).await;
    }

    /// Chooses in a menu by the first letters of what is chosen.
    async fn choose(self, name: &str, letters: &str, chosen: &str) {
        self.to(name).await;
        self.0.press(letters).await;
        let shown = "document.activeElement.selectedOptions[0].textContent";
        self.0.wait_for(&format!("return {shown}.startsWith('{chosen}')")).await;
    }

    /// Presses a button that opens a dialog, which takes the focus.
    async fn open(self, name: &str) {
        self.to(name).await;
        self.enter().await;
        self.0.wait_for("return document.activeElement.matches('dialog[open] :scope, dialog[open] *')").await;
    }

    /// Adds something: its title, and where more is asked the lines of that.
    async fn add(self, button: &str, title: &str, more: &str) {
        self.open(button).await;
        self.write_here(title).await;
        if !more.is_empty() {
            self.0.press(Browser::TAB).await;
            self.write_here(more).await;
        }
        self.press("Add").await;
    }

    /// Gives the thing that has the focus another id: the next button for it is the thing's.
    async fn rename(self, id: &str) {
        self.to("Change id…").await;
        self.rename_here(id).await;
    }

    /// The same where that button has the focus.
    async fn rename_here(self, id: &str) {
        self.enter().await;
        self.write_here(id).await;
        self.enter().await;
        drawn(self.0).await;
    }

    /// Goes on by the arrow to the cell of a question, and ticks these answers only.
    async fn tick_cell(self, question: &str, answers: &[&str]) {
        let there = format!("return focused().startsWith('{question}: ')");
        while self.0.run(&there).await == false {
            self.0.press(RIGHT).await;
        }
        self.enter().await;
        self.0.press(Browser::DOWN).await;
        self.tick(answers).await;
    }

    /// Ticks boxes of a dialog, each by the beginning of its name, and closes the dialog.
    async fn tick(self, boxes: &[&str]) {
        for name in boxes {
            tab_to(self.0, &format!("focused().startsWith('{name}')")).await;
            self.0.press(Browser::SPACE).await;
        }
        self.0.press(ESCAPE).await;
        drawn(self.0).await;
    }
}
