//! What a new kata needs in the `Cargo.toml` of its section.

/// What only clients and services need, and takes long to build.
const HEAVY: [&str; 2] = ["loopback", "reqwest"];

/// The feature of a section that brings them.
pub const HTTP: &str = "http";

/// Whether a section has the heavy crates for all its katas, and not behind a feature.
pub fn has_http_for_all(manifest: &str) -> bool {
    HEAVY.iter().all(|name| {
        let line = manifest.lines().find(|line| crate_of(line) == Some(name));
        line.is_some_and(|line| !line.contains("optional"))
    })
}

/// `manifest` with a line for each of the crates that it does not name yet, in alphabetical order.
pub fn with_dependencies(manifest: &str, crates: &[&str]) -> String {
    with_lines(manifest, crates, |name| format!("{name}.workspace = true"))
}

/// The same with the heavy ones behind a feature, which `kata` asks for: no other kata is to wait.
pub fn with_feature(manifest: &str, crates: &[&str], kata: &str) -> String {
    let manifest = with_lines(manifest, crates, |name| match HEAVY.contains(&name) {
        true => format!("{name} = {{ workspace = true, optional = true }}"),
        false => format!("{name}.workspace = true"),
    });
    let mut lines: Vec<String> = manifest.lines().map(str::to_owned).collect();
    let begins =
        |lines: &[String], with: &str| lines.iter().position(|line| line.starts_with(with));

    if begins(&lines, &format!("{HTTP} = ")).is_none() {
        let at = match begins(&lines, "default = [") {
            Some(at) => {
                lines[at] = with_name(&lines[at], HTTP);
                at + 1
            }
            None => {
                let at = begins(&lines, "[features]").map_or(0, |at| at + 1);
                lines.insert(at, format!("default = [\"{HTTP}\"]"));
                at + 1
            }
        };
        let dependencies = HEAVY.map(|name| format!("\"dep:{name}\"")).join(", ");
        lines.splice(
            at..at,
            [
                format!("# The client and the service, for which only `{kata}` should wait."),
                format!("{HTTP} = [{dependencies}]"),
            ],
        );
    }

    if let Some(example) = begins(&lines, "[[example]]") {
        let comments = lines[..example].iter().rev();
        let at = example - comments.take_while(|line| line.starts_with('#')).count();
        let target = ["[[test]]", &format!("name = \"{kata}\"")].map(str::to_owned);
        let asks = [format!("required-features = [\"{HTTP}\"]"), String::new()];
        lines.splice(at..at, target.into_iter().chain(asks));
    }

    // The references are compiled together.
    if let Some(at) = begins(&lines, "path = \"../../solutions/") {
        match lines.get_mut(at + 1) {
            Some(asks) if asks.starts_with("required-features = [") => {
                *asks = with_name(asks, HTTP);
            }
            _ => lines.insert(at + 1, format!("required-features = [\"{HTTP}\"]")),
        }
    }
    lines.join("\n") + "\n"
}

fn with_lines(manifest: &str, crates: &[&str], line: impl Fn(&str) -> String) -> String {
    let mut lines: Vec<String> = manifest.lines().map(str::to_owned).collect();
    for name in crates {
        let Some(begin) = lines.iter().position(|line| line == "[dependencies]") else {
            break;
        };
        let names = lines[begin + 1..].iter();
        let names: Vec<&str> = names.map_while(|line| crate_of(line)).collect();
        if names.contains(name) {
            continue;
        }
        // A comment stays above the line that it speaks of.
        let later = names
            .iter()
            .position(|other| !other.starts_with('#') && other > name);
        let mut at = later.unwrap_or(names.len());
        while at > 0 && names[at - 1].starts_with('#') {
            at -= 1;
        }
        lines.insert(begin + 1 + at, line(name));
    }
    lines.join("\n") + "\n"
}

/// The crate that a line of `[dependencies]` is about.
fn crate_of(line: &str) -> Option<&str> {
    let name = line.split(['.', ' ', '=']).next()?;
    (!name.is_empty()).then_some(name)
}

/// A line `key = ["…"]` with one more name, in alphabetical order.
fn with_name(line: &str, name: &str) -> String {
    let Some((key, _)) = line.split_once('[') else {
        return line.to_owned();
    };
    let mut names: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
    names.push(name);
    names.sort_unstable();
    names.dedup();
    format!("{key}[\"{}\"]", names.join("\", \""))
}
