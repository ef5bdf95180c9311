//! What Linux has to shut a process in.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::io;
use std::path::PathBuf;
use std::process::Command;

use dojo::sandbox::Reach;
use landlock::{
    ABI, Access as _, AccessFs, CompatLevel, Compatible as _, PathBeneath, PathFd, Ruleset,
    RulesetAttr as _, RulesetCreatedAttr as _, RulesetStatus, Scope,
};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule,
};

use crate::sandbox::Offer;

/// The newest form of landlock that is known here: signals to others are closed from 6 on.
const NEWEST: ABI = ABI::V6;

/// What every program needs of a system, to be read.
const SYSTEM: [&str; 19] = [
    "/bin",
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/lib",
    "/lib32",
    "/lib64",
    "/nix/store",
    "/proc/cpuinfo",
    "/proc/loadavg",
    "/proc/meminfo",
    "/proc/self",
    "/proc/stat",
    "/proc/sys/vm/overcommit_memory",
    "/sys/devices/system/cpu",
    "/sys/fs/cgroup",
    "/sys/kernel/mm/transparent_hugepage",
    "/dev/urandom",
    "/usr",
];

/// And to be written, for it keeps nothing.
const DEVICES: [&str; 2] = ["/dev/null", "/dev/zero"];

/// Bytes of one file that a process may write. No answer and no program is larger.
const FILE: u64 = 256 << 20;

/// What this machine offers: each part is tried in a process of its own.
pub fn offers() -> Vec<Offer> {
    let offer = |name, closes| Offer {
        name,
        closes,
        missing: tried(name).err(),
    };
    vec![
        offer(
            "landlock",
            (
                "files, and signals to others",
                "ファイルと、他のプロセスへのシグナル",
            ),
        ),
        offer(
            "seccomp",
            (
                "sockets, other processes, changes of files that are not opened",
                "ソケット、他のプロセス、開かずに行うファイルの変更",
            ),
        ),
        offer(
            "network",
            (
                "all of the network but the loopback, for katas that need that",
                "ループバック以外のネットワーク（それを使う課題のため）",
            ),
        ),
    ]
}

fn tried(part: &str) -> Result<(), String> {
    let program = env::current_exe().map_err(|cause| cause.to_string())?;
    let words = [super::WORD, "--try", part];
    let output = Command::new(program).args(words).output();
    let output = output.map_err(|cause| cause.to_string())?;
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
    }
}

/// Tries one part of it.
pub fn part(name: &str) -> Result<(), Box<dyn Error>> {
    match name {
        "landlock" => files(&Reach::default()),
        "seccomp" => calls(&Reach::default()),
        "network" => Ok(network()?),
        _ => Err("no such part".into()),
    }
}

/// Everything, in the order in which one does not close the next.
pub fn shut(reach: &Reach, has_to_make: bool) -> Result<(), Box<dyn Error>> {
    let file = libc::rlimit {
        rlim_cur: FILE,
        rlim_max: FILE,
    };
    // SAFETY: it only reads the limit.
    if unsafe { libc::setrlimit(libc::RLIMIT_FSIZE, &raw const file) } != 0 {
        return Err(io::Error::last_os_error().into());
    }
    if has_to_make {
        network()?;
    }
    files(reach)?;
    calls(reach)
}

fn files(reach: &Reach) -> Result<(), Box<dyn Error>> {
    let all = AccessFs::from_all(NEWEST);
    let reads = AccessFs::from_read(NEWEST);
    let mut rules = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))?
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(all)?
        .scope(Scope::from_all(NEWEST))?
        .create()?;
    let system = SYSTEM.iter().map(PathBuf::from);
    let devices = DEVICES.iter().map(PathBuf::from);
    let readable = system.chain(reach.read.iter().cloned());
    let readable = readable.map(|path| (path, reads));
    let writable = devices.chain(reach.write.iter().cloned());
    let writable = writable.map(|path| (path, all));
    for (path, access) in readable.chain(writable) {
        // What is not there needs no rule.
        if let Ok(opened) = PathFd::new(&path) {
            let access = match path.is_dir() {
                true => access,
                false => access & AccessFs::from_file(NEWEST),
            };
            rules = rules.add_rule(PathBeneath::new(opened, access))?;
        }
    }
    let restricted = rules.restrict_self()?;
    match restricted.ruleset {
        RulesetStatus::NotEnforced => Err("landlock is not enforced".into()),
        RulesetStatus::PartiallyEnforced | RulesetStatus::FullyEnforced => Ok(()),
    }
}

