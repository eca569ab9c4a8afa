#if canImport(Glibc)
  import Glibc
#endif

/// Has all threads allocate from one heap.
///
/// Each thread gets one of its own otherwise, and keeps what its neighbours freed: a tenth of the memory of a run with 256
/// requests in flight (59 MB against 54), for no time that could be measured. Commands that compute on all processors do better
/// without.
func useOneHeap() {
  #if canImport(Glibc)
    mallopt(M_ARENA_MAX, 1)
  #endif
}
