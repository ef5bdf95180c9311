//! A scenario that does not end is given up soon, under the name of what keeps it.

use std::future::{pending, poll_fn};
use std::task::Poll;
use std::time::{Duration, Instant};

use loopback::frozen::{beside, dropped_after, given_up, pass, pass_elsewhere, run};
use loopback::server::Server;
use probe::panics::caught;

const LIMIT: Duration = Duration::from_millis(200);

/// Asks that `scenario` is given up as `diagnosis`, before the limit of the judge.
#[track_caller]
fn gives_up<F: Future>(diagnosis: &str, scenario: impl FnOnce(reqwest::Client) -> F) -> String {
    let began = Instant::now();
    let message = caught(|| run(scenario)).err().expect("a finding");
    assert!(message.contains(&format!("[{diagnosis}]")), "{message}");
    assert!(began.elapsed() < Duration::from_secs(9), "{message}");
    message
}

#[test]
fn a_wait_without_a_limit() {
    let server = Server::start();
    let url = server.url("/stallbody");
    let message = gives_up("unbounded-wait", |client| async move {
        let answer = async { client.get(url).send().await?.text().await };
        let _ = beside(answer, pass(LIMIT)).await;
    });
    assert!(message.contains("200ms"), "{message}");
}

#[test]
fn a_wait_that_nobody_ends() {
    gives_up("deadlock", |_| pending::<()>());
}

#[test]
fn a_wait_for_the_clock_alone_goes_on() {
    let server = Server::start();
    run(|client| async move {
        for _ in 0..3 {
            client.get(server.url("/ok")).send().await.expect("a head");
            tokio::time::sleep(LIMIT).await;
        }
    });
}

#[test]
fn requests_without_end() {
    let server = Server::start();
    gives_up("unbounded-wait", |client| async move {
        loop {
            let _ = client.get(server.url("/ok")).send().await;
        }
    });
}

#[test]
fn polls_without_end() {
    gives_up("busy-poll", |_| {
        poll_fn(|context| {
            context.waker().wake_by_ref();
            Poll::<()>::Pending
        })
    });
}

#[test]
fn polls_that_are_many_while_things_happen() {
    let server = Server::start();
    let url = server.url("/stallhead");
    gives_up("busy-poll", |client| async move {
        let mut request = Box::pin(client.get(url).send());
        let answer = poll_fn(|context| {
            context.waker().wake_by_ref();
            request.as_mut().poll(context)
        });
        let _ = beside(answer, async {
            server.stalled(1).await;
            pass(LIMIT).await;
            pass(LIMIT).await;
        })
        .await;
    });
}

#[test]
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
fn a_nap_in_a_poll() {
    gives_up("blocked-executor", |_| async {
        std::thread::sleep(Duration::from_millis(500));
    });
}

#[test]
fn a_blocking_task_that_is_left_behind_is_not_waited_for() {
    let began = Instant::now();
    run(|_| async {
        tokio::task::spawn_blocking(|| std::thread::sleep(Duration::from_secs(5)));
    });
    assert!(began.elapsed() < Duration::from_secs(4));
}

#[test]
fn a_slow_script_is_not_given_up() {
    let server = Server::start();
    let url = server.url("/gate");
    let answer = run(|client| async move {
        let answer = async { client.get(url).send().await?.text().await };
        let script = async {
            server.stalled(1).await;
            pass_elsewhere(Duration::from_millis(800)).await;
            server.open_gate();
        };
        beside(answer, script).await
    });
    assert_eq!(answer.expect("the gate is open"), "200 /gate");
}

#[test]
fn time_passes_only_on_the_clock_that_is_meant() {
    let [still, moved] = run(|_| async {
        let began = tokio::time::Instant::now();
        pass_elsewhere(LIMIT).await;
        let still = began.elapsed();
        pass(LIMIT).await;
        [still, began.elapsed()]
    });
    assert_eq!([still, moved], [Duration::ZERO, LIMIT]);
}

#[test]
fn what_is_dropped_is_given_up() {
    let server = Server::start();
    run(|client| async move {
        for path in ["/stallhead", "/stallbody"] {
            let answer = client.get(server.url(path)).send();
            let answer = async { answer.await?.text().await };
            let stalls = if path == "/stallhead" { 1 } else { 2 };
            let output = dropped_after(answer, server.stalled(stalls)).await;
            assert!(output.is_none());
            given_up(&server, path).await;
        }
    });
}

#[test]
fn what_goes_on_in_a_task_is_not_given_up() {
    let server = Server::start();
    gives_up("works-after-drop", |client| async move {
        let request = client.get(server.url("/stallhead")).send();
        tokio::spawn(request);
        let output = dropped_after(pending::<()>(), server.stalled(1)).await;
        assert!(output.is_none());
        given_up(&server, "/stallhead").await;
    });
}
