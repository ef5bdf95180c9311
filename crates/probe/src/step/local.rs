//! Which instructions nobody else can notice.
//!
//! One that touches registers and its own stack frame only may as well be run before the switch as
//! after it: both are the same schedule. Leaving such places out keeps every schedule, at a fourth
//! of the cost. Whatever is not known here counts as noticeable.

/// Whether the instruction at `address` touches nothing but registers and the stack.
///
/// # Safety
///
/// There must be an instruction.
pub(super) unsafe fn is_local(address: u64) -> bool {
    // SAFETY: only bytes of the instruction are read, for each decides whether there is another.
    let byte = |at: usize| unsafe { *(address as *const u8).add(at) };
    let mut at = 0;
    while matches!(byte(at), 0x66 | 0xf2 | 0xf3) {
        at += 1;
    }
    let mut rex = 0;
    if matches!(byte(at), 0x40..=0x4f) {
        rex = byte(at);
        at += 1;
    }
    let opcode = byte(at);
    let operand = || {
        let modrm = byte(at + 1);
        in_a_register(modrm) || modrm & 7 == 4 && is_on_the_stack(byte(at + 2), rex)
    };
    match opcode {
        0x0f => {
            at += 1;
            let modrm = || byte(at + 1);
            let operand =
                || in_a_register(modrm()) || modrm() & 7 == 4 && is_on_the_stack(byte(at + 2), rex);
            match byte(at) {
                // ud2, nop, conditional jump.
                0x0b | 0x1e | 0x1f | 0x80..=0x8f => true,
                // movups, movaps, xorps and their kin, cmov, movd, movdqa, setcc, movzx, imul.
                0x10..=0x17 | 0x28 | 0x29 | 0x2e | 0x2f | 0x40..=0x5f | 0x6e..=0x6f => operand(),
                0x7e | 0x7f | 0x90..=0x9f | 0xaf | 0xb6 | 0xb7 | 0xbe | 0xbf => operand(),
                0xd6 | 0xef => operand(),
                _ => false,
            }
        }
        // Arithmetic: with an operand that may lie in memory, and with the accumulator.
        0x00..=0x3f => match opcode & 7 {
            0..=3 => operand(),
            4 | 5 => true,
            _ => false,
        },
        // push, pop, push of a constant, conditional jump, nop, sign extension, test, mov of a
        // constant.
        0x50..=0x5f | 0x68 | 0x6a | 0x70..=0x7f | 0x90 | 0x98 | 0x99 | 0xa8 | 0xa9 => true,
        0xb0..=0xbf => true,
        // ret, leave, call, jmp, lea.
        0xc2 | 0xc3 | 0xc9 | 0xe8 | 0xe9 | 0xeb | 0x8d => true,
        // movsxd, imul, arithmetic with a constant, test, mov, shifts, not, neg, mul, div.
        0x63 | 0x69 | 0x6b | 0x80 | 0x81 | 0x83..=0x85 | 0x88..=0x8b => operand(),
        0xc0 | 0xc1 | 0xc6 | 0xc7 | 0xd0..=0xd3 | 0xf6 | 0xf7 | 0xfe | 0xff => operand(),
        // xchg locks the bus where it meets memory.
        0x86 | 0x87 => in_a_register(byte(at + 1)),
        _ => false,
    }
}

fn in_a_register(modrm: u8) -> bool {
    modrm >> 6 == 3
}

/// Whether an address begins with the stack pointer, and nothing is added but a constant.
fn is_on_the_stack(sib: u8, rex: u8) -> bool {
    let (base, index) = (sib & 7, sib >> 3 & 7);
    base == 4 && rex & 1 == 0 && index == 4 && rex & 2 == 0
}

#[cfg(test)]
mod tests {
    use super::is_local;

    fn local<const N: usize>(code: [u8; N]) -> bool {
        // SAFETY: each case is one instruction.
        unsafe { is_local(code.as_ptr() as u64) }
    }

    #[test]
    fn registers_and_the_stack_are_local() {
        assert!(local([0x48, 0x89, 0xe5])); // mov rbp, rsp
        assert!(local([0x48, 0x8b, 0x44, 0x24, 0x08])); // mov rax, [rsp + 8]
        assert!(local([0x0f, 0x11, 0x04, 0x24])); // movups [rsp], xmm0
        assert!(local([0xe8, 0, 0, 0, 0])); // call
        assert!(local([0x48, 0x8d, 0x05, 0, 0, 0, 0])); // lea rax, [rip]
        assert!(local([0x0f, 0x84, 0, 0, 0, 0])); // je
        assert!(local([0x0f, 0xb6, 0xc0])); // movzx eax, al
    }

    #[test]
    fn other_memory_is_not() {
        assert!(!local([0x48, 0x8b, 0x07])); // mov rax, [rdi]
        assert!(!local([0x48, 0x8b, 0x44, 0x04, 0x08])); // mov rax, [rsp + rax + 8]
        assert!(!local([0x41, 0x8b, 0x04, 0x24])); // mov eax, [r12]
        assert!(!local([0xf0, 0x0f, 0xb1, 0x0c, 0x24])); // lock cmpxchg [rsp], ecx
        assert!(!local([0x87, 0x04, 0x24])); // xchg [rsp], eax
        assert!(!local([0x64, 0x48, 0x8b, 0x04, 0x25, 0, 0, 0, 0])); // mov rax, fs:0
        assert!(!local([0xf3, 0xa4])); // rep movsb
        assert!(!local([0x0f, 0x05])); // syscall
    }
}
