//! Questions and the answers that they offer.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::Desk;

const WHO: &str = "policy.toml/question/0";
const WANT: &str = "policy.toml/question/1";

#[wasm_bindgen_test]
async fn a_question_is_put_in_other_words_where_visitors_read_it() {
    let desk = Desk::with_library().await;
    desk.unfold("Questions", WHO).await;
    let title = "words.en.toml/question/who/title";
    desk.write(title, "Who are you?").await;
    desk.assert_files(&[("words.en.toml", "title = \"Who?\"", "title = \"Who are you?\"")]);
    assert!(desk.text_at(WHO).starts_with("Who are you? who"), "{}", desk.text_at(WHO));
    desk.write("words.en.toml/question/who/hint", "Say *one* thing.").await;
    let (guest, hint) = ("choice.guest = \"Guest\"\n", "choice.guest = \"Guest\"\nhint = \"Say *one* thing.\"\n");
    desk.assert_files(&[
        ("words.en.toml", "title = \"Who?\"", "title = \"Who are you?\""),
        ("words.en.toml", guest, hint),
    ]);
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn a_text_that_is_missing_is_told_where_it_is_missing() {
    let desk = Desk::with_library().await;
    desk.unfold("Questions", WHO).await;
    let title = "words.en.toml/question/who/title";
    assert_eq!((desk.found_at(title), desk.at(title).get_attribute("aria-invalid")), (String::new(), None));
    desk.write(title, "").await;
    desk.assert_files(&[("words.en.toml", "title = \"Who?\"", "title = \"\"")]);
    assert!(desk.found_at(title).starts_with("To mend:"), "{}", desk.found_at(title));
    assert_eq!(desk.at(title).get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(desk.text_at(WHO).contains("One thing to mend."), "the list shows it, too: {}", desk.text_at(WHO));
    assert!(desk.verdict().starts_with("One thing to mend."), "{}", desk.verdict());
    desk.press("Undo").await;
    assert_eq!((desk.found_at(title), desk.value(title)), (String::new(), "Who?".to_owned()));
    desk.press("Redo").await;
    desk.assert_files(&[("words.en.toml", "title = \"Who?\"", "title = \"\"")]);
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn what_is_typed_in_one_go_is_taken_back_in_one() {
    let desk = Desk::with_library().await;
    desk.unfold("Questions", WHO).await;
    let title = desk.at("words.en.toml/question/who/title");
    for text in ["Who i", "Who is", "Who is it?"] {
        desk.type_into(&title, text).await;
    }
    desk.assert_files(&[("words.en.toml", "title = \"Who?\"", "title = \"Who is it?\"")]);
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn a_question_is_added_with_its_answers() {
    let desk = Desk::with_library().await;
    desk.view("Questions").await;
    desk.press("Add a question…").await;
    assert!(desk.text("dialog").contains("The id is made from this text."));
    desk.type_into(&desk.field("Question"), "Which room?").await;
    assert!(desk.text("dialog").contains("Id: which-room."), "{}", desk.text("dialog"));
    desk.type_into(&desk.field("Answers, each on a line of its own"), "The hall\n\n  Upstairs\n").await;
    desk.press("Add").await;
    let end = "choices = [\"borrow\", \"read\", { id = \"reserve\", offered-to = { who = \"member\" } }]\n";
    let question = "\n[[question]]\nid = \"which-room\"\nchoices = [\"the-hall\", \"upstairs\"]\n";
    let last = "choice.reserve = \"Reserve\"\n";
    let texts = "\n[question.which-room]\ntitle = \"Which room?\"\nchoice.the-hall = \"The hall\"\nchoice.upstairs = \"Upstairs\"\n";
    desk.assert_files(&[
        ("policy.toml", end, &format!("{end}{question}")),
        ("words.en.toml", last, &format!("{last}{texts}")),
    ]);
    desk.focused("words.en.toml/question/which-room/title").await;
    assert!(desk.verdict().contains("to mend"), "no rule asks it yet: {}", desk.verdict());
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn an_answer_is_added_and_explained() {
    let desk = Desk::with_library().await;
    desk.unfold("Questions", WHO).await;
    desk.press_at(WHO, "Add an answer…").await;
    desk.type_into(&desk.field("Answer"), "Press").await;
    desk.press("Add").await;
    let choices = "choices = [\"member\", \"guest\"]";
    let added = ("policy.toml", choices, "choices = [\"member\", \"guest\", \"press\"]");
    let guest = "choice.guest = \"Guest\"\n";
    let press = "choice.press = \"Press\"\n";
    desk.assert_files(&[added, ("words.en.toml", guest, &format!("{guest}{press}"))]);
    desk.focused("words.en.toml/question/who/choice/press").await;
    desk.write("words.en.toml/question/who/choice-hint/press", "With a card.").await;
    let hint = "choice-hint.press = \"With a card.\"\n";
    desk.assert_files(&[added, ("words.en.toml", guest, &format!("{guest}{press}{hint}"))]);
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn an_answer_is_offered_only_to_some() {
    let desk = Desk::with_library().await;
    desk.unfold("Questions", WANT).await;
    let (read, reserve) =
        ("policy.toml/question/1/choices/1/offered-to", "policy.toml/question/1/choices/2/offered-to");
    assert_eq!(desk.said_at(read), "Offered to everybody");
    assert_eq!(desk.said_at(reserve), "Offered to Who? Member");
    desk.click(&desk.at(reserve)).await;
    desk.press_at(reserve, "Who?: Member").await;
    desk.tick("Guest").await;
    desk.done().await;
    let offered = "{ id = \"reserve\", offered-to = { who = \"member\" } }";
    desk.assert_files(&[(
        "policy.toml",
        offered,
        "{ id = \"reserve\", offered-to = { who = [\"member\", \"guest\"] } }",
    )]);
    assert_eq!(desk.said_at(reserve), "Offered to Who? Member / Guest");
    desk.take_back(1).await;
}

#[wasm_bindgen_test]
async fn a_question_is_asked_before_another() {
    let desk = Desk::with_library().await;
    desk.unfold("Questions", WANT).await;
    let who = "[[question]]\nid = \"who\"\nchoices = [\"member\", \"guest\"]\n\n";
    let want = "[[question]]\nid = \"want\"\nchoices = [\"borrow\", \"read\", \
        { id = \"reserve\", offered-to = { who = \"member\" } }]\n\n";
    desk.press_of("Question: What?", "Move up").await;
    desk.assert_files(&[("policy.toml", &format!("{who}{want}"), &format!("{want}{who}"))]);
    assert_eq!(desk.texts(".things > li > .thing > summary code"), ["want", "who"]);
    assert!(desk.verdict().contains("to mend"), "an answer depends on a question that comes later: {}", desk.verdict());
    desk.take_back(1).await;
}
