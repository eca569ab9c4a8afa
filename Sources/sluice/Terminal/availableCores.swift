#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How many processors there are, at least 1.
func availableCores() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
