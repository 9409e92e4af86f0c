//! A fault as JSON, and as the command line has it.

use std::str::FromStr;

use serde_json::value::RawValue;

use super::Fault;
use super::cut::MOST_BYTES;
use super::delay::LONGEST;
use super::scope::Scope;
use crate::json::{Members, literal, raw};

/// A fault and when it strikes.
#[derive(Clone, Debug)]
pub struct Spec {
    /// What goes wrong.
    pub fault: Fault,
    /// When.
    pub scope: Scope,
}

impl Spec {
    /// Reads one object, or an array of them.
    ///
    /// # Errors
    /// What is wrong, in one line; an unknown name is answered with the known ones.
    pub fn read_all(text: &str) -> Result<Vec<Self>, String> {
        if !text.trim_start().starts_with('[') {
            return Ok(vec![Self::read(text)?]);
        }
        let items: Vec<&RawValue> = serde_json::from_str(text).map_err(plain)?;
        items.iter().map(|item| Self::read(item.get())).collect()
    }

    /// Reads one object.
    ///
    /// # Errors
    /// As [`Self::read_all`].
    pub fn read(text: &str) -> Result<Self, String> {
        let members = Members::parse(text).map_err(plain)?;
        let name = members.get("fault").filter(|name| name.starts_with('"'));
        let name = name.ok_or(r#"expected a fault's name, as in {"fault": "500"}"#)?;
        let of_scope =
            |member: &str| matches!(member, "method" | "path" | "count" | "probability" | "seed");
        let scope = members.filtered(of_scope).to_text();
        let parameters = members.filtered(|member| member != "fault" && !of_scope(member));
        let tagged = format!("{{{name}:{}}}", parameters.to_text());
        let fault = serde_json::from_str(&tagged).map_err(|error| {
            let why = plain(error);
            let unknown = format!("unknown variant `{}`", name.trim_matches('"'));
            match why.strip_prefix(&unknown) {
                Some(known) => format!("unknown fault {name}{known}"),
                None => format!("fault {name}: {why}"),
            }
        })?;
        let scope = serde_json::from_str(&scope).map_err(plain)?;
        Self { fault, scope }.checked()
    }

    fn checked(mut self) -> Result<Self, String> {
        if let Some(method) = &mut self.scope.method {
            method.make_ascii_uppercase();
        }
        self.scope.check()?;
        match &self.fault {
            Fault::Latency { ms, to } if to.unwrap_or(*ms) < *ms => {
                return Err("latency: to is less than ms".to_owned());
            }
            Fault::Latency { ms, to } if to.unwrap_or(*ms) > LONGEST => {
                return Err(format!("latency: expected at most {LONGEST} milliseconds"));
            }
            Fault::DropBefore { bytes: Some(bytes) } if *bytes > MOST_BYTES => {
                return Err(format!("drop-before: expected at most {MOST_BYTES} bytes"));
            }
            Fault::OtherEdit { changes } if changes.is_empty() => {
                return Err("other-edit: changes is empty".to_owned());
            }
            Fault::MethodNotAllowed {} if self.scope.method.is_none() => {
                self.scope.method = Some("PATCH".to_owned());
            }
            _ => {}
        }
        Ok(self)
    }

    /// The object that [`Self::read`] reads, defaults included.
    #[must_use]
    pub fn members(&self) -> Members {
        let (name, parameters) = self.fault.parts();
        let mut out = Members::default();
        out.put("fault", name);
        out.merge(&parameters);
        out.merge(&Members::parse(raw(&self.scope).get()).unwrap_or_default());
        out
    }
}

/// `NAME`, `NAME,KEY=VALUE…` (a value that is no JSON is a text), or the JSON object.
impl FromStr for Spec {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim_start().starts_with('{') {
            return Self::read(text);
        }
        let mut parts = text.split(',');
        let mut members = Members::default();
        members.put("fault", parts.next().unwrap_or_default().trim());
        for part in parts {
            let pair = part.split_once('=');
            let (key, value) = pair.ok_or_else(|| format!("expected KEY=VALUE, found {part:?}"))?;
            let (key, value) = (key.trim(), value.trim());
            match serde_json::from_str::<&RawValue>(value) {
                Ok(json) => members.set(key, literal(json.get().to_owned())),
                Err(_) => members.put(key, value),
            }
        }
        Self::read(&members.to_text())
    }
}

/// Without the place: it would be one in a text that nobody wrote.
fn plain(error: serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Spec::from_str(text).unwrap().members().to_text()
    }

    #[test]
    fn the_command_line_says_the_same_as_json() {
        assert_eq!(shown("500"), r#"{"fault":"500","stored":false,"seed":0}"#);
        let short = "429,seconds=3,retry_after=date,method=patch,count=2";
        let long = r#"{"fault":"429","seconds":3,"retry_after":"date","method":"PATCH","count":2,"seed":0}"#;
        assert_eq!(shown(short), long);
        assert_eq!(shown(long), long);
        assert_eq!(
            shown("latency,ms=100,to=300,probability=0.5,seed=7,path=/api/v2/customer/"),
            r#"{"fault":"latency","ms":100,"to":300,"path":"/api/v2/customer/","probability":0.5,"seed":7}"#
        );
    }

    #[test]
    fn a_change_keeps_every_digit() {
        let edit = r#"{"fault":"other-edit","changes":{"x":999999999999998.990},"seed":0}"#;
        assert_eq!(shown(edit), edit);
    }

    #[test]
    fn patch_is_what_a_405_refuses_by_default() {
        assert!(shown("405").contains(r#""method":"PATCH""#));
        assert!(shown("405,method=PUT").contains(r#""method":"PUT""#));
    }

    #[test]
    fn a_slip_is_named() {
        for (text, why) in [
            (
                "nonsense",
                "unknown fault \"nonsense\", expected one of `latency`, `drop-before`, ",
            ),
            ("", "unknown fault \"\", expected one of "),
            (r#"{"fault":500}"#, "expected a fault's name, "),
            ("{}", "expected a fault's name, "),
            (
                "429,secnds=3",
                "fault \"429\": unknown field `secnds`, expected `seconds` or `retry_after`",
            ),
            (
                "hang-after,ms=3",
                "fault \"hang-after\": unknown field `ms`, there are no fields",
            ),
            (
                "429,retry_after=never",
                "fault \"429\": unknown variant `never`, expected one of ",
            ),
            ("latency", "fault \"latency\": missing field `ms`"),
            ("latency,ms=9,to=3", "latency: to is less than ms"),
            (
                "latency,ms=600001",
                "latency: expected at most 600000 milliseconds",
            ),
            ("latency,ms", "expected KEY=VALUE, found \"ms\""),
            (
                r#"{"fault":"other-edit","changes":{}}"#,
                "other-edit: changes is empty",
            ),
            (
                "500,method=FETCH",
                "method: \"FETCH\" is none of GET, PUT, PATCH, POST, WRITE",
            ),
            ("500,path=/v2", "path: \"/v2\" does not start with /api/"),
            ("500,count=0", "count: expected a whole number from 1"),
            ("500,count=-1", "invalid value: integer `-1`, expected u64"),
            (
                "500,probability=0",
                "probability: expected a number above 0 and up to 1",
            ),
            (
                "500,probability=1.5",
                "probability: expected a number above 0 and up to 1",
            ),
        ] {
            let refused = Spec::from_str(text).unwrap_err();
            assert!(refused.starts_with(why), "{text}: {refused}");
            assert!(!refused.contains('\n'), "{refused}");
        }
    }
}
