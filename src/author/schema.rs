//! JSON Schemas, so that an editor completes and checks a policy's files while somebody types, and so that a program knows
//! what is decided.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::scenario::Scenarios;
use crate::decide::{About, Decision, Problem};
use crate::policy::Policy;
use crate::policy::words::{self, Shape};

/// The schema of `policy.toml`: of every policy.
pub fn policy() -> Value {
    schemars::schema_for!(Policy).to_value()
}

/// The schema of `scenarios.toml`: of every policy.
pub fn scenarios() -> Value {
    schemars::schema_for!(Scenarios).to_value()
}

/// The schema of what `decide` answers; among its definitions also what it says of itself and of problems.
pub fn decision() -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.subschema_for::<About>();
    generator.subschema_for::<Problem>();
    generator.into_root_schema_for::<Decision>().to_value()
}

/// The schema of the words files of a policy: the texts that it needs, and where they stand.
pub fn words(policy: &Policy) -> Value {
    let mut texts = Map::new();
    for key in words::keys(&policy.outline()) {
        let description = match key.shape {
            Shape::Plain => "Plain text: no emphasis, no links and no [foreign words](lang:…).",
            Shape::Line => {
                "One paragraph; *emphasis*, **strong text**, [links](https://…) and [foreign words](lang:…) are shown."
            }
            Shape::Paragraphs => {
                "Paragraphs, parted by an empty line; *emphasis*, **strong text**, [links](https://…) and [foreign words](lang:…) are shown."
            }
        };
        let text = match key.name.as_str() {
            "language.direction" => json!({ "enum": ["ltr", "rtl"] }),
            "language.reviewed" => json!({ "enum": ["yes", "no"] }),
            _ => json!({ "type": "string", "minLength": 1, "description": description }),
        };
        insert(&mut texts, &key.name, text);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("The words of {}", policy.id),
        "type": "object",
        "additionalProperties": false,
        "properties": texts,
    })
}

/// Puts the schema of a text under its dotted key, with an object for each part of the way.
fn insert(properties: &mut Map<String, Value>, key: &str, text: Value) {
    let Some((part, rest)) = key.split_once('.') else {
        properties.insert(key.to_owned(), text);
        return;
    };
    let object = json!({ "type": "object", "additionalProperties": false, "properties": {} });
    if let Some(Value::Object(inner)) = properties.entry(part).or_insert(object).get_mut("properties") {
        insert(inner, rest, text);
    }
}
