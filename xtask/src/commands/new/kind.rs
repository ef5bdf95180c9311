//! The three kinds of katas: they differ in what their tests observe.

use dojo::Error;
use lang::text;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A future, polled by hand.
    #[default]
    Future,
    /// A whole program, in virtual time.
    Program,
    /// A client of a service on the loopback.
    Service,
}

impl Kind {
    /// # Errors
    ///
    /// There is no such kind.
    pub fn parse(word: &str) -> Result<Kind, Error> {
        match word {
            "future" => Ok(Kind::Future),
            "program" => Ok(Kind::Program),
            "service" => Ok(Kind::Service),
            _ => Err(Error::Asked(text!(
                "`{word}` is no kind of kata: it is `future`, `program`, or `service`",
                "`{word}` という種類はありません。`future`、`program`、`service` のどれかを指定してください",
            ))),
        }
    }

    /// The crates that its files use, in alphabetical order.
    pub fn dependencies(self) -> &'static [&'static str] {
        match self {
            Kind::Future => &["probe"],
            Kind::Program => &["probe", "tokio"],
            Kind::Service => &["anyhow", "loopback", "probe", "reqwest", "tokio"],
        }
    }

    pub fn imports(self) -> &'static str {
        match self {
            Kind::Future | Kind::Program => "",
            Kind::Service => "use reqwest::Client;\n\n",
        }
    }

    pub fn signature(self) -> &'static str {
        match self {
            Kind::Future | Kind::Program => "pub async fn {{kata}}()",
            Kind::Service => {
                "pub async fn {{kata}}(client: &Client, url: &str) -> anyhow::Result<String>"
            }
        }
    }

    /// Keeps a body that is not written yet free of warnings.
    pub fn unused(self) -> &'static str {
        match self {
            Kind::Future | Kind::Program => "",
            Kind::Service => "    let _ = (client, url);\n",
        }
    }

    /// What the reference does, until there is a better one.
    pub fn solved(self) -> &'static str {
        match self {
            Kind::Future | Kind::Program => "    // Nothing is to be done yet.\n",
            Kind::Service => {
                "    let response = client.get(url).send().await?;\n    Ok(response.error_for_status()?.text().await?)\n"
            }
        }
    }

    /// The same in another way.
    pub fn right(self) -> &'static str {
        match self {
            Kind::Future | Kind::Program => "    std::future::ready(()).await;\n",
            Kind::Service => {
                "    let body = client.get(url).send().await?.bytes().await?;\n    Ok(String::from_utf8(body.to_vec())?)\n"
            }
        }
    }

    /// A mistake, with [`diagnosis`](Kind::diagnosis).
    pub fn wrong(self) -> &'static str {
        match self {
            Kind::Future => "    std::future::pending().await\n",
            Kind::Program => "    tokio::time::sleep(std::time::Duration::from_millis(1)).await;\n",
            Kind::Service => "    let _ = (client, url);\n    Ok(String::new())\n",
        }
    }

    pub fn diagnosis(self) -> &'static str {
        match self {
            Kind::Future | Kind::Program => "ready-too-late",
            Kind::Service => "wrong-result",
        }
    }

    pub fn tests(self) -> &'static str {
        match self {
            Kind::Future => include_str!("../../../templates/kata/tests/future.rs"),
            Kind::Program => include_str!("../../../templates/kata/tests/program.rs"),
            Kind::Service => include_str!("../../../templates/kata/tests/service.rs"),
        }
    }

    /// The name of the test in [`tests`](Kind::tests).
    pub fn test(self) -> &'static str {
        match self {
            Kind::Future => "ready_on_the_first_poll",
            Kind::Program => "takes_no_time_and_leaves_no_task",
            Kind::Service => "good_answer_then_its_body",
        }
    }
}
