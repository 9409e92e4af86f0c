//! What std would bring along, for the module that ships by itself: memory, and an end to a panic without a sentence.
//! std's own ways to print one are 1.3 KB of brotli that nobody would see; its allocator, dlmalloc, is 1.7 KB larger than
//! this one, whose every call takes constant time.

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
