//! The texts of the page, and those of the product that a policy says otherwise.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::desk::Desk;

#[wasm_bindgen_test]
async fn the_page_gets_another_title() {
    let desk = Desk::with_library().await;
    desk.view("Other texts").await;
    let title = "words.en.toml/page/title";
    assert_eq!(desk.value(title), "page title");
    desk.write(title, "Where to go").await;
    desk.assert_files(&[("words.en.toml", "title = \"page title\"", "title = \"Where to go\"")]);
    desk.take_back(1).await;
}

/// A text is read without the spaces around it, but whoever types one goes on with the next word.
#[wasm_bindgen_test]
async fn a_space_stays_while_somebody_types() {
    let desk = Desk::with_library().await;
    desk.view("Other texts").await;
    let title = "words.en.toml/page/title";
    let field = desk.at(title);
    desk.type_into(&field, "Where ").await;
    assert_eq!(desk.value(title), "Where ");
    desk.assert_files(&[("words.en.toml", "title = \"page title\"", "title = \"Where \"")]);
    desk.type_into(&field, "Where to").await;
    assert_eq!(desk.value(title), "Where to");
    desk.press("Undo").await;
    assert_eq!(desk.value(title), "page title");
    desk.leave().await;
}

#[wasm_bindgen_test]
async fn a_text_of_the_product_is_said_otherwise_and_as_before() {
    let desk = Desk::with_library().await;
    desk.view("Other texts").await;
    let place = "words.en.toml/ui/continue";
    desk.click(&desk.at(place)).await;
    let field = desk.at(place);
    assert_eq!(desk.value(place), "", "nobody says it otherwise");
    let label = field.closest("label").unwrap().unwrap();
    assert_eq!(label.text_content().unwrap().trim(), "Continue", "it is called what visitors read");
    desk.write(place, "Go on").await;
    let language = "[page]\n";
    let now = desk.file("words.en.toml").unwrap();
    assert!(now.contains("[ui]\ncontinue = \"Go on\"\n"), "{now}");
    assert!(now.contains(language) && desk.verdict().starts_with("Proven:"), "{}", desk.verdict());
    desk.write(place, "").await;
    assert!(!desk.file("words.en.toml").unwrap().contains("continue"), "an empty one is left to the product");
    desk.take_back(2).await;
}

#[wasm_bindgen_test]
async fn who_has_read_all_texts_says_so() {
    let desk = Desk::with_library().await;
    desk.view("Other texts").await;
    assert!(desk.is_ticked("A native speaker has read all of its texts"));
    desk.tick("A native speaker has read all of its texts").await;
    desk.assert_files(&[("words.en.toml", "reviewed = \"yes\"", "reviewed = \"no\"")]);
    assert!(!desk.is_ticked("A native speaker has read all of its texts"));
    assert!(desk.verdict().contains("to look at"), "{}", desk.verdict());
    desk.take_back(1).await;
}