fn calls(reach: &Reach) -> Result<(), Box<dyn Error>> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = BTreeMap::new();
    let always = [
        libc::SYS_add_key,
        libc::SYS_bpf,
        libc::SYS_chroot,
        libc::SYS_io_uring_setup,
        libc::SYS_kexec_load,
        libc::SYS_keyctl,
        libc::SYS_mount,
        libc::SYS_perf_event_open,
        libc::SYS_personality,
        libc::SYS_pidfd_getfd,
        libc::SYS_pidfd_send_signal,
        libc::SYS_pivot_root,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_ptrace,
        libc::SYS_request_key,
        libc::SYS_rt_sigqueueinfo,
        libc::SYS_rt_tgsigqueueinfo,
        libc::SYS_setns,
        libc::SYS_umount2,
        libc::SYS_unshare,
        libc::SYS_userfaultfd,
    ];
    for call in always {
        rules.insert(call, Vec::new());
    }
    let is_not = |argument: u8, value: u64| {
        SeccompCondition::new(argument, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, value)
    };
    // A socket of another kind than these.
    let mut kinds = vec![is_not(0, libc::AF_UNIX as u64)?];
    if reach.loopback {
        kinds.push(is_not(0, libc::AF_INET as u64)?);
        kinds.push(is_not(0, libc::AF_INET6 as u64)?);
    }
    rules.insert(libc::SYS_socket, vec![SeccompRule::new(kinds)?]);
    if !reach.programs {
        let own = u64::from(std::process::id());
        for call in [libc::SYS_kill, libc::SYS_tgkill] {
            rules.insert(call, vec![SeccompRule::new(vec![is_not(0, own)?])?]);
        }
        // A process, and not a thread.
        let thread = libc::CLONE_THREAD as u64;
        let masked = SeccompCmpOp::MaskedEq(thread);
        let process = SeccompCondition::new(0, SeccompCmpArgLen::Qword, masked, 0)?;
        rules.insert(libc::SYS_clone, vec![SeccompRule::new(vec![process])?]);
        // What changes a file, or whose it is, and is not closed by landlock.
        let changes = [
            libc::SYS_fchmod,
            libc::SYS_fchmodat,
            libc::SYS_fchown,
            libc::SYS_fchownat,
            libc::SYS_fremovexattr,
            libc::SYS_fsetxattr,
            libc::SYS_setxattr,
            libc::SYS_utimensat,
        ];
        for call in changes.into_iter().chain(old_calls()) {
            rules.insert(call, Vec::new());
        }
    }
    let arch = env::consts::ARCH.try_into()?;
    let refused = SeccompAction::Errno(libc::EPERM as u32);
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, refused, arch)?;
    let program: BpfProgram = filter.try_into()?;
    seccompiler::apply_filter(&program)?;
    if !reach.programs {
        // Its flags lie in memory, where no filter can look; libc takes the other call then.
        let unknown = SeccompAction::Errno(libc::ENOSYS as u32);
        let rules = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
        let filter = SeccompFilter::new(rules, SeccompAction::Allow, unknown, arch)?;
        let program: BpfProgram = filter.try_into()?;
        seccompiler::apply_filter(&program)?;
    }
    Ok(())
}

/// Calls that newer machines do not have any more.
#[cfg(target_arch = "x86_64")]
fn old_calls() -> Vec<libc::c_long> {
    vec![
        libc::SYS_chmod,
        libc::SYS_chown,
        libc::SYS_fork,
        libc::SYS_futimesat,
        libc::SYS_lchown,
        libc::SYS_utime,
        libc::SYS_utimes,
        libc::SYS_vfork,
    ]
}

#[cfg(not(target_arch = "x86_64"))]
fn old_calls() -> Vec<libc::c_long> {
    Vec::new()
}

/// A network of one's own, in which there is the loopback and nothing else.
fn network() -> io::Result<()> {
    let check = |result: libc::c_int| match result {
        -1 => Err(io::Error::last_os_error()),
        other => Ok(other),
    };
    // SAFETY: neither takes memory.
    unsafe {
        if check(libc::unshare(libc::CLONE_NEWNET)).is_err() {
            check(libc::unshare(libc::CLONE_NEWUSER | libc::CLONE_NEWNET))?;
        }
    }
    // SAFETY: the request is zeroed, and its name ends with zero.
    unsafe {
        let socket = check(libc::socket(
            libc::AF_INET,
            libc::SOCK_DGRAM | libc::SOCK_CLOEXEC,
            0,
        ))?;
        let mut request: libc::ifreq = std::mem::zeroed();
        for (at, letter) in b"lo".iter().enumerate() {
            request.ifr_name[at] = *letter as libc::c_char;
        }
        request.ifr_ifru.ifru_flags = (libc::IFF_UP | libc::IFF_RUNNING) as libc::c_short;
        let up = check(libc::ioctl(socket, libc::SIOCSIFFLAGS, &raw const request));
        libc::close(socket);
        up.map(|_| ())
    }
}
